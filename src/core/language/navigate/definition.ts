import type { LanguageContext } from "../languageContext.ts";
import { named, payloadTarget } from "../project/lookUp.ts";
import type { Named, Project } from "../project/project.ts";
import { placeOfVariable } from "./envFile.ts";
import { type DeclaredThing, mentionAt, type Thing } from "./mention.ts";
import type { FilePlace } from "./place.ts";

/** Where the thing at an offset is declared: in valohai.yaml, or a secret in the env file. */
export function definitionAt(
  text: string,
  offset: number,
  context: Pick<LanguageContext, "project" | "envFile">,
): readonly FilePlace[] {
  const mention = mentionAt(text, offset);
  return mention === undefined ? [] : definitionsOf(mention.thing, context);
}

function definitionsOf(
  thing: Thing,
  { project, envFile }: Pick<LanguageContext, "project" | "envFile">,
): readonly FilePlace[] {
  switch (thing.kind) {
    case "header":
      return [];
    case "secret": {
      const range = envFile && placeOfVariable(envFile.text, thing.name);
      return envFile === undefined || range === undefined ? [] : [{ path: envFile.path, range }];
    }
    default: {
      const declared = project && declarationOf(thing, project);
      if (project === undefined || declared === undefined) return [];
      return [{ path: project.path, range: declared.range }];
    }
  }
}

/** Where valohai.yaml declares a thing. */
export function declarationOf(thing: DeclaredThing, project: Project): Named | undefined {
  switch (thing.kind) {
    case "step":
      return named(project.steps, thing.name);
    case "step-input":
      return named(named(project.steps, thing.step)?.inputs ?? [], thing.name);
    case "pipeline":
      return named(project.pipelines, thing.name);
    case "node":
      return named(named(project.pipelines, thing.pipeline)?.nodes ?? [], thing.name);
    case "node-input": {
      const pipeline = named(project.pipelines, thing.pipeline);
      if (pipeline === undefined) return undefined;
      const target = payloadTarget(project, pipeline, { node: thing.node, input: thing.name });
      return target.kind === "input" ? target.input : undefined;
    }
  }
}
