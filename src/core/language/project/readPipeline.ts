import { type Node, textOf } from "../node.ts";
import { hasMember, itemsOf, membersOf, namedBy, textIn } from "./members.ts";
import type { Pipeline, PipelineEdge, PipelineNode } from "./project.ts";
import { readInputs } from "./readStep.ts";

/** Reads a pipeline; none when it has no name. */
export function readPipeline(node: Node): readonly Pipeline[] {
  const members = membersOf(node);
  const named = namedBy(members);
  if (named === undefined) return [];
  const nodes = itemsOf(members.get("nodes")).flatMap(readNode);
  return [{ ...named, nodes, edges: itemsOf(members.get("edges")).flatMap(readEdge) }];
}

function readNode(node: Node): readonly PipelineNode[] {
  const members = membersOf(node);
  const named = namedBy(members);
  if (named === undefined) return [];
  const type = textIn(members, "type") ?? "";
  return [
    {
      ...named,
      type,
      step: type === "execution" ? textIn(members, "step") : undefined,
      hasOwnCommit: hasMember(members, "commit"),
      overriddenInputs: readInputs(membersOf(members.get("override")).get("inputs")),
    },
  ];
}

/** An edge is a pair, or a mapping with the same two sockets. */
function readEdge(node: Node): readonly PipelineEdge[] {
  const members = membersOf(node);
  const [source, target] =
    node.kind === "list"
      ? node.items.map(textOf)
      : [textIn(members, "source"), textIn(members, "target")];
  return source === undefined || target === undefined ? [] : [{ source, target }];
}
