import { authType } from "../../trigger/conditionCatalog.ts";
import type { ItemType } from "../sketch/rows.ts";
import { type ListOf, tagsOf } from "../sketch/shape.ts";
import { type Defaults, type ItemScaffold, scaffoldOf } from "./itemScaffold.ts";
import type { ScaffoldEntry } from "./scaffold.ts";
import { testScaffolds } from "./testScaffolds.ts";
import { triggerScaffolds } from "./triggerScaffolds.ts";

/** The items that a list can hold, ready to be filled in. */
export function itemScaffolds(of: ListOf, scene: Defaults): readonly ItemScaffold[] {
  if (of === "triggers") return triggerScaffolds(scene);
  if (of === "tests") return testScaffolds();
  const isResponse = (type: string) => type.startsWith("web-response-");
  const hasResponse = scene.facts.actions.some(isResponse);
  return Object.keys(tagsOf(of))
    .filter((type) => !(hasResponse && isResponse(type)))
    .flatMap((type) => variantsOf(type as ItemType, scene));
}

/** The ways to begin an item of one kind: one for each auth type of a web authentication. */
export function variantsOf(type: ItemType, scene: Defaults): readonly ItemScaffold[] {
  if (type === "trigger") return triggerScaffolds(scene);
  if (type !== "web-authentication") {
    return [described(type, [type, scaffoldOf(type, undefined, [], scene)])];
  }
  if (authType.type.kind !== "word") return [];
  return Object.entries(authType.type.words).map(([word, { label, help }]) => ({
    label: `${type}: ${word}`,
    filterText: `${type} ${word}`,
    detail: label,
    help,
    entries: [[type, scaffoldOf(type, word, [], scene)]],
  }));
}

function described(type: ItemType, entry: ScaffoldEntry): ItemScaffold {
  const lists = ["triggers", "conditions", "actions"] as const;
  const kind = lists.map((of) => tagsOf(of)[type]).find((found) => found !== undefined);
  const { label = type, help = "" } = kind ?? {};
  return { label: type, filterText: type, detail: label, help, entries: [entry] };
}
