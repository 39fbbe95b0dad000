import { signableHeaders } from "../language/complete/headers.ts";
import type { LanguageContext } from "../language/languageContext.ts";
import { itemsOf, type ReadTrigger } from "../language/located.ts";
import { entryOf, isNull, nameOf, textOf } from "../language/node.ts";
import { shortened } from "../language/outline/details.ts";
import type { Problem } from "../language/problem.ts";
import { readItem } from "../language/read.ts";
import { placeholdersIn } from "../trigger/placeholders.ts";
import { cardListView, type TriggerScene } from "./cardView.ts";
import { fieldViews } from "./fieldView.ts";
import { type FormFile, type FormItem, rangeIn } from "./formFile.ts";
import { keptIn } from "./kept.ts";
import { valueLock } from "./locks.ts";
import { previewOf } from "./previewOf.ts";
import { ProblemPool } from "./problemPool.ts";
import { triggerSpot } from "./spots.ts";
import { testRows } from "./testRows.ts";
import type { FormView, TriggerRow, TriggerView } from "./view.ts";

/** What a form knows beside the text: its problems, and what surrounds it. */
export interface FormSurroundings {
  /** The problems of the same text. */
  readonly problems: readonly Problem[];
  readonly context: LanguageContext;
  /** The time in milliseconds, for the sample request; any time when undefined. */
  readonly now?: number;
}

/** The view of a file with the trigger at an index as the chosen one. */
export function formViewOf(
  file: FormFile,
  chosen: number,
  { problems, context, now = 1_700_000_000_000 }: FormSurroundings,
): FormView {
  const { byItem, others } = sorted(file, problems);
  const item = file.items[chosen];
  return {
    triggers: file.items.map((one, index) => rowOf(one, index, byItem.get(index) ?? [])),
    chosen: item && triggerView(file, item, chosen, byItem.get(chosen) ?? [], { context, now }),
    problems: new ProblemPool(file, others).rest(),
  };
}

/** The problems by the item that they stand in, or behind. */
function sorted(file: FormFile, problems: readonly Problem[]) {
  const byItem = new Map<number, Problem[]>();
  const others: Problem[] = [];
  const starts = file.items.map(({ piece, node }) => rangeIn(piece, node.range).start);
  const end = file.pieces.at(-1);
  const last = end === undefined ? 0 : end.start + end.source.text.length;
  let index = -1;
  for (const problem of problems.toSorted((a, b) => a.range.start - b.range.start)) {
    const { start } = problem.range;
    while ((starts[index + 1] ?? Number.POSITIVE_INFINITY) <= start) index += 1;
    if (index === -1 || start >= last) others.push(problem);
    else byItem.set(index, [...(byItem.get(index) ?? []), problem]);
  }
  return { byItem, others };
}

function rowOf(item: FormItem, index: number, problems: readonly Problem[]): TriggerRow {
  const fields = triggerSpot(item.node)?.entry.value;
  const textAt = (key: string) => {
    const value = fields && entryOf(fields, key)?.value;
    return (value && textOf(value)) ?? "";
  };
  const count = (severity: Problem["severity"]) =>
    problems.filter((problem) => problem.severity === severity).length;
  return {
    index,
    name: textAt("name"),
    detail: shortened(textAt("description")),
    range: rangeIn(item.piece, item.node.range),
    isShown: whyUnshown(item) === undefined,
    errors: count("error"),
    warnings: count("warning"),
  };
}

/** Why the form can show nothing of an item; undefined when it can. */
function whyUnshown({ broken, node, piece }: FormItem): string | undefined {
  if (broken !== undefined) return broken.message;
  const tag = triggerSpot(node);
  if (tag === undefined) return `This is no trigger, but ${nameOf(node)}: change it in the text.`;
  const { value } = tag.entry;
  if (value.kind === "mapping" || isNull(value)) return valueLock(piece.source, tag);
  return `Here stands ${nameOf(value)} instead of the fields of a trigger: change it in the text.`;
}

function triggerView(
  file: FormFile,
  item: FormItem,
  index: number,
  problems: readonly Problem[],
  { context, now }: { readonly context: LanguageContext; readonly now: number },
): TriggerView {
  const tag = triggerSpot(item.node);
  const unshown = whyUnshown(item);
  const pool = new ProblemPool(file, problems);
  const range = rangeIn(item.piece, item.node.range);
  const { trigger: read } = readItem(item);
  const empty = { fields: [], tests: [], kept: [], preview: undefined };
  if (tag === undefined || unshown !== undefined) {
    const none = (list: "conditions" | "actions") =>
      ({ list, label: "", help: "", cards: [], locked: unshown, kinds: [] }) as const;
    return {
      index,
      name: read?.name ?? "",
      range,
      unshown: unshown ?? "",
      ...empty,
      conditions: none("conditions"),
      actions: none("actions"),
      problems: pool.rest(),
    };
  }
  const scene = sceneOf(item, tag, read, pool, context);
  const conditions = cardListView(scene, "conditions");
  const actions = cardListView(scene, "actions");
  const tests = testRows(item, tag, read, pool);
  const fields = fieldViews(item, tag, scene.controls(tag.entry.value), pool);
  return {
    index,
    name: read?.name ?? "",
    range,
    unshown: undefined,
    fields,
    conditions,
    actions,
    tests,
    kept: keptIn(item, tag),
    problems: pool.rest(),
    preview: read?.trigger && previewOf(read.trigger, now),
  };
}

function sceneOf(
  item: FormItem,
  tag: TriggerScene["tag"],
  read: ReadTrigger | undefined,
  pool: ProblemPool,
  context: LanguageContext,
): TriggerScene {
  const signable = read === undefined ? [] : signableIn(read);
  const controls: TriggerScene["controls"] = (of) => ({
    context,
    signable,
    beside: (key) => {
      const value = entryOf(of, key)?.value;
      return value && textOf(value);
    },
  });
  return { item, tag, read, pool, controls };
}

/** The headers that a basestring of the trigger may cover: never one that carries a token. */
function signableIn({ conditions }: ReadTrigger): readonly string[] {
  const timestamps = itemsOf(conditions, "web-timestamp").map(({ value }) => value);
  const tokens = itemsOf(conditions, "web-authentication").map(({ value }) => value);
  const isHeader = (namespace: string) => namespace === "http-header";
  return signableHeaders({
    conditions: [],
    actions: [],
    timestampHeaders: timestamps
      .filter((one) => isHeader(one.timestampLookupNamespace))
      .map((one) => one.timestampLookupKey),
    tokenHeaders: tokens
      .filter((one) => isHeader(one.tokenLookupNamespace))
      .map((one) => one.tokenLookupKey),
    signedHeaders: tokens.flatMap((one) =>
      one.authType === "hmac"
        ? placeholdersIn(one.basestringFormat, "basestring").flatMap(({ kind, name }) =>
            kind === "header" ? [name] : [],
          )
        : [],
    ),
  });
}
