import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Project } from "../core/language/project/project.ts";
import { readProject } from "../core/language/project/readProject.ts";
import { readText } from "./files.ts";

/** The nearest valohai.yaml at or above a trigger file, within its repository; undefined without one. */
export function projectOf(triggerFile: string): Project | undefined {
  for (let folder = dirname(resolve(triggerFile)); ; folder = dirname(folder)) {
    const path = join(folder, "valohai.yaml");
    if (existsSync(path)) return readProject(path, readText(path, "project file"));
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return undefined;
  }
}
