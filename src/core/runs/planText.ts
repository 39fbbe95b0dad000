import { printable } from "../engine/printable.ts";
import type { Paint } from "../engine/verdictText.ts";
import { type ExecutionPlan, payloadFileName } from "./execution.ts";
import { nodeActionText } from "./nodeActions.ts";
import { bareValue } from "./parameters.ts";
import { socketText } from "./pipeline.ts";
import { planProblems, type RunPlan } from "./plan.ts";

/** A plan for people: what would run, with what, and what hinders it. */
export function planText(plan: RunPlan, paint: Paint): string {
  const { action } = plan.run;
  const what = action.type === "run-execution" ? action.step : action.pipeline;
  const title = action.title === undefined ? "" : ` “${printable(action.title)}”`;
  const commit = action.commit === undefined ? "" : ` at ${printable(action.commit)}`;
  const head = `  ${paint("blue", "→")} ${action.type}  ${printable(what)}${title}${commit}\n`;
  const problems = planProblems(plan).map((why) => `      ${paint("yellow", printable(why))}\n`);
  return [head, ...bodyOf(plan).map((line) => `      ${printable(line)}\n`), ...problems].join("");
}

function bodyOf(plan: RunPlan): readonly string[] {
  switch (plan.kind) {
    case "unresolved":
      return [];
    case "execution":
      return executionLines(plan.execution);
    case "pipeline":
      return plan.pipeline.nodes.flatMap(({ node, execution }) => [
        `${node.name}  ${node.step ?? node.type}`,
        ...plan.pipeline.edges
          .filter(({ target }) => target.node === node.name)
          .map(({ source, target }) => `  ${socketText(source)} → ${target.type} ${target.key}`),
        ...node.actions.map((action) => `  ${nodeActionText(action)}`),
        ...(execution === undefined ? [] : executionLines(execution).map((line) => `  ${line}`)),
      ]);
  }
}

function executionLines(execution: ExecutionPlan): readonly string[] {
  const { step, values, commands, inputs } = execution;
  return [
    ...inputs.flatMap(({ input, sources }) =>
      sources.map((source) => {
        const file = `${input.name}/${payloadFileName(input)}`;
        if (source.kind === "payload") return `payload → ${file}`;
        return `${source.kind === "address" ? source.address : source.name} → ${input.name}`;
      }),
    ),
    ...step.parameters.flatMap((parameter) => {
      const value = values.get(parameter.name);
      return value === undefined ? [] : [`${parameter.name} = ${bareValue(parameter, value)}`];
    }),
    ...commands.map((command) => `$ ${command}`),
  ];
}
