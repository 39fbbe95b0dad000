import { hasOutput, outcomeOf, type RunRecord } from "../runs/runRecord.ts";
import type { LaunchView } from "./messages.ts";

/** What became of an accepted request, as a page shows it; undefined when it was only planned. */
export function launchView(record: RunRecord): LaunchView | undefined {
  const { mode, relay } = record;
  if (mode === "plan") return undefined;
  const executions = record.actions.flatMap((action) => action.executions);
  return {
    mode,
    outcome: outcomeOf(record),
    isGoing: record.endedAt === undefined,
    hasOutput: executions.some(hasOutput),
    target: relay?.target ?? "",
    answered: relay?.answer?.status,
    hostedRunId: relay?.hostedRunId ?? "",
    finding: relay?.finding,
    notes: notesOf(record),
    outputs: executions.flatMap(({ node, step, folder, outputs }) =>
      outputs.map(({ path, size }) => ({ execution: node ?? step, folder, path, size })),
    ),
  };
}

/** Why something did not complete; what an execution says often comes back at its action. */
function notesOf({ actions, relay }: RunRecord): readonly string[] {
  const notes = actions.flatMap(({ why, executions }) => [
    why,
    ...executions.map((execution) => execution.why),
  ]);
  return [...new Set([...notes, relay?.why].filter((note) => note !== undefined))];
}
