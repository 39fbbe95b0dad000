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

/** Gives what a reader reads, or nothing when it cannot be read and need not be. */
export type Reading = <Result>(read: () => Result) => Result | undefined;

/** For what has to be read: a `UserError` is thrown on. */
export const readWhole: Reading = (read) => read();

/** For what is left out when it cannot be read, which is told. */
export function readWhatCanBe(leaveOut: (error: UserError) => void): Reading {
  return (read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      leaveOut(error);
      return undefined;
    }
  };
}

/** The trigger files among the given files and, at any depth, in the given folders, in order. */
export function findTriggerFiles(
  paths: readonly string[],
  reading: Reading = readWhole,
): readonly string[] {
  const files = paths.flatMap((path) => {
    const isOfMany = reading(() => isFolder(path));
    if (isOfMany === undefined) return [];
    return isOfMany ? filesIn(path, reading) : [path];
  });
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

function filesIn(folder: string, reading: Reading): readonly string[] {
  const entries = reading(() => entriesOf(folder)) ?? [];
  return entries
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name === "node_modules" || entry.name.startsWith(".")
          ? []
          : filesIn(path, reading);
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
