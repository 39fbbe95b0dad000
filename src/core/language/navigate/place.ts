import type { Range } from "../position.ts";

/** A piece of a file. */
export interface FilePlace {
  readonly path: string;
  readonly range: Range;
}
