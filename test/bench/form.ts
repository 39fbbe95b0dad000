/** Tells what the form of a large file costs, each figure as a ratio to checking the file for the first time. */
import { editsFor } from "../../src/core/form/editsFor.ts";
import { type FormFile, formFileOf } from "../../src/core/form/formFile.ts";
import { formViewOf } from "../../src/core/form/formView.ts";
import { type CheckContext, checkDrafts } from "../../src/core/language/check.ts";
import { type Draft, draftOf } from "../../src/core/language/draft.ts";
import { manyTriggersText } from "../support/manyTriggers.ts";

const rounds = 15;
const count = 300;
const chosen = count / 2;
const context = { secrets: [], project: undefined };

const figures = { check: [], first: [], keystroke: [], change: [] } as Record<string, number[]>;
for (let round = 0; round <= rounds; round += 1) {
  const text = `${manyTriggersText(count)}# round ${round}\n`;
  const draft = take("check", () => checked(text));
  const first = take("first", () => shown(formFileOf(text), draft));
  const typed = withKeystroke(text);
  const next = draftOf({ path: "a", text: typed }, draft.context, draft);
  const file = take("keystroke", () => shown(formFileOf(typed, first), next));
  take("change", () => {
    const at = { trigger: chosen, list: "conditions", index: 1 } as const;
    const change = { change: "set", at, key: "drift-tolerance", value: `${round + 1}` } as const;
    const result = editsFor(file, change);
    if (result.outcome === "refused") throw new Error(result.why);
    shown(result.file, draftOf({ path: "a", text: result.file.text }, next.context, next));
  });
}

const check = median("check");
console.log(`${count} triggers in a form; medians of ${rounds} rounds`);
console.log(`checking the file for the first time  ${check.toFixed(0)} ms`);
console.log(`first view / check: ${ratio("first")} (at most 1.2)`);
console.log(`view after a keystroke in the text / check: ${ratio("keystroke")} (at most 0.06)`);
console.log(`change in the form, with its view / check: ${ratio("change")} (at most 0.15)`);

function checked(text: string): Draft<CheckContext> {
  const draft = draftOf<CheckContext>({ path: "a", text }, {});
  checkDrafts([draft]);
  return draft;
}

function shown(file: FormFile, draft: Draft<CheckContext>): FormFile {
  const problems = checkDrafts([draft]).flatMap((one) => one.problems);
  const view = formViewOf(file, chosen, { problems, context });
  if (view.triggers.length !== count || view.chosen === undefined) throw new Error("not shown");
  return file;
}

function withKeystroke(text: string): string {
  const at = text.indexOf("drift-tolerance: ", text.indexOf(`name: Trigger ${chosen}\n`));
  const end = at + "drift-tolerance: ".length;
  return `${text.slice(0, end)}1${text.slice(end)}`;
}

/** Runs something and keeps how long it took; the first round only warms up. */
function take<Result>(figure: string, run: () => Result): Result {
  const begin = performance.now();
  const result = run();
  figures[figure]?.push(performance.now() - begin);
  return result;
}

function ratio(figure: string): string {
  return (median(figure) / check).toFixed(2);
}

function median(figure: string): number {
  const values = (figures[figure] ?? []).slice(1).toSorted((left, right) => left - right);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}
