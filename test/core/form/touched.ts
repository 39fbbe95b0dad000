import type { FormChange } from "../../../src/core/form/change.ts";
import { parseDocument } from "../../../src/core/language/document.ts";
import { entryOf, type Node } from "../../../src/core/language/node.ts";
import type { Range } from "../../../src/core/language/position.ts";

/** The node that a change is about, with the rest of its last line: nothing else may change. */
export function touchedBy(text: string, change: FormChange): Range {
  const items = parseDocument(text).items.map(({ node }) => node);
  const whole = { start: 0, end: text.length };
  if (change.change === "add-trigger") {
    return { start: items.at(-1)?.range.end ?? 0, end: text.length };
  }
  const at = change.change === "add" ? { trigger: change.trigger } : change.at;
  const trigger = items[at.trigger] as Node;
  if (change.change === "add") return line(text, trigger.range);
  if (change.change !== "set" && change.change !== "clear") {
    // Comments above an item go with it, and an empty list is written behind its key.
    const list = at.list === undefined ? undefined : entryOf(fieldsOf(trigger), at.list);
    return list === undefined
      ? whole
      : line(text, { start: list.key.range.end, end: list.value.range.end });
  }
  const item = at.list === undefined ? trigger : itemIn(trigger, at.list, at.index);
  const entry = entryOf(fieldsOf(item), change.key) ?? entryOf(item, change.key);
  if (entry === undefined || change.key === "auth-type") return line(text, item.range);
  const range = {
    start: entry.key.range.start,
    end: Math.max(entry.key.range.end, entry.value.range.end),
  };
  const isWord = change.change === "set" && change.key !== "web-response-json";
  return isWord ? range : line(text, range, 1);
}

function fieldsOf(item: Node): Node {
  return item.kind === "mapping" && item.entries[0] ? item.entries[0].value : item;
}

function itemIn(trigger: Node, list: string, index: number): Node {
  const node = entryOf(fieldsOf(trigger), list)?.value;
  return node?.kind === "list" ? (node.items[index] ?? node) : trigger;
}

/** A range with the rest of its lines, and those above that may belong to it. */
function line(text: string, { start, end }: Range, above = 0): Range {
  let first = start;
  for (let count = 0; count <= above; count += 1) {
    first = Math.max(0, text.lastIndexOf("\n", first - 1));
  }
  const next = text.indexOf("\n", end);
  return { start: first, end: next === -1 ? text.length : next + 1 };
}
