import { rmSync } from "node:fs";
import { build, context } from "esbuild";

const shared = { bundle: true, minify: true, format: "cjs", logLevel: "warning" };
const node = { ...shared, platform: "node", target: "node22.13" };

/** The program, the extension for desktop and remote hosts, and the extension for web hosts. */
const builds = [
  { ...node, entryPoints: ["src/cli/main.ts"], outfile: "dist/cli.cjs" },
  {
    ...node,
    entryPoints: ["src/extension/extension.ts"],
    outfile: "dist/extension.cjs",
    external: ["vscode"],
  },
  {
    ...shared,
    platform: "browser",
    target: "es2022",
    entryPoints: ["src/extension/webExtension.ts"],
    outfile: "dist/web/extension.cjs",
    external: ["vscode"],
  },
];

rmSync("dist", { recursive: true, force: true });
if (process.argv.includes("--watch")) {
  for (const options of builds) await (await context({ ...options, logLevel: "info" })).watch();
} else {
  await Promise.all(builds.map((options) => build(options)));
}
