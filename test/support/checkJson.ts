import assert from "node:assert/strict";
import { hooksmith } from "./commandLine.ts";
import { fileOf } from "./folder.ts";

/** A problem as `check` prints it. */
export interface JsonProblem {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** The problems of one text, as `check` prints them as JSON. */
export async function problemsOf(text: string | Uint8Array): Promise<readonly JsonProblem[]> {
  const { code, stdout, stderr } = await hooksmith([
    ...["check", fileOf("a.trigger.yaml", text), "--format", "json"],
  ]);
  const [file] = (JSON.parse(stdout) as { files: { problems: JsonProblem[] }[] }).files;
  const problems = file?.problems ?? [];
  const serious = problems.some(({ severity }) => /error|warning/.test(severity));
  assert.deepEqual([code, stderr], [serious ? 1 : 0, ""]);
  return problems;
}
