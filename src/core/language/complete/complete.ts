import type { LanguageContext } from "../languageContext.ts";
import type { Branch } from "../sketch/branch.ts";
import { shapeOf } from "../sketch/shape.ts";
import { sketchAt } from "../sketch/sketch.ts";
import type { Completion, Proposal } from "./completion.ts";
import { ignoreCodes } from "./ignoreCodes.ts";
import { layoutOf } from "./layout.ts";
import { bracesAt, contentOf, quotedPlaceholderProposals } from "./placeholderProposals.ts";
import type { Scene } from "./scene.ts";
import type { Slot } from "./slot.ts";
import { proposalsFor } from "./slotProposals.ts";
import { slotsAt } from "./slotsAt.ts";
import { factsAround } from "./triggerFacts.ts";

/** What can be put at an offset of a trigger file, in any state of the text, best first. */
export function complete(
  text: string,
  offset: number,
  context: LanguageContext,
): readonly Completion[] {
  const sketch = sketchAt(text, offset);
  // Within a line break is no place.
  if (sketch === undefined || text[offset - 1] === "\r") return [];
  const codes = ignoreCodes(sketch, offset);
  if (codes !== undefined) return completions(codes);
  // Other names cannot be referred to.
  const secrets = context.secrets.filter(({ name }) => /^[A-Za-z0-9_-]+$/.test(name));
  const sceneAt = (branch: Branch): Scene => {
    const facts = factsAround(sketch, branch);
    return { sketch, offset, context: { ...context, secrets }, layout: layoutOf(sketch), facts };
  };
  const braces = bracesAt(sketch, offset);
  const shape = braces && shapeOf(sketch, braces.branch);
  if (braces !== undefined && shape?.kind === "value" && shape.field.type.kind === "text") {
    const content = contentOf(shape.field);
    const scene = sceneAt(braces.branch);
    return completions(
      content === undefined ? [] : quotedPlaceholderProposals(content, braces.range, scene),
    );
  }
  return completions(
    slotsAt(sketch, offset).flatMap((slot) => proposalsFor(slot, sceneAt(branchOf(slot)))),
  );
}

function branchOf(slot: Slot): Branch {
  switch (slot.kind) {
    case "key":
      return slot.mapping;
    case "item":
      return slot.list;
    case "value":
      return slot.branch;
  }
}

function completions(proposals: readonly Proposal[]): readonly Completion[] {
  return proposals.map((proposal, index) => ({
    detail: undefined,
    help: undefined,
    filterText: proposal.label,
    preselect: false,
    triggerAgain: false,
    ...proposal,
    sortText: String(index).padStart(4, "0"),
  }));
}
