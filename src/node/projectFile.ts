import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Project } from "../core/language/project/project.ts";
import { readProject } from "../core/language/project/readProject.ts";
import { readText } from "./files.ts";

/** The nearest valohai.yaml at or above a trigger file, within its repository; undefined without one. */
export function projectOf(triggerFile: string): Project | undefined {
  const path = projectPathOf(triggerFile);
  return path === undefined ? undefined : readProject(path, readText(path, "project file"));
}

/** Projects that are read again only when their file has changed. */
export class ProjectFiles {
  readonly #read = new Map<string, { readonly state: string; readonly project: Project }>();

  /** The nearest project at or above a trigger file, as it is now. */
  of(triggerFile: string): Project | undefined {
    const path = projectPathOf(triggerFile);
    if (path === undefined) return undefined;
    const { mtimeMs, size, ino } = statSync(path);
    const state = `${mtimeMs} ${size} ${ino}`;
    const known = this.#read.get(path);
    if (known?.state === state) return known.project;
    const project = readProject(path, readText(path, "project file"));
    this.#read.set(path, { state, project });
    return project;
  }
}

function projectPathOf(triggerFile: string): string | undefined {
  for (let folder = dirname(resolve(triggerFile)); ; folder = dirname(folder)) {
    const path = join(folder, "valohai.yaml");
    if (existsSync(path)) return path;
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return undefined;
  }
}
