import { parseDocument, type TriggerDocument } from "../document.ts";
import type { Node } from "../node.ts";

/** Whether two texts read to the same, with the same comments. */
export function readsTheSame(document: TriggerDocument, text: string, other: string): boolean {
  const changed = parseDocument(other);
  return (
    !isBroken(changed) &&
    changed.items.length === document.items.length &&
    changed.items.every(({ node }, index) => isSame(node, document.items[index]?.node)) &&
    JSON.stringify(commentsOf(document, text)) === JSON.stringify(commentsOf(changed, other))
  );
}

/** Whether some of a text is no YAML that we read. */
export function isBroken({ items, problems }: TriggerDocument): boolean {
  return problems.length > 0 || items.some(({ broken }) => broken !== undefined);
}

function commentsOf({ comments }: TriggerDocument, text: string): readonly string[] {
  return comments.map(({ start, end }) => text.slice(start, end).trimEnd());
}

function isSame(left: Node | undefined, right: Node | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  switch (left.kind) {
    case "scalar":
      return (
        right.kind === "scalar" &&
        Object.is(left.value, right.value) &&
        left.source === right.source
      );
    case "list":
      return right.kind === "list" && areSame(left.items, right.items);
    case "mapping":
      return right.kind === "mapping" && areSame(partsOf(left), partsOf(right));
    case "unreadable":
      return right.kind === "unreadable";
  }
}

function areSame(left: readonly Node[], right: readonly Node[]): boolean {
  return left.length === right.length && left.every((node, index) => isSame(node, right[index]));
}

function partsOf(node: Extract<Node, { readonly kind: "mapping" }>): readonly Node[] {
  return node.entries.flatMap(({ key, value }) => [key, value]);
}
