import type { List, Mapping } from "../node.ts";
import type { Range } from "../position.ts";
import { covers, entryEnd, isBracketed } from "./spot.ts";

/** Where the members of a list or mapping are written; undefined when that is hard to tell. */
export function membersOf(text: string, holder: List | Mapping): readonly Range[] | undefined {
  const members: Range[] = [];
  let last = holder.range.start;
  for (const member of rangesIn(text, holder)) {
    // The target of an alias is written elsewhere.
    if (member === undefined || member.start < last || !covers(holder.range, member)) {
      return undefined;
    }
    last = member.end;
    members.push(member);
  }
  return members;
}

/** The brackets with what is between them; undefined for a list or mapping without brackets. */
export function bracketsOf(text: string, holder: List | Mapping): Range | undefined {
  if (!isBracketed(text, holder)) return undefined;
  const { start, end } = holder.range;
  return "]}".includes(text[end - 1] ?? "") && end - start >= 2 ? holder.range : undefined;
}

function* rangesIn(text: string, holder: List | Mapping): Iterable<Range | undefined> {
  if (holder.kind === "list") {
    for (const { range } of holder.items) yield range;
    return;
  }
  for (const entry of holder.entries) {
    const end = entryEnd(text, entry);
    yield end === undefined ? undefined : { start: entry.key.range.start, end };
  }
}
