import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder of this repository. */
export const root = join(import.meta.dirname, "../..");

/** A folder that lasts as long as its owner wants. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

/** Makes an empty folder that is removed, with all in it, when its owner or the process is done. */
export function temporaryFolder(parent = tmpdir()): TemporaryFolder {
  const path = mkdtempSync(join(parent, "hooksmith-editor-"));
  // The editor may still write while it ends, which makes removing a matter of trying again.
  const remove = () => rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", remove);
  const dispose = () => {
    process.off("exit", remove);
    remove();
  };
  return { path, [Symbol.dispose]: dispose };
}

/** Makes a copy of the example workspace, for an editor that may write to it. */
export function exampleWorkspace(): TemporaryFolder {
  const folder = temporaryFolder();
  copyExamples(folder.path);
  return folder;
}

/** Copies the example workspace into a folder. */
export function copyExamples(folder: string): void {
  cpSync(join(root, "media/examples"), folder, { recursive: true });
}
