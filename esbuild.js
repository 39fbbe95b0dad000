import { globSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { build, context } from "esbuild";

const shared = { bundle: true, minify: true, format: "cjs", logLevel: "warning" };
const node = { ...shared, platform: "node", target: "node22.13" };

/** Each folder of pages with a page.ts, by its name; the icons' font lies beside them. */
const pages = globSync("src/webview/*/page.{ts,css}").map((file) => ({
  in: file,
  out: basename(dirname(file)),
}));

/**
 * The program, the extension for desktop and remote hosts, and the extension for web hosts, and the
 * pages of webviews. What the second one imports only when it is wanted lies in chunks of its own,
 * which need ES modules.
 */
const builds = [
  { ...node, entryPoints: ["src/cli/main.ts"], outfile: "dist/cli.cjs" },
  {
    ...node,
    format: "esm",
    splitting: true,
    entryPoints: ["src/extension/extension.ts"],
    outdir: "dist/node",
    external: ["vscode"],
    // Its modules for Node are CommonJS, which ES modules cannot bundle.
    alias: { yaml: "./node_modules/yaml/browser/index.js" },
  },
  {
    ...shared,
    platform: "browser",
    target: "es2022",
    entryPoints: ["src/extension/webExtension.ts"],
    outfile: "dist/web/extension.cjs",
    external: ["vscode"],
  },
  {
    ...shared,
    format: "iife",
    platform: "browser",
    target: "es2022",
    entryPoints: pages,
    outdir: "dist/webview",
    assetNames: "[name]",
    loader: { ".ttf": "file" },
  },
];

rmSync("dist", { recursive: true, force: true });
if (process.argv.includes("--watch")) {
  for (const options of builds) await (await context({ ...options, logLevel: "info" })).watch();
} else {
  await Promise.all(builds.map((options) => build(options)));
}
