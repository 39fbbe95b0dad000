import fc from "fast-check";
import type { Json, Trigger } from "../../../src/core/trigger/trigger.ts";
import { triggerNode } from "../../support/triggerYaml.ts";
import { anyTrigger } from "../language/anyTrigger.ts";
import { chanceFrom, laidOut } from "./laidOut.ts";

/** Texts that look like something else in YAML. */
export const trickyTexts = [
  "x &a y",
  "&a",
  "*a b",
  "of *a and &b",
  "# no comment",
  "a # b",
  "a: b",
  "- a",
  "!tag",
  "first\nsecond\n",
  "first\n\n  second &a *a",
  " blanks ",
  'it\'s "quoted"',
  "true",
  "~",
  "12",
  "{body}",
  "{header:X-Time}.{body}",
  "{env:NAME}",
  "one two three",
  "a,b]c}",
  "https://example.org/a?b=c#d",
];

/** A trigger file of one to three triggers in any layout. */
export const anyTriggerFile: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(anyTrigger, { minLength: 1, maxLength: 3 }),
    fc.array(fc.constantFrom(...trickyTexts), { maxLength: 6 }),
    fc.nat(),
    fc.boolean(),
  )
  .map(([triggers, texts, seed, isCrlf]) => {
    const nodes = triggers.map((trigger, index) =>
      withTexts(nodeOf({ ...trigger, name: `T${index} ${texts[0] ?? ""}` }), texts),
    );
    return laidOut(nodes, chanceFrom(seed), isCrlf);
  });

function nodeOf(trigger: Trigger): Json {
  const node = triggerNode(trigger) as { readonly [key: string]: Json };
  // An empty list is rarely written.
  return Object.fromEntries(
    Object.entries(node).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  );
}

/** The same tree with tricky texts in the place of some of its own. */
function withTexts(node: Json, texts: readonly string[]): Json {
  const waiting = [...texts];
  const replaced = (value: Json, key: string): Json => {
    if (typeof value === "string") {
      const isWord = /type|namespace|algorithm|encoding|unit|url|at|expect|refused-by|reason/.test(
        key,
      );
      return isWord || key === "name" ? value : (waiting.pop() ?? value);
    }
    if (Array.isArray(value)) return value.map((item: Json) => replaced(item, key));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, replaced(member as Json, name)]),
    );
  };
  return replaced(node, "");
}
