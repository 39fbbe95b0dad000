import { placeholdersIn } from "../../trigger/placeholders.ts";
import type { FieldName, Placed, ReadTrigger } from "../located.ts";
import { type Node, rangeWithin, textOf } from "../node.ts";
import type { Range } from "../position.ts";
import { splitNodeInput } from "../project/lookUp.ts";
import { readTriggers } from "../readTriggers.ts";

/** What a trigger file names that is, or may be, elsewhere too. */
export type Thing = { readonly kind: "secret" | "header"; readonly name: string } | DeclaredThing;

/** What valohai.yaml declares. */
export type DeclaredThing =
  | { readonly kind: "step" | "pipeline"; readonly name: string }
  | { readonly kind: "step-input"; readonly step: string; readonly name: string }
  | { readonly kind: "node"; readonly pipeline: string; readonly name: string }
  | {
      readonly kind: "node-input";
      readonly pipeline: string;
      readonly node: string;
      readonly name: string;
    };

/** A place that names something. */
export interface Mention {
  readonly thing: Thing;
  readonly range: Range;
}

/** What is named at an offset. */
export function mentionAt(text: string, offset: number): Mention | undefined {
  return mentionsIn(text).find(({ range }) => range.start <= offset && offset <= range.end);
}

/** All that a text names, as far as it can be read. */
export function mentionsIn(text: string): readonly Mention[] {
  const byPlace = new Map<string, Mention>();
  for (const trigger of readTriggers(text)) {
    for (const mention of mentionsOf(trigger)) {
      // Through aliases the same place can be read several times.
      const key = JSON.stringify([mention.range, mention.thing]);
      if (!byPlace.has(key)) byPlace.set(key, mention);
    }
  }
  return [...byPlace.values()];
}

function* mentionsOf({ conditions, actions }: ReadTrigger): Iterable<Mention> {
  for (const condition of conditions) yield* inCondition(condition);
  for (const action of actions) yield* inAction(action);
}

function* inCondition(item: Placed): Iterable<Mention> {
  for (const { range, name } of placeholdersOf(item, "secretKey", "secret")) {
    yield { thing: { kind: "secret", name }, range };
  }
  for (const { range, name, kind } of placeholdersOf(item, "basestringFormat", "basestring")) {
    if (kind === "header") yield { thing: { kind: "header", name }, range };
  }
  yield* lookedUp(item, "tokenLookupNamespace", "tokenLookupKey");
  yield* lookedUp(item, "timestampLookupNamespace", "timestampLookupKey");
}

function* lookedUp(item: Placed, namespace: FieldName, key: FieldName): Iterable<Mention> {
  const header = fieldOf(item, key);
  if (header === undefined || fieldOf(item, namespace)?.text !== "http-header") return;
  yield { thing: { kind: "header", name: header.text }, range: header.range };
}

function* inAction(item: Placed): Iterable<Mention> {
  const payload = fieldOf(item, "payloadInputName");
  const step = fieldOf(item, "step");
  const pipeline = fieldOf(item, "pipeline");
  if (step !== undefined) {
    yield { thing: { kind: "step", name: step.text }, range: step.range };
    if (payload === undefined) return;
    const thing = { kind: "step-input", step: step.text, name: payload.text } as const;
    yield { thing, range: payload.range };
  } else if (pipeline !== undefined) {
    yield { thing: { kind: "pipeline", name: pipeline.text }, range: pipeline.range };
    if (payload !== undefined) yield* nodeAndInput(pipeline.text, payload);
  }
}

function* nodeAndInput(pipeline: string, { text, node: place }: Written): Iterable<Mention> {
  const parts = splitNodeInput(text);
  if (parts === undefined) return;
  const { node, input } = parts;
  const dot = node.length;
  yield { thing: { kind: "node", pipeline, name: node }, range: rangeWithin(place, 0, dot) };
  const range = rangeWithin(place, dot + 1, text.length);
  yield { thing: { kind: "node-input", pipeline, node, name: input }, range };
}

/** The text of a field, with its place in the file. */
interface Written {
  readonly text: string;
  readonly range: Range;
  readonly node: Node;
}

function fieldOf(item: Placed, field: FieldName): Written | undefined {
  const node = item.places[field]?.value;
  const text = node && textOf(node);
  if (node === undefined || text === undefined || text === "") return undefined;
  return { text, range: rangeWithin(node, 0, text.length), node };
}

function placeholdersOf(item: Placed, field: FieldName, content: "secret" | "basestring") {
  const written = fieldOf(item, field);
  if (written === undefined) return [];
  return placeholdersIn(written.text, content).map(({ kind, name, end }) => {
    // The name stands between the colon and the closing brace.
    const range = rangeWithin(written.node, end - 1 - name.length, end - 1);
    return { kind, name, range };
  });
}
