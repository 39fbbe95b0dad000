import type { Field } from "../../trigger/field.ts";
import { written } from "../fix/writing.ts";
import { timestampHeaders, usualTokenHeaders } from "./headers.ts";
import { nodeInputs, stepInputs } from "./projectNames.ts";
import type { Scene } from "./scene.ts";
import type { Template } from "./snippetText.ts";

type Defaults = Pick<Scene, "context" | "facts">;

/** What is put behind the key of a field, to be changed by its user. */
export function templateFor(
  field: Field<unknown>,
  authType: string | undefined,
  { context, facts }: Defaults,
): Template {
  const { name, type } = field;
  const stop = (...choices: [string, ...string[]]): Template => [{ name, choices }];
  switch (type.kind) {
    case "word": {
      const [first = "", ...others] = Object.keys(type.words);
      return stop(first, ...others);
    }
    case "whole-number":
      return stop(usualNumbers(name)[0]);
    case "json":
      return ["{ status: ", { name: "status", choices: ["accepted"] }, ', run: "{run_id}" }'];
    case "text":
      break;
    default:
      return stop("");
  }
  const { project } = context;
  switch (type.holds) {
    case "secret":
      return ['"{env:', { name, choices: [context.secrets[0]?.name ?? "WEBHOOK_TOKEN"] }, '}"'];
    case "basestring":
      return basestring(timestampHeaders(facts)[0] ?? "");
    case "lookup-key": {
      const isToken = name === "token-lookup-key";
      const [header = ""] = isToken ? usualTokenHeaders(authType) : timestampHeaders(facts);
      return isToken ? stop(header) : [{ name: "timestamp", choices: [header] }];
    }
    case "step":
      return named(
        name,
        "Step",
        project?.steps.map((step) => step.name),
      );
    case "pipeline":
      return named(
        name,
        "Pipeline",
        project?.pipelines.map((pipeline) => pipeline.name),
      );
    case "step-input":
      return named(
        name,
        "input",
        stepInputs(project, project?.steps[0]?.name).map((input) => input.name),
      );
    case "node-input":
      return named(
        name,
        "node.input",
        nodeInputs(project, project?.pipelines[0]?.name).map((input) => input.name),
      );
    case "name":
      return stop("My webhook");
    case "response":
      return stop("ok");
    case "launch-url":
      return ["https://app.valohai.com/api/v0/launch/", { name, choices: ["id"] }, "/"];
    case "prefix":
    case "path":
    case "time":
    case "anything":
      return stop("");
  }
}

/** Modest numbers for a field, the first as its default. */
export function usualNumbers(field: string): readonly [string, ...string[]] {
  switch (field) {
    case "drift-tolerance":
      return ["300", "60", "600"];
    case "period":
      return ["3600", "60", "86400"];
    default:
      return ["10", "1", "100"];
  }
}

/** A basestring that covers the body and a timestamp. */
function basestring(header: string): Template {
  return ['"{header:', { name: "timestamp", choices: [header] }, '}.{body}"'];
}

function named(name: string, fallback: string, known: readonly string[] = []): Template {
  const [first = fallback, ...others] = known.map(written);
  return [{ name, choices: [first, ...others] }];
}
