import { printable } from "../core/engine/printable.ts";
import type { Paint } from "../core/engine/verdictText.ts";
import type { CheckedFile } from "../core/language/check.ts";
import type { Severity } from "../core/language/problem.ts";
import type { Io } from "./io.ts";
import { type PlacedProblem, placed } from "./placedProblem.ts";
import { paintFor } from "./report.ts";
import { sarif } from "./sarif.ts";

/** The forms in which `check` prints problems. */
export const checkFormats: Readonly<
  Record<"text" | "json" | "github" | "sarif", (files: readonly CheckedFile[], io: Io) => string>
> = {
  text: (files, io) => {
    const paint = paintFor(io.color);
    return `${problemLines(files, paint, ["error", "warning", "information", "hint"])}${summary(files, paint)}\n`;
  },
  json: (files) => `${JSON.stringify({ files: files.map(fileJson) })}\n`,
  github: (files) =>
    files.flatMap((file) => placed(file).map((item) => githubLine(file.path, item))).join(""),
  sarif: (files) => `${JSON.stringify(sarif(files))}\n`,
};

/** The problems of these severities for people, a block for each file that has any. */
export function problemLines(
  files: readonly CheckedFile[],
  paint: Paint,
  severities: readonly Severity[],
): string {
  return files
    .map((file) => {
      const lines = placed(file)
        .filter(({ problem }) => severities.includes(problem.severity))
        .map(({ problem, start }) => {
          const place = `${start.line + 1}:${start.character + 1}`.padEnd(7);
          const severity = paint(styles[problem.severity], problem.severity.padEnd(11));
          return `  ${place} ${severity}  ${printable(problem.message)}  ${paint("dim", problem.code)}\n`;
        });
      return lines.length === 0 ? "" : `${paint("bold", printable(file.path))}\n${lines.join("")}`;
    })
    .join("");
}

const styles = { error: "red", warning: "yellow", information: "blue", hint: "dim" } as const;

function summary(files: readonly CheckedFile[], paint: Paint): string {
  const problems = files.flatMap((file) => file.problems);
  const counted = (["error", "warning"] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [paint(styles[severity], amount(count, severity))];
  });
  const triggers = files.reduce((sum, file) => sum + file.triggers.length, 0);
  const found = counted.length === 0 ? paint("green", "no errors or warnings") : counted.join(", ");
  return `${amount(triggers, "trigger")} in ${amount(files.length, "file")}: ${found}`;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function fileJson(file: CheckedFile) {
  return {
    path: file.path,
    triggers: file.triggers.map(({ name, slug }) => ({ name, slug })),
    problems: placed(file).map(({ problem: { code, severity, message }, start, end }) => ({
      code,
      severity,
      message,
      range: { start, end },
    })),
  };
}

const githubCommands = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** A workflow command of GitHub Actions; its lines and columns count from 1. */
function githubLine(path: string, { problem, start, end }: PlacedProblem): string {
  const properties = [
    `file=${escapeProperty(path)}`,
    `line=${start.line + 1}`,
    `endLine=${end.line + 1}`,
    `col=${start.character + 1}`,
    `endColumn=${end.character + 1}`,
    `title=${escapeProperty(problem.code)}`,
  ];
  return `::${githubCommands[problem.severity]} ${properties.join(",")}::${escapeData(problem.message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
