import type { Range } from "../position.ts";
import type { Branch } from "../sketch/branch.ts";
import type { ItemType } from "../sketch/rows.ts";
import type { FieldsOf, ListOf } from "../sketch/shape.ts";
import type { Proposal } from "./completion.ts";
import type { ItemScaffold } from "./itemScaffold.ts";
import { itemScaffolds, variantsOf } from "./itemScaffolds.ts";
import { behindColon, inBlock, inBrackets, type Scaffold } from "./scaffold.ts";
import type { Scene } from "./scene.ts";
import type { ItemSlot, KeySlot, ValueSlot } from "./slot.ts";
import { SnippetWriter } from "./snippetText.ts";
import { requestScaffold } from "./testScaffolds.ts";

/** Whole items where a list goes on. */
export function itemProposals(of: ListOf, slot: ItemSlot, scene: Scene): readonly Proposal[] {
  const { column, range, lead } = slot;
  const { layout } = scene;
  if (column !== undefined && !slot.endsLine) return [];
  return itemScaffolds(of, scene).map((item) => {
    const writer = new SnippetWriter();
    const list: Scaffold = { kind: "list", items: [mappingOf(item)] };
    const text =
      column === undefined
        ? inBrackets(writer, mappingOf(item))
        : inBlock({ writer, layout }, list, column);
    return proposal(item, range, lead + text);
  });
}

/** Whole items behind a dash that is there already, the first of them at a column. */
export function itemContentProposals(
  of: ListOf,
  slot: KeySlot | ValueSlot,
  column: number | undefined,
  scene: Scene,
): readonly Proposal[] {
  if (column !== undefined && !slot.endsLine) return [];
  return itemScaffolds(of, scene).map((item) => {
    const writer = new SnippetWriter();
    const text =
      column === undefined
        ? inBrackets(writer, mappingOf(item))
        : inBlock({ writer, layout: scene.layout }, mappingOf(item), column);
    return proposal(item, slot.range, slot.lead + text);
  });
}

/** The whole value of a key that is followed by a list or by fields. */
export function nestedProposals(
  what: { readonly list: ListOf } | { readonly fields: FieldsOf },
  slot: ValueSlot,
  scene: Scene,
): readonly Proposal[] {
  const { branch } = slot;
  if (branch.column !== undefined && !slot.endsLine) return [];
  return valuesFor(what, scene).map(({ item, value }) => {
    const writer = new SnippetWriter();
    if (branch.column === undefined) {
      return proposal(item, slot.range, slot.lead + inBrackets(writer, value));
    }
    const text = behindColon({ writer, layout: scene.layout }, value, branch.column);
    return proposal(item, behindColonOf(branch, slot), text);
  });
}

function valuesFor(
  what: { readonly list: ListOf } | { readonly fields: FieldsOf },
  scene: Scene,
): readonly { readonly item: ItemScaffold; readonly value: Scaffold }[] {
  if ("list" in what) {
    return itemScaffolds(what.list, scene).map((item) => ({
      item,
      value: { kind: "list", items: [mappingOf(item)] },
    }));
  }
  switch (what.fields) {
    case "test":
    case "expect":
      return [];
    case "request": {
      const item = requestScaffold();
      return [{ item, value: mappingOf(item) }];
    }
    default:
      return variantsOf(what.fields satisfies ItemType, scene).map((item) => ({
        item,
        value: item.entries[0][1],
      }));
  }
}

/** From the colon on, so that no blank is left at the end of the line. */
function behindColonOf({ colonEnd }: Branch, { range }: ValueSlot): Range {
  return { start: colonEnd ?? range.start, end: range.end };
}

function proposal(item: ItemScaffold, range: Range, text: string): Proposal {
  const { label, detail, help, filterText } = item;
  const edit = { range, text, isSnippet: true };
  return { label, kind: "item", detail, help, filterText, edit };
}

function mappingOf({ entries }: ItemScaffold): Scaffold {
  return { kind: "mapping", entries };
}
