import { addressesOf, slugOf } from "../../trigger/address.ts";
import type { Range } from "../position.ts";
import { type Problem, problem, type Related } from "../problem.ts";

/** What other triggers must know of a trigger. */
export interface TriggerSummary {
  readonly path: string;
  /** Empty when the trigger has none. */
  readonly name: string;
  readonly nameRange: Range;
  readonly launchUrl: string | undefined;
  readonly launchUrlRange: Range;
}

/**
 * The problems of triggers that want the same name or address, given to the later one, and of those
 * that have no address. A trigger with such a problem cannot be served.
 */
export function addressProblems(
  triggers: readonly TriggerSummary[],
): ReadonlyMap<TriggerSummary, readonly Problem[]> {
  const named = new Map<string, TriggerSummary>();
  const addressed = new Map<string, TriggerSummary>();
  const found = new Map<TriggerSummary, readonly Problem[]>();
  for (const trigger of triggers) {
    if (trigger.name === "") continue;
    const problems = [...problemsOf(trigger, named, addressed)];
    if (problems.length > 0) found.set(trigger, problems);
    if (!named.has(trigger.name)) named.set(trigger.name, trigger);
    for (const address of addressesOf(trigger)) {
      if (!addressed.has(address)) addressed.set(address, trigger);
    }
  }
  return found;
}

function* problemsOf(
  trigger: TriggerSummary,
  named: ReadonlyMap<string, TriggerSummary>,
  addressed: ReadonlyMap<string, TriggerSummary>,
): Iterable<Problem> {
  const { name, nameRange, launchUrlRange } = trigger;
  const namesake = named.get(name);
  const slug = slugOf(name);
  if (slug === "") {
    yield problem("name-without-address", nameRange);
  } else if (namesake !== undefined) {
    const related = relatedTo(namesake, namesake.nameRange);
    yield { ...problem("name-not-unique", nameRange, { name }), related };
  }
  for (const address of addressesOf(trigger)) {
    const owner = addressed.get(address);
    if (owner === undefined || address === "") continue;
    const isSlug = address === slug;
    // The same name has the same slug, and was reported already.
    if (isSlug && namesake !== undefined) continue;
    const range = isSlug ? nameRange : launchUrlRange;
    const related = relatedTo(owner, isSlug ? owner.nameRange : owner.launchUrlRange);
    yield { ...problem("address-shared", range, { address, owner: owner.name }), related };
  }
}

function relatedTo({ path }: TriggerSummary, range: Range): readonly Related[] {
  return [{ path, range }];
}
