import { explainFailure, factTexts } from "../conditions/explain.ts";
import { noteText } from "../conditions/notes.ts";
import { printable } from "./printable.ts";
import type { TraceLine, Verdict } from "./verdict.ts";

/** Puts text in a style, or leaves it plain. */
export type Paint = (
  style: "red" | "green" | "yellow" | "blue" | "dim" | "bold",
  text: string,
) => string;

/** A verdict in one line: what it is, the status, the trigger, and the run id or what hindered it. */
export function verdictLine(
  trigger: string,
  method: string,
  verdict: Verdict,
  paint: Paint,
): string {
  const style = verdict.verdict === "accepted" ? "green" : "red";
  const outcome = paint(style, verdict.verdict.padEnd(8));
  const run = verdict.verdict === "accepted" ? `  run ${verdict.runId}` : "";
  const refused = verdict.status === 405 ? `  ${method} does not launch` : "";
  return `${outcome}  ${verdict.status}  ${printable(trigger)}${run}${refused}`;
}

/** A trace for people: a line for each condition, and under it what explains a failure. */
export function traceText(trace: readonly TraceLine[], paint: Paint): string {
  const width = Math.max(0, ...trace.map(({ condition }) => condition.type.length));
  return trace
    .flatMap(({ condition, check }) => {
      const name = condition.type.padEnd(width);
      const notes = check.notes.map(
        (note) => `      ${paint("yellow", "note")} ${noteText(note)}\n`,
      );
      if (check.outcome === "passed") {
        const facts = paint("dim", printable(factTexts(check.facts).join(", ")));
        return [`  ${paint("green", "✓")} ${name}  ${facts}\n`, ...notes];
      }
      return [
        `  ${paint("red", "✗")} ${name}  ${paint("red", check.reason)}\n`,
        `      ${printable(explainFailure(condition, check))}\n`,
        ...notes,
      ];
    })
    .join("");
}
