import type { Range } from "../position.ts";
import type { TextEdit } from "../textEdit.ts";
import type { Edits } from "./fix.ts";
import type { FixSource } from "./fixSource.ts";
import { beforeInLine, beginsLine, endsLine, lineStartOf, nextLineOf } from "./lines.ts";
import { bracketsOf, membersOf } from "./members.ts";
import { covers, type EntrySpot, entryEnd, type ItemSpot, type Spot } from "./spot.ts";

/** Removes a key with its value, and nothing that belongs to its neighbors. */
export function entryRemoval(source: FixSource, spot: EntrySpot): Edits {
  return unanchored(
    source,
    bracketsOf(source.text, spot.holder) === undefined
      ? blockEntryRemoval(source.text, spot)
      : memberRemoval(source, spot),
  );
}

/** Removes an item of a list; a list that gets empty is written as `[]`. */
export function itemRemoval(source: FixSource, spot: ItemSpot): Edits {
  return unanchored(
    source,
    bracketsOf(source.text, spot.holder) === undefined
      ? blockItemRemoval(source.text, spot)
      : memberRemoval(source, spot),
  );
}

/** Removes whole lines. */
export function lineRemoval(text: string, { start, end }: Range): TextEdit {
  const next = nextLineOf(text, end);
  const first = lineStartOf(text, start);
  // At the end of a text that does not end its last line, the line before becomes the last one.
  const isLast = next === text.length && !text.endsWith("\n");
  const lineBreak = isLast ? (/\r?\n$/.exec(text.slice(0, first))?.[0].length ?? 0) : 0;
  return { range: { start: first - lineBreak, end: next }, text: "" };
}

/** Removes whole lines together with the comments above that ignore something in them. */
function removalOf(text: string, { start, end }: Range): TextEdit {
  let first = lineStartOf(text, start);
  for (;;) {
    const before = lineStartOf(text, Math.max(0, first - 1));
    if (!/^[ \t]*#\s*hooksmith-ignore:/.test(text.slice(before, first))) break;
    first = before;
  }
  return lineRemoval(text, { start: first, end });
}

function blockEntryRemoval(text: string, { holder, index, entry }: EntrySpot): Edits {
  if (holder.flow) return undefined;
  const { start } = entry.key.range;
  const end = entryEnd(text, entry);
  if (end === undefined || !endsLine(text, end)) return undefined;
  if (beginsLine(text, start)) return [removalOf(text, { start, end })];
  // Behind a dash the next key moves up.
  const next = holder.entries[index + 1]?.key.range.start;
  if (next === undefined || !/^ *(?:- +)+$/.test(beforeInLine(text, start))) return undefined;
  const hasComment = /^\s*#/m.test(text.slice(nextLineOf(text, end), next));
  return hasComment || !beginsLine(text, next)
    ? undefined
    : [{ range: { start, end: next }, text: "" }];
}

function blockItemRemoval(text: string, { holder, node, above }: ItemSpot): Edits {
  const { start, end } = node.range;
  const isInPlace = holder.range.start <= start && end <= holder.range.end;
  if (!isInPlace || !endsLine(text, end)) return undefined;
  if (!/^ *- +(?:[&!]\S+ +)*$/.test(beforeInLine(text, start))) return undefined;
  const removal = removalOf(text, node.range);
  if (holder.items.length > 1) return [removal];
  if (above?.kind !== "entry") return undefined;
  const colon = text.indexOf(":", above.entry.key.range.end) + 1;
  const between = text.slice(colon, holder.range.start);
  if (colon === 0 || !/^(?:\s|#.*)*$/.test(between)) return undefined;
  return [{ range: { start: colon, end: colon }, text: " []" }, removal];
}

/** Takes a member out of brackets together with the comma that sets it apart. */
function memberRemoval({ text, comments }: FixSource, { holder, index }: Spot): Edits {
  const brackets = bracketsOf(text, holder);
  const members = membersOf(text, holder);
  const member = members?.[index];
  if (brackets === undefined || members === undefined || member === undefined) return undefined;
  if (!followsSign(text, comments, member.start)) return undefined;
  const previous = members[index - 1];
  const next = members[index + 1];
  const comma = /\s*,/y;
  comma.lastIndex = member.end;
  const end = comma.test(text) ? comma.lastIndex : member.end;
  const hasComma = end > member.end;
  if (beginsLine(text, member.start) && endsLine(text, end)) {
    const lines = removalOf(text, { start: member.start, end });
    if (hasComma || previous === undefined) return [lines];
    comma.lastIndex = previous.end;
    if (!comma.test(text) || comma.lastIndex > lines.range.start) return undefined;
    return [{ range: { start: previous.end, end: comma.lastIndex }, text: "" }, lines];
  }
  if (previous !== undefined) {
    const edits = without(text, { start: previous.end, end: member.end }, member);
    if (edits !== undefined || next === undefined) return edits;
  }
  if (next !== undefined) return without(text, { start: member.start, end: next.start }, member);
  return without(text, { start: brackets.start + 1, end: brackets.end - 1 }, member);
}

/** Whether a bracket or comma is all that stands before an offset, comments and blanks aside. */
function followsSign(text: string, comments: readonly Range[], offset: number): boolean {
  const before = text.slice(0, offset).trimEnd();
  const comment = comments.findLast(({ start }) => start < before.length);
  return comment !== undefined && comment.end >= before.length
    ? followsSign(text, comments, comment.start)
    : /[[{,]$/.test(before);
}

/** Removes a range, unless there are comments in it beside what is to be removed. */
function without(text: string, range: Range, member: Range): Edits {
  const beside = text.slice(range.start, member.start) + text.slice(member.end, range.end);
  return beside.includes("#") ? undefined : [{ range, text: "" }];
}

/** What has an anchor must stay while an alias refers to it. */
function unanchored({ text, marks }: FixSource, edits: Edits): Edits {
  const names = (sign: "&" | "*", isGone: boolean) =>
    marks
      .filter((mark) => text[mark.start] === sign && isGone === isWithin(edits ?? [], mark))
      .map((mark) => text.slice(mark.start + 1, mark.end));
  const gone = names("&", true);
  const isNeeded = gone.length > 0 && names("*", false).some((name) => gone.includes(name));
  return isNeeded ? undefined : edits;
}

function isWithin(edits: readonly TextEdit[], mark: Range): boolean {
  return edits.some(({ range }) => covers(range, mark));
}
