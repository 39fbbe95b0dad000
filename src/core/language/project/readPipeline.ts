import { type Node, textOf } from "../node.ts";
import { hasMember, itemsOf, type Members, membersOf, namedBy, textIn } from "./members.ts";
import type {
  NodeAction,
  NodeOverride,
  Pipeline,
  PipelineEdge,
  PipelineNode,
  PipelineParameter,
} from "./project.ts";
import {
  areTexts,
  readEnvironmentVariables,
  readInputs,
  readParameters,
  textsOf,
  wordIn,
} from "./readStep.ts";
import { atomsOf } from "./readValues.ts";

/** Reads a pipeline; none when it has no name. */
export function readPipeline(node: Node): readonly Pipeline[] {
  const members = membersOf(node);
  const named = namedBy(members);
  if (named === undefined) return [];
  return [
    {
      ...named,
      nodes: itemsOf(members.get("nodes")).flatMap(readNode),
      edges: itemsOf(members.get("edges")).flatMap(readEdge),
      parameters: itemsOf(members.get("parameters")).flatMap(readParameter),
    },
  ];
}

function readNode(node: Node): readonly PipelineNode[] {
  const members = membersOf(node);
  const named = namedBy(members);
  if (named === undefined) return [];
  const type = textIn(members, "type") ?? "";
  const override = membersOf(members.get("override"));
  return [
    {
      ...named,
      type,
      step: type === "execution" ? textIn(members, "step") : undefined,
      hasOwnCommit: hasMember(members, "commit"),
      overriddenInputs: readInputs(override.get("inputs")),
      override: readOverride(override),
      onError: wordIn(members, "on-error", ["stop-all", "stop-next", "continue", "retry"]),
      edgeMergeMode: wordIn(members, "edge-merge-mode", ["replace", "append"]),
      actions: itemsOf(members.get("actions")).map(readAction),
    },
  ];
}

function readAction(node: Node): NodeAction {
  const members = membersOf(node);
  return {
    when: textsOf(members.get("when")).map((word) => word.toLowerCase()),
    conditions: textsOf(members.get("if")),
    effects: textsOf(members.get("then")),
    unreadable: (["when", "if", "then"] as const).filter((key) => !areTexts(members.get(key))),
  };
}

function readOverride(members: Members): NodeOverride {
  return {
    image: textIn(members, "image"),
    command: textsOf(members.get("command")),
    isCommandWhole: areTexts(members.get("command")),
    parameters: readParameters(members.get("parameters")),
    environmentVariables: readEnvironmentVariables(members.get("environment-variables")),
  };
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

function readParameter(node: Node): readonly PipelineParameter[] {
  const members = membersOf(node);
  const named = namedBy(members);
  if (named === undefined) return [];
  const targets = [...textsOf(members.get("target")), ...textsOf(members.get("targets"))];
  return [{ name: named.name, targets, defaults: atomsOf(members.get("default")) }];
}
