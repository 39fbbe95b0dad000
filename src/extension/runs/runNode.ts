import type { ActionRecord, ExecutionRecord, RunRecord } from "../../core/runs/runRecord.ts";

/** A row of the view of runs; each says which run it belongs to. */
export type RunNode =
  | { readonly node: "run"; readonly run: RunRecord }
  | { readonly node: "action"; readonly run: RunRecord; readonly action: ActionRecord }
  | { readonly node: "execution"; readonly run: RunRecord; readonly execution: ExecutionRecord }
  | {
      readonly node: "output";
      readonly run: RunRecord;
      readonly execution: ExecutionRecord;
      readonly path: string;
      readonly size: number;
    }
  | {
      readonly node: "note";
      readonly run: RunRecord;
      readonly text: string;
      readonly icon: string;
    };

/** The rows below a row, or all runs, newest first. */
export function childrenOf(
  node: RunNode | undefined,
  records: readonly RunRecord[],
): readonly RunNode[] {
  if (node === undefined) return records.map((run) => ({ node: "run", run }));
  const { run } = node;
  switch (node.node) {
    case "run":
      return run.relay === undefined
        ? run.actions.flatMap((action) => actionRows(run, action))
        : relayRows(run);
    case "action":
      return [
        ...noteRows(run, node.action.why),
        ...node.action.executions.map(
          (execution) => ({ node: "execution", run, execution }) as const,
        ),
      ];
    case "execution":
      return executionRows(run, node.execution);
    default:
      return [];
  }
}

/** An action that is one execution is shown as that. */
function actionRows(run: RunRecord, action: ActionRecord): readonly RunNode[] {
  const [only, ...others] = action.executions;
  return only !== undefined && others.length === 0 && only.node === undefined
    ? [{ node: "execution", run, execution: only }]
    : [{ node: "action", run, action }];
}

function executionRows(run: RunRecord, execution: ExecutionRecord): readonly RunNode[] {
  return [
    ...noteRows(run, execution.why),
    ...Object.entries(execution.metadata).map(
      ([key, value]) =>
        ({
          node: "note",
          run,
          text: `${key}: ${JSON.stringify(value)}`,
          icon: "symbol-field",
        }) as const,
    ),
    ...execution.outputs.map((output) => ({ node: "output", run, execution, ...output }) as const),
  ];
}

function relayRows(run: RunRecord): readonly RunNode[] {
  const { target, answer, hostedRunId, info, finding, why } = run.relay ?? { target: "" };
  const note = (text: string, icon: string): RunNode => ({ node: "note", run, text, icon });
  return [
    note(target, "link-external"),
    ...(answer === undefined ? [] : [note(`${answer.status}  ${answer.body.trim()}`, "reply")]),
    ...(finding === undefined
      ? []
      : [note(finding.message, "warning"), ...finding.lookAt.map((hint) => note(hint, "search"))]),
    ...(hostedRunId === undefined ? [] : [note(hostedRunId, "tag")]),
    ...(info?.result.map((entry) => note(JSON.stringify(entry), "symbol-event")) ?? []),
    ...noteRows(run, why),
  ];
}

function noteRows(run: RunRecord, why: string | undefined): readonly RunNode[] {
  return why === undefined ? [] : [{ node: "note", run, text: why, icon: "info" }];
}
