import { actions, conditions, test } from "../trigger/catalog.ts";
import { authType, webAuthentication } from "../trigger/conditionCatalog.ts";
import type { Field, Fields } from "../trigger/field.ts";
import type {
  Action,
  ActionType,
  AuthType,
  Condition,
  ConditionType,
  TriggerTest,
} from "../trigger/trigger.ts";
import { type Entries, entriesOf, reportUnknownKeys, singleEntryOf } from "./entries.ts";
import type { Item, Located } from "./located.ts";
import { type Entry, isNull, type Node, nameOf } from "./node.ts";
import { problem, type Report } from "./problem.ts";
import { type Owner, readFields } from "./readFields.ts";
import { keyOf, readWord } from "./readScalar.ts";

/** Reads the list of conditions. */
export function readConditions(node: Node | undefined, report: Report): readonly Item<Condition>[] {
  const words = Object.keys(conditions);
  return listIn(node, "a list of conditions", report).map((item) => {
    const entry = singleEntryOf(item, words, "conditions", report);
    if (entry === undefined) return unknownItem(item);
    const type = keyOf(entry) as ConditionType;
    return { type, ...readCondition(type, entry, report) };
  });
}

/** Reads the list of actions. */
export function readActions(node: Node | undefined, report: Report): readonly Item<Action>[] {
  const words = Object.keys(actions);
  return listIn(node, "a list of actions", report).map((item) => {
    const entry = singleEntryOf(item, words, "actions", report);
    if (entry === undefined) return unknownItem(item);
    const type = keyOf(entry) as ActionType;
    return { type, ...readKind<Action>(type, actions[type], entry, report) };
  });
}

/** Reads the list of tests. */
export function readTests(
  node: Node | undefined,
  report: Report,
): readonly Located<TriggerTest | undefined>[] {
  return listIn(node, "a list of tests", report).map((item) => {
    const entries = entriesOf(item, "a test with its `name`", report);
    const [first] = entries?.values() ?? [];
    const head = first?.key.range ?? item.range;
    if (entries === undefined) return { value: undefined, head, places: {} };
    const meant = reportUnknownKeys(entries, namesOf(test.fields), "a test", report);
    return { head, ...readFields(test.fields, entries, { name: "test", head, meant }, report) };
  });
}

function readCondition(
  type: ConditionType,
  entry: Entry,
  report: Report,
): Located<Condition | undefined> {
  return type === "web-authentication"
    ? readAuthentication(entry, report)
    : readKind<Condition>(type, conditions[type], entry, report);
}

function readKind<Value extends Condition | Action>(
  type: Value["type"],
  kind: { readonly fields: Readonly<Record<string, Field<unknown>>> },
  entry: Entry,
  report: Report,
): Located<Value | undefined> {
  const owner = { name: type, head: entry.key.range };
  const names = namesOf(kind.fields);
  // The only field of a response is the response itself.
  const entries = names.includes(type)
    ? new Map([[type, entry]])
    : entriesOf(entry.value, fieldsWanted(type), report);
  if (entries === undefined) return { value: undefined, head: owner.head, places: {} };
  const meant = reportUnknownKeys(entries, names, type, report);
  const fields = kind.fields as Fields<object>;
  const { value, places } = readFields(fields, entries, { ...owner, meant }, report);
  // The catalog row of a type lists the fields of that type.
  return { value: value && ({ type, ...value } as Value), head: owner.head, places };
}

function readAuthentication(entry: Entry, report: Report): Located<Condition | undefined> {
  const type = "web-authentication";
  const owner = { name: type, head: entry.key.range };
  const nothing = { value: undefined, head: owner.head, places: {} };
  const entries = entriesOf(entry.value, fieldsWanted(type), report);
  if (entries === undefined) return nothing;
  const { byAuthType } = webAuthentication;
  const everyName = [...new Set(Object.values(byAuthType).flatMap(namesOf))];
  const meant = reportUnknownKeys(entries, [authType.name, ...everyName], type, report);
  const chosen = readAuthType(entries, { ...owner, meant }, report);
  if (chosen === undefined) return nothing;
  const used = namesOf(byAuthType[chosen]);
  for (const name of everyName) {
    const unused = used.includes(name) ? undefined : entries.get(name);
    if (unused === undefined) continue;
    const data = { key: name, by: `\`auth-type: ${chosen}\`` };
    report(problem("field-not-used", unused.key.range, data));
  }
  const fields = { authType, ...byAuthType[chosen] } as Fields<object>;
  const { value, places } = readFields(fields, entries, { ...owner, meant }, report);
  return { value: value && ({ type, ...value } as Condition), head: owner.head, places };
}

/** The auth type decides which other fields are needed, so it comes first. */
function readAuthType(entries: Entries, owner: Owner, report: Report): AuthType | undefined {
  const entry = entries.get(authType.name);
  if (entry === undefined) {
    if (owner.meant.has(authType.name)) return undefined;
    report(problem("missing-key", owner.head, { key: authType.name, of: owner.name }));
    return undefined;
  }
  const words = Object.keys(webAuthentication.byAuthType) as AuthType[];
  return readWord(words, entry, report)?.value;
}

function fieldsWanted(type: string): string {
  return `the fields of \`${type}\``;
}

function listIn(node: Node | undefined, wanted: string, report: Report): readonly Node[] {
  if (node === undefined || isNull(node)) return [];
  if (node.kind === "list") return node.items;
  if (node.kind !== "unreadable") {
    report(problem("wrong-type", node.range, { wanted, found: nameOf(node) }));
  }
  // One item that nobody can read, so that nothing is concluded from an empty list.
  return [{ kind: "unreadable", range: node.range }];
}

function unknownItem(node: Node) {
  return { type: undefined, value: undefined, head: node.range, places: {} };
}

function namesOf(fields: Readonly<Record<string, Field<unknown>>>): readonly string[] {
  return Object.values(fields).map((field) => field.name);
}
