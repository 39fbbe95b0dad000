import type { Field } from "../../trigger/field.ts";
import type { ItemType } from "../sketch/rows.ts";
import { columnOf } from "../sketch/scan.ts";
import { type ListOf, shapeOf, tagsOf } from "../sketch/shape.ts";
import { expectationFields } from "../sketch/testFields.ts";
import type { Proposal } from "./completion.ts";
import { fitsBehindTag } from "./fitsBehind.ts";
import { itemContentProposals, itemProposals, nestedProposals } from "./itemProposals.ts";
import { keyProposals } from "./keyProposals.ts";
import { contentOf, placeholderProposals } from "./placeholderProposals.ts";
import { scalarEdit } from "./scalarEdit.ts";
import type { Scene } from "./scene.ts";
import type { ItemSlot, KeySlot, Slot, ValueSlot } from "./slot.ts";
import { valueProposals } from "./valueProposals.ts";

/** What can be put into a place. */
export function proposalsFor(slot: Slot, scene: Scene): readonly Proposal[] {
  switch (slot.kind) {
    case "key":
      return proposalsForKey(slot, scene);
    case "item":
      return proposalsForItem(slot, scene);
    case "value":
      return proposalsForValue(slot, scene);
  }
}

function proposalsForKey(slot: KeySlot, scene: Scene): readonly Proposal[] {
  const { mapping, range, column } = slot;
  const shape = shapeOf(scene.sketch, mapping);
  switch (shape.kind) {
    case "fields":
      return keyProposals(shape.rows, slot, scene);
    case "list": {
      const { children } = mapping;
      const isAlone = children.every((child) => child.range.start === range.start);
      if (slot.hasColon || !isAlone) return [];
      return itemProposals(shape.of, { ...slot, kind: "item", list: mapping }, scene);
    }
    case "tag": {
      const others = mapping.children.filter((child) => child.range.start !== range.start);
      if (others.length > 0) return [];
      if (!slot.hasColon) return itemContentProposals(shape.of, slot, column, scene);
      return tagProposals(shape.of, slot, scene);
    }
    case "value":
      if (shape.field.type.kind !== "expectation") return [];
      return keyProposals(expectationFields, slot, scene);
    case "document":
    case "nothing":
      return [];
  }
}

/** Other words for what tags an item. */
function tagProposals(
  of: Exclude<ListOf, "tests">,
  { mapping, range }: KeySlot,
  { sketch }: Scene,
): readonly Proposal[] {
  const key = mapping.children.find((child) => child.range.start === range.start);
  return Object.entries(tagsOf(of))
    .filter(([type]) => key === undefined || fitsBehindTag(type as ItemType, key, sketch))
    .map(([label, { label: detail, help }]) => ({
      label,
      kind: "key",
      detail,
      help,
      edit: { range, text: label, isSnippet: false },
    }));
}

function proposalsForItem(slot: ItemSlot, scene: Scene): readonly Proposal[] {
  const shape = shapeOf(scene.sketch, slot.list);
  return shape.kind === "list" ? itemProposals(shape.of, slot, scene) : [];
}

function proposalsForValue(slot: ValueSlot, scene: Scene): readonly Proposal[] {
  const { branch, range } = slot;
  const { sketch } = scene;
  if (/[\r\n]/.test(sketch.text.slice(range.start, range.end))) return [];
  const shape = shapeOf(sketch, branch);
  const here = columnOf(sketch.text, range.start) + slot.lead.length;
  const column = branch.column === undefined ? undefined : here;
  switch (shape.kind) {
    case "list":
      return nestedProposals({ list: shape.of }, slot, scene);
    case "tag":
      return itemContentProposals(shape.of, slot, column, scene);
    case "fields":
      if (branch.kind === "key") return nestedProposals({ fields: shape.of }, slot, scene);
      return itemContentProposals("tests", slot, column, scene);
    case "value":
      return [
        ...placeholdersIn(shape.field, slot, scene),
        ...(isBegun(slot, scene) ? [] : valueProposals(shape.field, slot, scene)),
      ];
    case "document":
      return placeholdersIn(shape.field, slot, scene);
    case "nothing":
      return [];
  }
}

/** Placeholders for a text; in a document a text may begin with one. */
function placeholdersIn(field: Field<unknown>, slot: ValueSlot, scene: Scene): readonly Proposal[] {
  const content = contentOf(field);
  if (content === undefined) return [];
  if (slot.scalar !== undefined) return placeholderProposals(content, slot.scalar, scene);
  if (field.type.kind !== "json" || slot.branch.kind !== "key") return [];
  const label = "{run_id}";
  return [{ label, kind: "placeholder", edit: scalarEdit(scene.sketch, slot, [label]) }];
}

/** Whether the text is more than a word that a whole value could take the place of. */
function isBegun({ scalar, range }: ValueSlot, { sketch }: Scene): boolean {
  return scalar !== undefined && sketch.text.slice(range.start, range.end).includes("{");
}
