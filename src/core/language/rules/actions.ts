import { placeholdersIn } from "../../trigger/placeholders.ts";
import { itemsOf, type ReadTrigger, valueRange } from "../located.ts";
import type { Node } from "../node.ts";
import { rangeWithin } from "../node.ts";
import { type Problem, problem } from "../problem.ts";
import type { Rule } from "./rule.ts";

/** Rules about what an accepted request leads to. */
export const actionRules: readonly Rule[] = [oneResponse, runIdInValues, nodeAndInput];

function* oneResponse({ actions }: ReadTrigger) {
  const isResponse = (type: string | undefined) => type?.startsWith("web-response-") === true;
  for (const { head } of actions.filter(({ type }) => isResponse(type)).slice(1)) {
    yield problem("response-not-used", head);
  }
}

function* runIdInValues({ actions }: ReadTrigger) {
  for (const { places } of itemsOf(actions, "web-response-json")) {
    if (places.document !== undefined) yield* runIdInKeys(places.document.value);
  }
}

function* runIdInKeys(node: Node): Iterable<Problem> {
  if (node.kind === "list") for (const item of node.items) yield* runIdInKeys(item);
  if (node.kind !== "mapping") return;
  for (const { key, value } of node.entries) {
    const text = key.kind === "scalar" && typeof key.value === "string" ? key.value : "";
    const [found] = placeholdersIn(text, "response");
    if (found !== undefined)
      yield problem("run-id-in-key", rangeWithin(key, found.start, found.end));
    yield* runIdInKeys(value);
  }
}

function* nodeAndInput({ actions }: ReadTrigger) {
  for (const item of itemsOf(actions, "run-pipeline")) {
    const { payloadInputName: name } = item.value;
    if (name === undefined || /^[^.]+\.[^.]+$/.test(name)) continue;
    yield problem("payload-input-malformed", valueRange(item, "payloadInputName"));
  }
}
