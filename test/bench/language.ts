/** Compares diagnostics with those of `yaml-language-server` and our schema, and tells what a keystroke costs. */
import { readFileSync } from "node:fs";
import { SourceTextModule } from "node:vm";
import { TextDocument } from "vscode-languageserver-textdocument";
import { getLanguageService } from "yaml-language-server";
import { checkDrafts } from "../../src/core/language/check.ts";
import { draftOf } from "../../src/core/language/draft.ts";
import { filesAtStart, sizeAtStart } from "../support/bundleSize.ts";
import { manyTriggersText } from "../support/manyTriggers.ts";

const rounds = 5;
const manyTriggers = 1000;
const fewTriggers = 12;

const service = getLanguageService({
  schemaRequestService: async () => readFileSync("media/schema/trigger.schema.json", "utf8"),
  workspaceContext: { resolveRelativePath: (path) => path },
});
service.configure({
  validate: true,
  schemas: [{ fileMatch: ["*.trigger.yaml"], uri: "file:///trigger.schema.json" }],
});

const many = manyTriggersText(manyTriggers);
const few = manyTriggersText(fewTriggers);
const figures = { theirs: [], first: [], keystroke: [], small: [] } as Record<string, number[]>;
for (let round = 0; round <= rounds; round += 1) {
  const text = `${many}# round ${round}\n`;
  await take("theirs", () => validateTheirs(text, round));
  const draft = await take("first", () => checked(text));
  const changed = withKeystroke(text, round);
  await take("keystroke", () =>
    checkDrafts([draftOf({ path: "a", text: changed }, draft.context, draft)]),
  );
  const smallDraft = checked(few);
  const smallChanged = withKeystroke(few, round);
  await take("small", () =>
    checkDrafts([draftOf({ path: "a", text: smallChanged }, smallDraft.context, smallDraft)]),
  );
}

const lines = many.split("\n").length;
console.log(`${manyTriggers} triggers, ${lines} lines; medians of ${rounds} rounds`);
console.log(`yaml-language-server with our schema  ${median("theirs").toFixed(0)} ms`);
console.log(`hooksmith, for the first time         ${median("first").toFixed(0)} ms`);
console.log(`hooksmith, after one keystroke        ${median("keystroke").toFixed(1)} ms`);
console.log(
  `hooksmith, one keystroke in ${few.split("\n").length} lines  ${median("small").toFixed(2)} ms`,
);
console.log(
  `first time, ours / theirs: ${(median("first") / median("theirs")).toFixed(2)} (at most 1)`,
);
console.log(
  `keystroke / first time of theirs: ${(median("keystroke") / median("theirs")).toFixed(3)} (at most 0.05)`,
);
for (const bundle of ["dist/node/extension.js", "dist/web/extension.cjs", "dist/cli.cjs"]) {
  console.log(`${bundle}: ${(sizeAtStart(bundle) / 1024).toFixed(0)} KB (at most 500)`);
}
console.log(`compiling the extension's bundle: ${compileTime().toFixed(1)} ms`);

function checked(text: string) {
  const draft = draftOf({ path: "a", text }, {});
  checkDrafts([draft]);
  return draft;
}

async function validateTheirs(text: string, version: number): Promise<void> {
  const document = TextDocument.create("file:///a.trigger.yaml", "yaml", version, text);
  const problems = await service.doValidation(document, false);
  if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
}

function withKeystroke(text: string, round: number): string {
  const middle = text.indexOf("drift-tolerance: ", text.length / 2) + "drift-tolerance: ".length;
  return `${text.slice(0, middle)}${(round % 9) + 1}${text.slice(middle)}`;
}

/** Runs something and keeps how long it took; the first round only warms up. */
async function take<Result>(figure: string, run: () => Result | Promise<Result>): Promise<Result> {
  const begin = performance.now();
  const result = await run();
  figures[figure]?.push(performance.now() - begin);
  return result;
}

function median(figure: string): number {
  const values = (figures[figure] ?? []).slice(1).toSorted((left, right) => left - right);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Compiling stands for activation, which reads no file and starts nothing by itself. */
function compileTime(): number {
  const sources = filesAtStart("dist/node/extension.js").map((file) => readFileSync(file, "utf8"));
  const begin = performance.now();
  for (const source of sources) new SourceTextModule(source);
  return performance.now() - begin;
}
