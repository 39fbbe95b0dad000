import { type FixSource, fixSourceOf } from "../language/fix/fixSource.ts";
import type { FormFile } from "./formFile.ts";

/** The whole file as its quick fixes ask for it. */
export function wholeSourceOf(file: FormFile): FixSource {
  return fixSourceOf(file.text);
}
