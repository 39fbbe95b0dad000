import type { NodeAction, PipelineNode } from "../language/project/project.ts";
import type { Json } from "../trigger/trigger.ts";
import type { ParameterValues } from "./parameters.ts";

/** When the actions of a node are considered. */
export type NodeMoment = "node-starting" | "node-complete" | "node-error";

/** What the conditions of actions compare. */
export interface NodeFacts {
  readonly values: ParameterValues;
  readonly metadata: { readonly [key: string]: Json };
}

/** How an action ends the pipeline of its node. */
export interface PipelineEnd {
  readonly status: "stopped" | "error";
  readonly why: string;
}

/** How the actions of a node end its pipeline at a moment; undefined when it goes on. */
export function endAt(
  moment: NodeMoment,
  { name, actions }: PipelineNode,
  facts: NodeFacts,
): PipelineEnd | undefined {
  const taken = actions.filter(
    ({ unreadable, when, conditions }) =>
      unreadable.length === 0 &&
      when.includes(moment) &&
      conditions.every((one) => holds(one, facts)),
  );
  for (const action of taken) {
    const end = action.effects.map((effect) => endsBy(effect, name, action)).find((one) => one);
    if (end !== undefined) return end;
  }
  return undefined;
}

/** An action in words. */
export function nodeActionText({ when, conditions, effects }: NodeAction): string {
  const condition = conditions.length === 0 ? "" : ` if ${conditions.join(" and ")}`;
  return `when ${when.join(" or ")}${condition} then ${effects.join(", ")}`;
}

/** What of a node's actions is not done here as on the hosted service, in sentences. */
export function actionProblems({ name, actions }: PipelineNode): readonly string[] {
  return actions.flatMap((action) => problemsOf(name, action));
}

function problemsOf(
  name: string,
  { when, conditions, effects, unreadable }: NodeAction,
): readonly string[] {
  if (unreadable.length > 0) {
    return unreadable.map(
      (key) =>
        `An action of \`${name}\` is never taken here: something in its \`${key}\` is no text, perhaps for a colon: quote it.`,
    );
  }
  return [
    ...(when.length === 0 ? [`An action of \`${name}\` is never taken: it has no \`when\`.`] : []),
    ...(effects.length === 0 ? [`An action of \`${name}\` does nothing: it has no \`then\`.`] : []),
    ...when
      .filter((moment) => !isOneOf(moments, moment))
      .map((moment) => `An action of \`${name}\` is never taken: there is no \`${moment}\`.`),
    ...conditions
      .filter((condition) => partsOf(condition) === undefined)
      .map(
        (condition) =>
          `An action of \`${name}\` is never taken here: its condition \`${condition}\` does not read \`metadata.KEY >= VALUE\`.`,
      ),
    ...effects
      .filter((effect) => !isOneOf(knownEffects, effect))
      .map((effect) => `An action of \`${name}\` does nothing: there is no \`${effect}\`.`),
    ...(effects.includes("require-approval")
      ? [`\`${name}\` may need an approval, which nobody can give here: the pipeline then stops.`]
      : []),
  ];
}

const moments: readonly NodeMoment[] = ["node-starting", "node-complete", "node-error"];
const knownEffects = ["stop-pipeline", "error-pipeline", "require-approval", "noop"];

function isOneOf(words: readonly string[], word: string): boolean {
  return words.includes(word);
}

function endsBy(effect: string, node: string, action: NodeAction): PipelineEnd | undefined {
  const reason = nodeActionText(action);
  switch (effect) {
    case "stop-pipeline":
      return { status: "stopped", why: `\`${node}\` stopped the pipeline: ${reason}.` };
    case "error-pipeline":
      return { status: "error", why: `\`${node}\` ended the pipeline with an error: ${reason}.` };
    case "require-approval":
      return {
        status: "stopped",
        why: `\`${node}\` needs an approval, which nobody can give here: ${reason}.`,
      };
    default:
      return undefined;
  }
}

function partsOf(condition: string) {
  const pattern = /^\s*(metadata|parameter)\.(\S+?)\s*(>=|<=|==|!=|>|<)\s*(.*\S)\s*$/;
  const [, source, key, operator, value] = pattern.exec(condition) ?? [];
  return source && key && operator && value ? { source, key, operator, value } : undefined;
}

/** What is not there, or cannot be compared, meets no condition. */
function holds(condition: string, facts: NodeFacts): boolean {
  const parts = partsOf(condition);
  const actual = parts && factOf(parts, facts);
  if (parts === undefined || actual === undefined) return false;
  const wanted = parts.value.replace(/^(["'])(.*)\1$/, "$2");
  const [left, right] = [Number(actual), Number(wanted)];
  const areNumbers = isNumeric(actual) && isNumeric(wanted);
  switch (parts.operator) {
    case "==":
      return areNumbers ? left === right : isSameWord(actual, wanted);
    case "!=":
      return areNumbers ? left !== right : !isSameWord(actual, wanted);
    case ">=":
      return areNumbers && left >= right;
    case "<=":
      return areNumbers && left <= right;
    case ">":
      return areNumbers && left > right;
    default:
      return areNumbers && left < right;
  }
}

/** The only value of a parameter, or a piece of metadata that is no list or object, as text. */
function factOf(
  { source, key }: { readonly source: string; readonly key: string },
  { values, metadata }: NodeFacts,
): string | undefined {
  if (source === "parameter") {
    const [only, ...others] = values.get(key) ?? [];
    return others.length === 0 ? only?.text : undefined;
  }
  const value = Object.hasOwn(metadata, key) ? metadata[key] : null;
  return value === null || typeof value === "object" ? undefined : String(value);
}

function isNumeric(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

/** Python writes `True`, YAML and JSON `true`. */
function isSameWord(actual: string, wanted: string): boolean {
  const isTruth = /^(?:true|false)$/i.test(actual);
  return isTruth ? actual.toLowerCase() === wanted.toLowerCase() : actual === wanted;
}
