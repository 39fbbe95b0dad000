import { placeholdersIn } from "../../trigger/placeholders.ts";
import { isHeaderName } from "../rules/lookups.ts";
import { type Branch, childOf, type Sketch, textBehind } from "../sketch/branch.ts";

/** What the rest of a trigger says that a proposal can build on. */
export interface TriggerFacts {
  /** The words that tag its conditions and actions. */
  readonly conditions: readonly string[];
  readonly actions: readonly string[];
  /** Headers in which a timestamp is looked up. */
  readonly timestampHeaders: readonly string[];
  /** Headers in which a token is looked up. */
  readonly tokenHeaders: readonly string[];
  /** Headers that are signed. */
  readonly signedHeaders: readonly string[];
}

/** The facts of the trigger that a branch is part of. */
export function factsAround(sketch: Sketch, branch: Branch): TriggerFacts {
  const trigger = triggerAround(branch);
  const conditions = itemsIn(trigger, "conditions");
  const headersOf = (prefix: string) =>
    conditions.flatMap((item) => {
      const isHeader = textBehind(sketch, item, `${prefix}-namespace`) === "http-header";
      const header = isHeader ? textBehind(sketch, item, `${prefix}-key`) : undefined;
      return header !== undefined && isHeaderName(header) ? [header] : [];
    });
  return {
    conditions: conditions.map(({ name }) => name),
    actions: itemsIn(trigger, "actions").map(({ name }) => name),
    timestampHeaders: headersOf("timestamp-lookup"),
    tokenHeaders: headersOf("token-lookup"),
    signedHeaders: conditions.flatMap((item) => signedIn(sketch, item)),
  };
}

/** The headers in the basestring of a web authentication. */
export function signedIn(sketch: Sketch, authentication: Branch): readonly string[] {
  const format = textBehind(sketch, authentication, "basestring-format") ?? "";
  return placeholdersIn(format, "basestring").flatMap(({ kind, name }) =>
    kind === "header" && isHeaderName(name) ? [name] : [],
  );
}

function triggerAround(branch: Branch): Branch | undefined {
  const isTrigger = branch.kind === "key" && branch.name === "trigger";
  if (isTrigger && branch.parent?.parent?.kind === "root") return branch;
  return branch.parent && triggerAround(branch.parent);
}

/** The keys that tag the items of a list. */
function itemsIn(trigger: Branch | undefined, list: "conditions" | "actions"): readonly Branch[] {
  const items = (trigger && childOf(trigger, list))?.children ?? [];
  return items.flatMap(({ children: [tag] }) => (tag?.kind === "key" ? [tag] : []));
}
