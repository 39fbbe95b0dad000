import type { FormChange, ItemPlace } from "../../../src/core/form/change.ts";
import { slugOf } from "../../../src/core/trigger/address.ts";
import { actions, conditions } from "../../../src/core/trigger/catalog.ts";
import { webAuthentication } from "../../../src/core/trigger/conditionCatalog.ts";

/** A trigger file as another YAML reader gives it. */
export type Tree = { trigger: Fields }[];
type Fields = Record<string, unknown>;

/** What a change makes of a file, but for what is added. */
export function changedTree(tree: Tree, change: FormChange): Tree {
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
    case "add-trigger":
      break;
  }
  return changed;
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
  const used = webAuthentication.byAuthType[value as "jwt"];
  for (const [name, word] of Object.entries(fields)) {
    if (name === "auth-type") continue;
    const field = Object.values(used).find((one) => one.name === name);
    const isWord =
      field?.type.kind !== "word" ||
      Object.keys(field.type.words).some((one) => one.toLowerCase() === String(word).toLowerCase());
    if (field === undefined || !isWord) delete fields[name];
  }
}

/** A copy of a trigger has a name and an address of its own. */
function renew(trigger: Fields, tree: Tree): void {
  const taken = tree.map((other) => slugOf(String(other.trigger.name)));
  let count = 2;
  while (taken.includes(slugOf(`${trigger.name} ${count}`))) count += 1;
  trigger.name = `${trigger.name} ${count}`;
  delete trigger["launch-url"];
}

function itemAt(tree: Tree, at: ItemPlace): Fields {
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
