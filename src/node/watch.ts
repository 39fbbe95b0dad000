import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { isFolder, isTriggerFile } from "./files.ts";

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
  const watcher = watch(folder, { recursive }, (_, name) => {
    if (name === null || isOurs(name)) changed();
  });
  // A folder that is gone has nothing more to tell.
  watcher.on("error", () => watcher.close());
  return watcher;
}
