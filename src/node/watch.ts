import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { isFolder, isTriggerFile } from "./files.ts";
import { systemErrorCode, UserError } from "./userError.ts";

const settleInMilliseconds = 50;

/**
 * Calls `onChange` soon after one of the files, or a trigger file in one of the folders, changed;
 * several changes at once give one call. Returns how to stop.
 */
export function watchFiles(paths: readonly string[], onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settleInMilliseconds);
  };
  const watchers = paths.map((path) => {
    if (isFolder(path)) {
      return watchFolder(path, true, (name) => isTriggerFile(name), changed);
    }
    // Editors save by renaming, which a watch of the file itself would not survive.
    return watchFolder(dirname(path), false, (name) => name === basename(path), changed);
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function watchFolder(
  folder: string,
  recursive: boolean,
  isOurs: (name: string) => boolean,
  changed: () => void,
): FSWatcher {
  const watcher = open(folder, recursive, (name) => {
    if (name === null || isOurs(name)) changed();
  });
  // A folder that is gone has nothing more to tell.
  watcher.on("error", () => watcher.close());
  return watcher;
}

function open(folder: string, recursive: boolean, told: (name: string | null) => void): FSWatcher {
  try {
    return watch(folder, { recursive }, (_, name) => told(name));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new UserError(
      `The folder ${folder} cannot be watched for changes (${code}).`,
      code === "ENOSPC" || code === "EMFILE"
        ? "Too many files are watched on this machine: close what watches them, or raise its limit."
        : "Check the path.",
    );
  }
}
