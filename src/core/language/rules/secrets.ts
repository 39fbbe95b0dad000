import { keyShapeOf } from "../../secrets/keyShape.ts";
import { placeholdersIn } from "../../trigger/placeholders.ts";
import type { WebAuthentication } from "../../trigger/trigger.ts";
import { itemsOf, type Located, partRange, type ReadTrigger, valueRange } from "../located.ts";
import { type Problem, problem } from "../problem.ts";
import { isSymmetric } from "./algorithms.ts";
import type { Rule, RuleContext } from "./rule.ts";

/** Rules about secret keys: where they come from, and whether they fit their algorithm. */
export const secretRules: readonly Rule[] = [secretKeys];

function* secretKeys({ conditions }: ReadTrigger, context: RuleContext) {
  for (const item of itemsOf(conditions, "web-authentication")) {
    const { secretKey } = item.value;
    const malformed = malformedReference(secretKey);
    const references = placeholdersIn(secretKey, "secret");
    if (malformed !== undefined) {
      yield problem("env-reference-malformed", partRange(item, "secretKey", malformed));
    }
    for (const reference of references) {
      if (context.secretIsSet?.(reference.name) !== false) continue;
      const range = partRange(item, "secretKey", reference);
      yield problem("env-unresolved", range, { name: reference.name });
    }
    if (malformed === undefined && references.length === 0) yield* literalKey(item);
  }
}

function malformedReference(text: string) {
  const references = placeholdersIn(text, "secret");
  for (const match of text.matchAll(/\{\s*env\s*(?:\}|:[^{}]*\}?)/gi)) {
    const part = { start: match.index, end: match.index + match[0].length };
    if (!references.some(({ start }) => start === part.start)) return part;
  }
  return undefined;
}

/** A key that stands in the file itself has one problem at most: the gravest. */
function* literalKey(item: Located<WebAuthentication>): Iterable<Problem> {
  const range = valueRange(item, "secretKey");
  const authentication = item.value;
  const shape = keyShapeOf(authentication.secretKey);
  if (authentication.authType === "jwt") {
    const { algorithm } = authentication;
    if (isSymmetric(algorithm) && shape !== "text") {
      yield problem("public-key-for-hs", range, { algorithm });
      return;
    }
    if (!isSymmetric(algorithm) && shape !== "public-key") {
      yield problem("asymmetric-needs-public-key", range, { algorithm });
      return;
    }
  }
  if (shape !== "public-key") yield problem("literal-secret", range);
}
