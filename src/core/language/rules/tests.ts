import { hasUnknownCondition, type ReadTrigger, valueRange } from "../located.ts";
import { entryOf } from "../node.ts";
import { problem } from "../problem.ts";
import type { Rule } from "./rule.ts";

/** Rules about trigger tests. */
export const testRules: readonly Rule[] = [possibleRefusal];

function* possibleRefusal(trigger: ReadTrigger) {
  if (hasUnknownCondition(trigger)) return;
  for (const test of trigger.tests) {
    const expected = test.value?.expect;
    if (expected?.verdict !== "refused" || expected.by === undefined) continue;
    const { by: condition } = expected;
    if (trigger.conditions.some(({ type }) => type === condition)) continue;
    const place = test.places.expect && entryOf(test.places.expect.value, "refused-by");
    const range = place?.value.range ?? valueRange(test, "expect");
    yield problem("test-expectation-impossible", range, { condition });
  }
}
