import { parseDocument } from "../document.ts";
import type { Node } from "../node.ts";
import { itemsOf, type Members, membersOf } from "./members.ts";
import type { Project } from "./project.ts";
import { readPipeline } from "./readPipeline.ts";
import { readStep } from "./readStep.ts";

/** Reads what a trigger needs of a valohai.yaml; any text gives a project, and nothing is complained of. */
export function readProject(path: string, text: string): Project {
  const { items, problems } = parseDocument(text);
  const members = items.map(({ node }) => membersOf(node));
  return {
    path,
    text,
    steps: members.flatMap((item) => behind(item, "step").flatMap(readStep)),
    pipelines: members.flatMap((item) =>
      [...behind(item, "pipeline"), ...behind(item, "blueprint")].flatMap(readPipeline),
    ),
    isWhole: problems.length === 0 && items.every(({ broken }) => broken === undefined),
  };
}

function behind(item: Members, key: string): readonly Node[] {
  return itemsOf(item.get(key));
}
