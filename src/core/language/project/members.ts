import { isNull, type Node, rangeWithin, textOf } from "../node.ts";
import type { Named } from "./project.ts";

/** What stands behind the keys of a mapping, those of merged mappings (`<<`) included. */
export type Members = ReadonlyMap<string, Node>;

/** The members of a mapping; none of anything else. */
export function membersOf(node: Node | undefined): Members {
  const members = new Map<string, Node>();
  if (node?.kind !== "mapping") return members;
  for (const { key, value } of node.entries) {
    if (textOf(key) !== "<<") continue;
    // The first of several merged mappings wins.
    for (const merged of itemsOf(value).toReversed()) {
      for (const [name, member] of membersOf(merged)) members.set(name, member);
    }
  }
  for (const { key, value } of node.entries) {
    const name = textOf(key);
    if (name !== undefined && name !== "<<") members.set(name, value);
  }
  return members;
}

/** The items of a list; what is no list is its own only item, and nothing has none. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  if (node === undefined || isNull(node)) return [];
  return node.kind === "list" ? node.items : [node];
}

/** The text of a member; undefined for none, or anything else. */
export function textIn(members: Members, key: string): string | undefined {
  const node = members.get(key);
  return node && textOf(node);
}

/** The name of something with its place; undefined when it has none. */
export function namedBy(members: Members): Named | undefined {
  const node = members.get("name");
  const name = node && textOf(node);
  if (node === undefined || name === undefined || name === "") return undefined;
  return { name, range: rangeWithin(node, 0, name.length) };
}

/** Whether there is anything behind a key. */
export function hasMember(members: Members, key: string): boolean {
  const node = members.get(key);
  return node !== undefined && !isNull(node);
}
