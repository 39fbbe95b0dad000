import { type ByteString, byteStringOf } from "../request/byteString.ts";
import type { Condition } from "../trigger/trigger.ts";
import type { Capture } from "./capture.ts";

/** Which names of headers, parameters, fields and members carry credentials. */
export interface Credentials {
  /** Whether a trigger looks a token up at this name, in whatever namespace. */
  readonly isLookedUp: (name: string) => boolean;
  /** Whether a trigger does, or the name itself says so. */
  readonly isNamed: (name: string) => boolean;
  /** What may stand before a credential and is none itself. */
  readonly prefixes: readonly ByteString[];
}

/** Names that say so themselves. */
const wellKnown =
  /^(?:proxy-)?authorization$|^(?:set-)?cookie$|signature|token|secret|api-?key|passw/i;

/**
 * The credentials of captures: what the triggers of now look up and what those looked up that judged
 * one of the captures. A request that no trigger judged may have been meant for any of them.
 */
export function credentialsOf(
  triggers: Iterable<{ readonly conditions: readonly Condition[] }>,
  captures: Iterable<Pick<Capture, "verdict">>,
): Credentials {
  const keys = new Set<string>();
  const prefixes = new Set<ByteString>();
  const take = (condition: Condition) => {
    if (condition.type !== "web-authentication") return;
    keys.add(condition.tokenLookupKey.toLowerCase());
    if (condition.valuePrefix !== "") prefixes.add(byteStringOf(condition.valuePrefix));
  };
  for (const { conditions } of triggers) conditions.forEach(take);
  for (const { verdict } of captures) {
    for (const { condition } of verdict?.trace ?? []) take(condition);
  }
  const isLookedUp = (name: string) => keys.has(name.toLowerCase());
  return {
    isLookedUp,
    isNamed: (name) => wellKnown.test(name) || isLookedUp(name),
    // Of two that begin alike the longer one is meant.
    prefixes: [...prefixes].toSorted((left, right) => right.length - left.length),
  };
}
