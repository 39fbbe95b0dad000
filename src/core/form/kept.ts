import { keysOf } from "../language/fix/fields.ts";
import { type EntrySpot, entryEnd } from "../language/fix/spot.ts";
import { entryOf, nameOf, textOf } from "../language/node.ts";
import type { Field } from "../trigger/field.ts";
import { authTypes } from "../trigger/words.ts";
import { fieldsOf } from "./fieldsOf.ts";
import { type FormItem, rangeIn } from "./formFile.ts";
import type { KeptView } from "./view.ts";

/** The keys of an item that no field of the form shows: they stay in the text as they are. */
export function keptIn(item: FormItem, tag: EntrySpot): readonly KeptView[] {
  return [...besides(item, tag), ...inside(item, tag)];
}

/** Other keys beside the one that tags the item. */
function besides(item: FormItem, { holder, index }: EntrySpot): readonly KeptView[] {
  return holder.entries.flatMap((entry, at) =>
    at === index ? [] : [kept(item, entry, "It stands beside the item and means nothing there")],
  );
}

function inside(item: FormItem, tag: EntrySpot): readonly KeptView[] {
  const { value } = tag.entry;
  const fields = Object.values<Field<unknown>>(fieldsOf(tag)).map(({ name }) => name);
  const type = textOf(tag.entry.key) ?? "";
  if (value.kind !== "mapping" || fields.includes(type)) return [];
  const seen = new Set<string | undefined>();
  return value.entries.flatMap((entry) => {
    const key = textOf(entry.key);
    const isFirst = !seen.has(key);
    seen.add(key);
    if (key !== undefined && fields.includes(key)) {
      return isFirst ? [] : [kept(item, entry, "It is here twice, and the first one counts")];
    }
    const isField = key !== undefined && keysOf(type).includes(key);
    return [kept(item, entry, isField ? unused(tag) : "It means nothing here")];
  });
}

function unused({ entry }: EntrySpot): string {
  const word = entryOf(entry.value, "auth-type");
  const text = (word && textOf(word.value)) ?? "";
  const label = Object.hasOwn(authTypes, text)
    ? authTypes[text as keyof typeof authTypes].label
    : undefined;
  return label === undefined
    ? "It is used once the auth type is chosen"
    : `${label} does not use it`;
}

function kept(item: FormItem, entry: EntrySpot["entry"], why: string): KeptView {
  const end = entryEnd(item.piece.source.text, entry) ?? entry.key.range.end;
  const range = rangeIn(item.piece, { start: entry.key.range.start, end });
  return { key: textOf(entry.key) ?? nameOf(entry.key), why: `${why}: kept in the text.`, range };
}
