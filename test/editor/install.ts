import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.ts";

const packages = join(import.meta.dirname, "node_modules");
const editor = join(packages, "code-server/lib/vscode");
const productionPackages = ["install", "--omit=dev", "--ignore-scripts", "--loglevel=error"];
/** A native module that is not built, and what stands in its place. */
const nativeLog = join(editor, "node_modules/@vscode/spdlog/index.js");
const ownLog = join(import.meta.dirname, "spdlog.cjs");
const stampFile = join(packages, ".installed");

/** The program that starts the editor, once it is installed. */
export const editorProgram = join(packages, "code-server/out/node/entry.js");

/** Installs the editor and the browser of the tests from the npm registry, unless they are there. */
export async function installEditor(): Promise<void> {
  const stamp = installationStamp();
  if (installedStamp() === stamp) return;
  process.stderr.write("Installing the editor of the tests (once, about a minute, 900 MB) …\n");
  await npm(["ci", "--loglevel=error"], import.meta.dirname);
  await npm(productionPackages, editor);
  await npm(productionPackages, join(editor, "extensions"));
  copyFileSync(ownLog, nativeLog);
  writeFileSync(stampFile, stamp);
  process.stderr.write("Installed the editor of the tests.\n");
}

function installationStamp(): string {
  const lockFile = readFileSync(join(import.meta.dirname, "package-lock.json"));
  return createHash("sha256").update(lockFile).update(readFileSync(ownLog)).digest("hex");
}

function installedStamp(): string | undefined {
  try {
    return readFileSync(stampFile, "utf8");
  } catch {
    return undefined;
  }
}
