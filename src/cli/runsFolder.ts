import { join } from "node:path";

/** Where runs are kept, unless told otherwise. */
export const defaultRunsFolder = join(".hooksmith", "runs");
