import { existsSync, type Stats, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { PlannedRun } from "../core/actions/plannedRun.ts";
import type { Project } from "../core/language/project/project.ts";
import { readProject } from "../core/language/project/readProject.ts";
import { planOf, type RunPlan } from "../core/runs/plan.ts";
import { readText } from "./files.ts";
import { systemErrorCode, UserError } from "./userError.ts";

/** The nearest valohai.yaml at or above a trigger file, within its repository; undefined without one. */
export function projectOf(triggerFile: string): Project | undefined {
  const path = projectPathOf(triggerFile);
  return path === undefined ? undefined : readProject(path, readText(path, "project file"));
}

/** Projects that are read again only when their file has changed. */
export class ProjectFiles {
  readonly #read = new Map<string, { readonly state: string; readonly project: Project }>();

  /** What runs mean by the nearest project at or above a trigger file, as it is now, with that project. */
  plan(
    runs: readonly PlannedRun[],
    triggerFile: string,
  ): { readonly plans: readonly RunPlan[]; readonly project: Project | undefined } {
    try {
      const project = this.#projectOf(triggerFile);
      return { plans: runs.map((run) => planOf(run, project)), project };
    } catch (error) {
      // The webhook is accepted all the same.
      if (!(error instanceof UserError)) throw error;
      const why = `${error.message} ${error.remedy}`;
      return {
        plans: runs.map((run) => ({ kind: "unresolved", run, why })),
        project: undefined,
      };
    }
  }

  #projectOf(triggerFile: string): Project | undefined {
    const path = projectPathOf(triggerFile);
    if (path === undefined) return undefined;
    const { mtimeMs, size, ino } = stateOf(path);
    const state = `${mtimeMs} ${size} ${ino}`;
    const known = this.#read.get(path);
    if (known?.state === state) return known.project;
    const project = readProject(path, readText(path, "project file"));
    this.#read.set(path, { state, project });
    return project;
  }
}

function stateOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new UserError(`The project file ${path} cannot be read (${code}).`, "Check the path.");
  }
}

function projectPathOf(triggerFile: string): string | undefined {
  for (let folder = dirname(resolve(triggerFile)); ; folder = dirname(folder)) {
    const path = join(folder, "valohai.yaml");
    if (existsSync(path)) return path;
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return undefined;
  }
}
