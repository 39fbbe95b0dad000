import { type Entry, isNull, type Node, textOf } from "../language/node.ts";
import type { Json } from "../trigger/trigger.ts";

/** Where a node is below another one: the keys and indexes on the way. */
export type Path = readonly (string | number)[];

const nowhere = { start: 0, end: 0 };

/** What is left of a mapping or list when its last member is taken away, however it is written. */
const nothing: Node = { kind: "mapping", entries: [], flow: true, range: nowhere };

/** A value as the node that it is read to. */
export function nodeOf(value: Json): Node {
  if (Array.isArray(value)) return { kind: "list", items: value.map(nodeOf), range: nowhere };
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(
      ([key, member]): Entry => ({
        key: nodeOf(key),
        value: nodeOf(member as Json),
      }),
    );
    return { kind: "mapping", entries, flow: false, range: nowhere };
  }
  const scalar = value as string | number | boolean | null;
  return {
    kind: "scalar",
    value: scalar,
    source: String(scalar),
    range: nowhere,
    verbatimAt: undefined,
  };
}

/** A node in which another one stands at a path, or nothing where it is undefined. */
export function withNode(node: Node | undefined, path: Path, value: Node | undefined): Node {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? nothing;
  if (typeof step === "number") {
    const items = node?.kind === "list" ? node.items : [];
    const inner = rest.length === 0 ? value : withNode(items[step], rest, value);
    const changed = items.toSpliced(step, 1, ...(inner === undefined ? [] : [inner]));
    return changed.length === 0 ? nothing : { kind: "list", items: changed, range: nowhere };
  }
  const entries = node?.kind === "mapping" ? node.entries : [];
  const found = entries.findIndex(({ key }) => textOf(key) === step);
  const index = found === -1 ? entries.length : found;
  const inner = rest.length === 0 ? value : withNode(entries[index]?.value, rest, value);
  const key = entries[index]?.key ?? nodeOf(step);
  const changed = entries.toSpliced(
    index,
    1,
    ...(inner === undefined ? [] : [{ key, value: inner }]),
  );
  if (changed.length === 0) return nothing;
  return { kind: "mapping", entries: changed, flow: false, range: nowhere };
}

/** Whether a node is what was wanted: the same values in the same lists, keys in any order. */
export function isSame(wanted: Node, found: Node): boolean {
  if (wanted === found) return true;
  if (wanted === nothing) return isEmpty(found);
  switch (wanted.kind) {
    case "scalar": {
      if (found.kind !== "scalar" || !Object.is(wanted.value, found.value)) return false;
      return typeof wanted.value === "string" || wanted.source === found.source;
    }
    case "list":
      return found.kind === "list" && areSame(wanted.items, found.items);
    case "mapping":
      return found.kind === "mapping" && areSame(partsOf(wanted), partsOf(found));
    case "unreadable":
      return found.kind === "unreadable";
  }
}

function areSame(wanted: readonly Node[], found: readonly Node[]): boolean {
  return (
    wanted.length === found.length &&
    wanted.every((node, index) => isSame(node, found[index] as Node))
  );
}

function partsOf(node: Extract<Node, { readonly kind: "mapping" }>): readonly Node[] {
  return node.entries
    .toSorted((left, right) => compare(textOf(left.key) ?? "", textOf(right.key) ?? ""))
    .flatMap(({ key, value }) => [key, value]);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isEmpty(node: Node): boolean {
  if (node.kind === "list") return node.items.length === 0;
  if (node.kind === "mapping") return node.entries.length === 0;
  return isNull(node) && node.source === "";
}
