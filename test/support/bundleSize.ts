import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The bytes that are read when a bundle is loaded: its own and those of all chunks that it imports. */
export function sizeAtStart(bundle: string): number {
  return filesAtStart(bundle).reduce((sum, file) => sum + readFileSync(file).length, 0);
}

/** A bundle with the chunks that it imports, not those that are loaded when they are wanted. */
export function filesAtStart(bundle: string): readonly string[] {
  const files = new Set([bundle]);
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    for (const [, chunk = ""] of text.matchAll(/(?:\bfrom|\bimport)"(\.\/[^"]+)"/g)) {
      files.add(join(dirname(file), chunk));
    }
  }
  return [...files];
}
