import { styleText } from "node:util";
import { explainFailure, factTexts } from "../core/conditions/explain.ts";
import { noteText } from "../core/conditions/notes.ts";
import type { TraceLine } from "../core/engine/verdict.ts";
import type { Reason } from "../core/trigger/trigger.ts";
import { printable } from "./printable.ts";

type Style = "red" | "green" | "yellow" | "blue" | "dim" | "bold";

/** Puts text in a style, or leaves it plain. */
export type Paint = (style: Style, text: string) => string;

/** A paint that uses color, or one that does not. */
export function paintFor(color: boolean): Paint {
  return (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
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

/** A condition's outcome in the JSON that other programs rely on. */
export interface JsonCondition {
  readonly type: string;
  readonly outcome: "passed" | "failed";
  readonly reason?: Reason;
  readonly message?: string;
}

/** A trace in the JSON that other programs rely on. */
export function traceJson(trace: readonly TraceLine[]): readonly JsonCondition[] {
  return trace.map(({ condition, check }) => {
    const { type } = condition;
    return check.outcome === "passed"
      ? { type, outcome: check.outcome }
      : {
          type,
          outcome: check.outcome,
          reason: check.reason,
          message: explainFailure(condition, check),
        };
  });
}

/** The notes of a trace as sentences, each once. */
export function notesJson(trace: readonly TraceLine[]): readonly string[] {
  return [...new Set(trace.flatMap(({ check }) => check.notes.map(noteText)))];
}
