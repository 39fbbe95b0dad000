import type { FormChange } from "../../../src/core/form/change.ts";
import { itemAt, type Tree } from "./changedTree.ts";

/** The change that takes another one back to the byte; undefined where only the editor's undo can. */
export function inverseOf(tree: Tree, change: FormChange): FormChange | undefined {
  switch (change.change) {
    case "set": {
      // What is there may be written in other quotes than the form would write it in.
      const [[tag, fields] = []] = Object.entries(itemAt(tree, change.at));
      const isThere =
        tag === change.key || (fields !== null && Object.hasOwn(fields as object, change.key));
      return isThere ? undefined : { change: "clear", at: change.at, key: change.key };
    }
    case "move":
      return { ...change, at: moved(change.at, change.to), to: indexOf(change.at) };
    case "duplicate":
      return { change: "remove", at: moved(change.at, indexOf(change.at) + 1) };
    case "add": {
      const { trigger, list } = change;
      const length = (tree[trigger]?.trigger[list] as unknown[] | undefined)?.length ?? 0;
      const index = Math.min(change.index, length);
      return length === 0 ? undefined : { change: "remove", at: { trigger, list, index } };
    }
    case "add-trigger":
      return { change: "remove", at: { trigger: tree.length } };
    case "clear":
    case "remove":
      return undefined;
  }
}

type Place = Extract<FormChange, { change: "move" }>["at"];

function indexOf(at: Place): number {
  return at.list === undefined ? at.trigger : at.index;
}

function moved(at: Place, index: number): Place {
  return at.list === undefined ? { trigger: index } : { ...at, index };
}
