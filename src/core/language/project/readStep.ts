import { isNull, type Node, textOf } from "../node.ts";
import { hasMember, itemsOf, type Members, membersOf, namedBy, textIn } from "./members.ts";
import type { StepInput, StepParameter } from "./project.ts";

/** Reads the inputs of a step, or those that a node declares anew. */
export function readInputs(node: Node | undefined): readonly StepInput[] {
  return itemsOf(node).flatMap((item) => {
    const members = membersOf(item);
    const named = namedBy(members);
    if (named === undefined) return [];
    const hasDefault = isFilled(members.get("default"));
    const isRequired = !hasMember(members, "default") && !isOptional(members);
    return [{ ...named, isRequired, hasDefault, filename: textIn(members, "filename") }];
  });
}

/** Reads the parameters of a step. */
export function readParameters(node: Node | undefined): readonly StepParameter[] {
  return itemsOf(node).flatMap((item) => {
    const members = membersOf(item);
    const named = namedBy(members);
    if (named === undefined) return [];
    // A flag is as good as false when nobody sets it.
    const isFlag = textIn(members, "type") === "flag";
    const isRequired = !isFlag && !hasMember(members, "default") && !isOptional(members);
    return [{ ...named, isRequired }];
  });
}

function isFilled(node: Node | undefined): boolean {
  if (node === undefined || isNull(node)) return false;
  return node.kind === "list" ? node.items.length > 0 : textOf(node) !== "";
}

/** The hosted service reads YAML 1.1, where more words than `true` mean yes. */
function isOptional(members: Members): boolean {
  return /^(?:true|yes|on|y)$/i.test(textIn(members, "optional") ?? "");
}
