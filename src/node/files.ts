import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { systemErrorCode, UserError } from "./userError.ts";

/** The text of a UTF-8 file, without a byte order mark, or a `UserError` that names `what` could not be read. */
export function readText(path: string, what: string): string {
  const bytes = readBytes(path, what);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`The ${what} ${path} is not UTF-8.`, "Save it with the encoding UTF-8.");
  }
}

/** The bytes of a file, or a `UserError` that names `what` could not be read. */
export function readBytes(path: string, what: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, what, error);
  }
}

/** The trigger files among the given files and, at any depth, in the given folders, in order. */
export function findTriggerFiles(paths: readonly string[]): readonly string[] {
  const files = paths.flatMap((path) => (isFolder(path) ? filesIn(path) : [path]));
  return [...new Map(files.map((path) => [resolve(path), path])).values()];
}

/** Whether a name is one of a trigger file. */
export function isTriggerFile(name: string): boolean {
  return /\.trigger\.ya?ml$/.test(name);
}

/** Whether a path is a folder; a `UserError` when there is nothing. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw unreadable(path, "trigger file", error);
  }
}

function filesIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name === "node_modules" || entry.name.startsWith(".") ? [] : filesIn(path);
      }
      return isTriggerFile(entry.name) ? [path] : [];
    });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw unreadable(folder, "folder", error);
  }
}

function unreadable(path: string, what: string, error: unknown): unknown {
  const code = systemErrorCode(error);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return new UserError(`There is no ${what} ${path}.`, "Check the path.");
    case "EISDIR":
      return new UserError(`The ${what} ${path} is a folder.`, "Give the path of a file.");
    case "EACCES":
    case "EPERM":
      return new UserError(`The ${what} ${path} may not be read.`, "Check its permissions.");
    case undefined:
      return error;
    default:
      return new UserError(`The ${what} ${path} cannot be read (${code}).`, "Check the path.");
  }
}
