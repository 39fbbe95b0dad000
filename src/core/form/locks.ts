import type { FixSource } from "../language/fix/fixSource.ts";
import { type EntrySpot, type ItemSpot, isAlias } from "../language/fix/spot.ts";
import { isNull, type Node, nameOf } from "../language/node.ts";
import type { Field } from "../trigger/field.ts";

/** Why the value behind a key cannot be changed in a form; undefined when it can. */
export function valueLock(source: FixSource, spot: EntrySpot): string | undefined {
  const { key, value } = spot.entry;
  if (isAlias(spot.entry)) return locks.alias;
  const end = value.range.start;
  return (
    markLock(source, key.range.end, end) ?? (hasComment(source, value) ? locks.comment : undefined)
  );
}

/** Why a field cannot be changed: also where something stands that its control cannot show. */
export function fieldLock(
  source: FixSource,
  spot: EntrySpot,
  field: Field<unknown>,
): string | undefined {
  const { value } = spot.entry;
  const lock = valueLock(source, spot);
  if (lock !== undefined || field.type.kind === "json" || value.kind === "scalar") return lock;
  return `Here stands ${nameOf(value)}: change it in the text.`;
}

/** Why nothing inside an item of a list can be changed in a form; undefined when it can. */
export function itemLock(source: FixSource, { holder, index, node }: ItemSpot): string | undefined {
  if (node.range.start < holder.range.start || holder.range.end < node.range.end)
    return locks.alias;
  const before = holder.items[index - 1];
  const after = before?.range.end ?? holder.range.start;
  return markLock(source, Math.min(after, node.range.start), node.range.start);
}

function markLock({ text, marks }: FixSource, start: number, end: number): string | undefined {
  const mark = marks.find((one) => start <= one.start && one.end <= end);
  if (mark === undefined) return undefined;
  return text[mark.start] === "&" ? locks.anchor : locks.tag;
}

/** A comment behind the sign of a block of text belongs to nothing that a form shows. */
function hasComment({ text, comments }: FixSource, value: Node): boolean {
  if (value.kind !== "scalar" || isNull(value) || !"|>".includes(text[value.range.start] ?? " ")) {
    return false;
  }
  return comments.some(({ start }) => value.range.start < start && start < value.range.end);
}

const locks = {
  alias: "An alias stands here for a value that is written elsewhere: change it in the text.",
  anchor: "Aliases may refer to this by its anchor: change it in the text.",
  tag: "A YAML tag says how this is read: change it in the text.",
  comment: "A comment stands inside this text: change it in the text.",
} as const;
