import { globSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** Bundles the suite into one script that the extension host can load, and returns its path. */
export async function bundleSuite(): Promise<string> {
  const tests = globSync("suite/**/*.test.ts", { cwd: import.meta.dirname }).toSorted();
  const folder = join(import.meta.dirname, "dist");
  await build({
    stdin: {
      contents: `
        import { runSuite } from "./suite/runSuite.ts";
        export const run = () => runSuite(() => {
          ${tests.map((test) => `require(${JSON.stringify(`./${test}`)});`).join("\n")}
        });`,
      resolveDir: import.meta.dirname,
    },
    outfile: join(folder, "suite.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22.13",
    // Mocha is found from the bundle's place, in the root's packages.
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  const entry = join(folder, "entry.cjs");
  // Stacks name the lines of the tests only when source maps are on before the bundle is loaded.
  writeFileSync(
    entry,
    `process.setSourceMapsEnabled(true);\nexports.run = () => require("./suite.cjs").run();\n`,
  );
  return entry;
}
