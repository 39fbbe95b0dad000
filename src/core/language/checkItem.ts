import type { DocumentItem } from "./document.ts";
import type { ReadTrigger } from "./located.ts";
import type { Problem } from "./problem.ts";
import { readItem } from "./read.ts";
import { actionRules } from "./rules/actions.ts";
import { authenticationRules } from "./rules/authentication.ts";
import { basestringRules } from "./rules/basestring.ts";
import { lookupRules } from "./rules/lookups.ts";
import { projectRules } from "./rules/project.ts";
import { rateLimitRules } from "./rules/rateLimit.ts";
import type { Rule, RuleContext } from "./rules/rule.ts";
import { secretRules } from "./rules/secrets.ts";
import { testRules } from "./rules/tests.ts";
import { timestampRules } from "./rules/timestamp.ts";

/** An item of a trigger file with all problems that it has by itself. */
export interface CheckedItem {
  /** Undefined when the item is no trigger at all. */
  readonly read: ReadTrigger | undefined;
  readonly problems: readonly Problem[];
}

/** Reads and checks one item; the result depends on nothing but the item and the context. */
export function checkItem(item: DocumentItem, context: RuleContext): CheckedItem {
  const { trigger, problems } = readItem(item);
  if (trigger === undefined || item.broken !== undefined) return { read: trigger, problems };
  const broken = rules.flatMap((rule) => [...rule(trigger, context)]);
  return { read: trigger, problems: withoutRepeats([...problems, ...broken]) };
}

const rules: readonly Rule[] = [
  ...authenticationRules,
  ...lookupRules,
  ...secretRules,
  ...basestringRules,
  ...timestampRules,
  ...rateLimitRules,
  ...actionRules,
  ...projectRules,
  ...testRules,
];

/** Through aliases the same text can be read several times. */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const byPlace = new Map<string, Problem>();
  for (const problem of problems) {
    const { code, range, message } = problem;
    byPlace.set(`${code} ${range.start} ${range.end} ${message}`, problem);
  }
  return [...byPlace.values()];
}
