import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { CheckedFile } from "../core/language/check.ts";
import type { Severity } from "../core/language/problem.ts";
import { type PlacedProblem, placed } from "./placedProblem.ts";

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** The problems as a SARIF 2.1.0 log, which code scanning services read. */
export function sarif(files: readonly CheckedFile[]) {
  const results = files.flatMap((file) => placed(file).map((item) => resultOf(file.path, item)));
  const codes = [...new Set(results.map((result) => result.ruleId))];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      { tool: { driver: { name: "Hooksmith", rules: codes.map((id) => ({ id })) } }, results },
    ],
  };
}

function resultOf(path: string, { problem, start, end }: PlacedProblem) {
  const uri = isAbsolute(path) ? pathToFileURL(path).href : encodeURI(path.replaceAll("\\", "/"));
  return {
    ruleId: problem.code,
    level: levels[problem.severity],
    message: { text: problem.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri },
          region: {
            startLine: start.line + 1,
            startColumn: start.character + 1,
            endLine: end.line + 1,
            endColumn: end.character + 1,
          },
        },
      },
    ],
  };
}
