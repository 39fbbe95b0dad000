import assert from "node:assert/strict";
import type { FormChange, ItemPlace } from "../../../src/core/form/change.ts";
import { fieldsOfItem } from "../../../src/core/language/sketch/rows.ts";
import { slugOf } from "../../../src/core/trigger/address.ts";
import { actions, conditions } from "../../../src/core/trigger/catalog.ts";
import { webAuthentication } from "../../../src/core/trigger/conditionCatalog.ts";

/** A trigger file as another YAML reader gives it. */
export type Tree = { trigger: Fields }[];
type Fields = Record<string, unknown>;

/** What a change makes of a file; what is added with values of its own is taken from the file after. */
export function changedTree(tree: Tree, change: FormChange, after: Tree): Tree {
  const changed = structuredClone(tree);
  switch (change.change) {
    case "set":
      set(changed, change);
      break;
    case "clear":
      delete fieldsAt(changed, change.at)[change.key];
      break;
    case "remove":
      listAt(changed, change.at).splice(indexOf(change.at), 1);
      break;
    case "move": {
      const list = listAt(changed, change.at);
      list.splice(change.to, 0, ...list.splice(indexOf(change.at), 1));
      break;
    }
    case "duplicate": {
      const list = listAt(changed, change.at);
      const copy = structuredClone(list[indexOf(change.at)]);
      if (change.at.list === undefined) renew((copy as Tree[number]).trigger, tree);
      list.splice(indexOf(change.at) + 1, 0, copy);
      break;
    }
    case "add":
      add(changed, change, after);
      break;
    case "add-trigger": {
      const added = after.at(-1);
      assert.equal(added?.trigger.name, change.name);
      changed.push(added);
      break;
    }
  }
  return changed;
}

function add(tree: Tree, change: Extract<FormChange, { change: "add" }>, after: Tree): void {
  const { trigger, list, type, authType } = change;
  const fields = tree[trigger]?.trigger ?? {};
  fields[list] ??= [];
  const items = fields[list] as unknown[];
  const index = Math.min(change.index, items.length);
  const changedItems = after[trigger]?.trigger[list] as Fields[] | undefined;
  const added = changedItems?.[index] ?? {};
  assert.deepEqual(Object.keys(added), [type]);
  const required = Object.values(fieldsOfItem(type, authType)).filter((field) => field.required);
  if (typeof added[type] === "object" && type !== "web-response-json") {
    assert.deepEqual(
      Object.keys(added[type] as Fields),
      required.map(({ name }) => name),
    );
    assert.equal((added[type] as Fields)["auth-type"], authType);
  }
  items.splice(index, 0, added);
}

function set(tree: Tree, { at, key, value }: Extract<FormChange, { change: "set" }>): void {
  const item = itemAt(tree, at);
  const [tag = ""] = Object.keys(item);
  const isNumber = ["period", "quota", "drift-tolerance"].includes(key);
  const read: unknown =
    key === "web-response-json" ? JSON.parse(value) : isNumber ? Number(value) : value;
  if (tag === key) {
    item[tag] = read;
    return;
  }
  const fields = fieldsAt(tree, at);
  fields[key] = read;
  if (key !== "auth-type") return;
  const known = Object.values(webAuthentication.byAuthType).flatMap((rows) =>
    Object.values<{ readonly name: string }>(rows).map((field) => field.name),
  );
  const used = webAuthentication.byAuthType[value as "jwt"];
  for (const [name, word] of Object.entries(fields)) {
    if (!known.includes(name)) continue;
    const field = Object.values(used).find((one) => one.name === name);
    const isWord =
      field?.type.kind !== "word" ||
      Object.keys(field.type.words).some((one) => one.toLowerCase() === String(word).toLowerCase());
    if (field === undefined || !isWord) delete fields[name];
  }
}

/** A copy of a trigger has a name and an address of its own. */
function renew(trigger: Fields, tree: Tree): void {
  const taken = tree.map((other) => slugOf(String(other.trigger.name ?? "")));
  const name = String(trigger.name ?? "") || "New trigger";
  let count = 1;
  const numbered = () => (count === 1 ? name : `${name} ${count}`);
  while (taken.includes(slugOf(numbered()))) count += 1;
  trigger.name = numbered();
  delete trigger["launch-url"];
}

/** The item at a place, as a mapping with its tag. */
export function itemAt(tree: Tree, at: ItemPlace): Fields {
  return listAt(tree, at)[indexOf(at)] as Fields;
}

function fieldsAt(tree: Tree, at: ItemPlace): Fields {
  const item = itemAt(tree, at);
  const tags = ["trigger", ...Object.keys(conditions), ...Object.keys(actions)];
  const tag = Object.keys(item).find((key) => tags.includes(key)) ?? "";
  item[tag] ??= {};
  return item[tag] as Fields;
}

function listAt(tree: Tree, at: ItemPlace): unknown[] {
  return at.list === undefined ? tree : (tree[at.trigger]?.trigger[at.list] as unknown[]);
}

function indexOf(at: ItemPlace): number {
  return at.list === undefined ? at.trigger : at.index;
}
