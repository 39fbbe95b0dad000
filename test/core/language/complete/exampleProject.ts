import { readFileSync } from "node:fs";
import { readProject } from "../../../../src/core/language/project/readProject.ts";

/** What media/examples/valohai.yaml declares. */
export const exampleProject = readProject(
  "valohai.yaml",
  readFileSync("media/examples/valohai.yaml", "utf8"),
);
