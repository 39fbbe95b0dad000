import { type CheckContext, checkDrafts } from "../core/language/check.ts";
import { draftOf } from "../core/language/draft.ts";
import { secretsFrom } from "../node/environment.ts";
import { projectOf } from "../node/projectFile.ts";
import { readSources } from "../node/triggerTable.ts";
import { UserError } from "../node/userError.ts";
import { checkFormats } from "./checkFormats.ts";
import type { ExitCode, Io } from "./io.ts";
import { filesOf, parseArguments, wordOf } from "./usage.ts";

/** Lists the problems of trigger files; advice alone is no reason for exit code 1. */
export async function check(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    format: { type: "string" },
    "env-file": { type: "string" },
    json: { type: "boolean", default: false },
  });
  const format = wordOf("format", values.json ? "json" : values.format, [
    "text",
    "json",
    "github",
    "sarif",
  ]);
  const paths = filesOf(positionals);
  const sources = readSources(paths);
  if (sources.length === 0) {
    throw new UserError(
      `There is no trigger file in ${paths.join(", ")}.`,
      "Trigger files end in .trigger.yaml or .trigger.yml.",
    );
  }
  const envFile = values["env-file"];
  const secrets = envFile === undefined ? undefined : secretsFrom(envFile, io.environment);
  const context: CheckContext =
    secrets === undefined ? {} : { secretIsSet: (name) => secrets(name)?.isEmpty === false };
  const files = checkDrafts(
    sources.map((source) => draftOf(source, { ...context, project: projectOf(source.path) })),
  );
  io.stdout(checkFormats[format](files, io));
  const serious = files.some((file) =>
    file.problems.some(({ severity }) => severity === "error" || severity === "warning"),
  );
  return serious ? 1 : 0;
}
