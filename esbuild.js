import { rmSync } from "node:fs";
import { build } from "esbuild";

const shared = {
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
  target: "node22.13",
  logLevel: "warning",
};

rmSync("dist", { recursive: true, force: true });

await build({
  ...shared,
  entryPoints: ["src/cli/main.ts"],
  outfile: "dist/cli.cjs",
});
