import { styleText } from "node:util";
import { explainFailure } from "../core/conditions/explain.ts";
import { noteText } from "../core/conditions/notes.ts";
import type { TraceLine } from "../core/engine/verdict.ts";
import type { Paint } from "../core/engine/verdictText.ts";
import type { Reason } from "../core/trigger/trigger.ts";

/** A paint that uses color, or one that does not. */
export function paintFor(color: boolean): Paint {
  return (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
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
