import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { unmarked } from "../marked.ts";
import { provoking } from "../provoking.ts";
import { fullTrigger, referenceExamples } from "../valid.ts";

const atMargin = fullTrigger
  .replace(/^ {6}(?=- | {2})/gm, "    ")
  .replace(/^ {8}(?= {2}[a-z])/gm, "      ");

const indentedByFour = fullTrigger
  .replace(/^ +/gm, (blanks) => blanks.repeat(2))
  // What stands behind a dash begins two to the right of it, and so do its neighbors.
  .replace(/^ {16}(?=[a-z])/gm, " ".repeat(14));

/** The trigger of the design in other layouts. */
export const layouts: Readonly<Record<string, string>> = {
  "as the design has it": fullTrigger,
  "with items under their key": atMargin,
  "with indents of four": indentedByFour,
  "in braces": `[{ "trigger": { "name": "A", "conditions": [
  { "web-authentication": { "auth-type": "hmac", "secret-key": "{env:A}",
    "token-lookup-namespace": "http-header", "token-lookup-key": "X-Signature" } }, # signed
  { "rate-limit": { "period": 60, "quota": 10 } }
], "actions": [
  # what follows
  { "run-execution": { "step": "S" } }
] } }]
`,
};

const pieces = [
  ..."[]{}-?:,#&*!|>'\"%@` \t\r\n\uFEFF",
  ...["- trigger:\n", "- ", "    ", "{env:A}", "{body}", "{header:A}", "---\n", "&a ", "*a", '""'],
  ...[
    "conditions:\n",
    "conditions: []\n",
    "      - rate-limit: { period: 60, quota: 10 }\n",
    "null",
  ],
  ...[
    "# hooksmith-ignore: x\n",
    "          # note\n",
    " # note\n",
    "name: A\n",
    "digest-encoding: hex",
  ],
  ...["web-response-text: a\n", "1", "secret-key: hello\n", "auth-type: jwt\n", "Bearer", "Body"],
];

const texts = [
  ...Object.values(layouts),
  ...Object.values(provoking)
    .flat()
    .map((marked) => unmarked(marked).text)
    .filter((text) => text.length < 5000),
  ...Object.values(referenceExamples).map(([text]) => text),
  ...globSync("media/examples/*.trigger.yaml").map((path) => readFileSync(path, "utf8")),
];

const mutation = fc.record({
  kind: fc.constantFrom("cut", "write", "drop line", "repeat line", "move line"),
  at: fc.nat(10_000),
  to: fc.nat(10_000),
  size: fc.nat(12),
  piece: fc.constantFrom(...pieces),
});

/** A trigger file that somebody has been at. */
export const anyFile: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...texts), fc.array(mutation, { maxLength: 4 }), fc.boolean())
  .map(([text, mutations, isCrlf]) => {
    const mutated = mutations.reduce(mutate, text);
    return isCrlf ? mutated.replaceAll("\n", "\r\n") : mutated;
  });

type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

function mutate(text: string, { kind, at, to, size, piece }: Mutation): string {
  const offset = at % (text.length + 1);
  const lines = text.split(/(?<=\n)/);
  const index = at % Math.max(1, lines.length);
  const line = lines[index] ?? "";
  switch (kind) {
    case "cut":
      return text.slice(0, offset) + text.slice(offset + size);
    case "write":
      return text.slice(0, offset) + piece + text.slice(offset);
    case "drop line":
      return lines.toSpliced(index, 1).join("");
    case "repeat line":
      return lines.toSpliced(index, 0, line).join("");
    case "move line":
      return lines
        .toSpliced(index, 1)
        .toSpliced(to % lines.length, 0, line)
        .join("");
    default:
      return kind satisfies never;
  }
}
