import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, renameSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { installEditor } from "./install.ts";
import { temporaryFolder } from "./workspace.ts";

const packages = join(import.meta.dirname, "node_modules");
const unpacked = join(packages, ".chromium");

/** A Chromium and the environment variables it needs. */
export interface Chromium {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Finds a Chromium: the one named by `CHROMIUM_PATH`, an installed one, or that of the registry. */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return { executablePath: named, environment: {} };
  const installed = ["chromium", "google-chrome"].map(onPath).find((path) => path !== undefined);
  if (installed !== undefined) return { executablePath: installed, environment: {} };
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No Chromium here: install one, or set CHROMIUM_PATH to its executable.");
  }
  if (!existsSync(unpacked)) await unpack();
  return {
    executablePath: join(unpacked, "chromium"),
    environment: {
      LD_LIBRARY_PATH: join(unpacked, "al2023/lib"),
      FONTCONFIG_PATH: join(unpacked, "fonts"),
    },
  };
}

/** The path of a program that can be run by its bare name. */
export function onPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Unpacks the Chromium of the registry beside its package. The package unpacks to the folder for
 * temporary files and changes the environment of its process, so it gets both of its own.
 */
async function unpack(): Promise<void> {
  await installEditor();
  using folder = temporaryFolder(packages);
  const script = 'import("@sparticuz/chromium").then((it) => it.default.executablePath())';
  await promisify(execFile)(process.execPath, ["--eval", script], {
    cwd: import.meta.dirname,
    env: {
      ...process.env,
      TMPDIR: folder.path,
      // What makes it unpack the libraries that many machines lack.
      AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
      AWS_LAMBDA_JS_RUNTIME: "nodejs22.x",
    },
  });
  writeFileSync(join(folder.path, "fonts/fonts.conf"), fontConfiguration());
  renameSync(folder.path, unpacked);
}

function fontConfiguration(): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(unpacked, "fonts-cache")}</cachedir>
</fontconfig>
`;
}
