import type { Rows } from "../language/sketch/rows.ts";
import { actions, conditions, trigger as triggerKind } from "../trigger/catalog.ts";
import { authType, webAuthentication } from "../trigger/conditionCatalog.ts";
import type { Field } from "../trigger/field.ts";
import { placeholdersIn } from "../trigger/placeholders.ts";
import type { Action, Condition, Trigger } from "../trigger/trigger.ts";
import type { ChecklistEntry, ChecklistPart } from "./preview.ts";

/** What to enter on the hosted service for a trigger, in the order in which it is asked for there. */
export function checklistOf(trigger: Trigger): readonly ChecklistPart[] {
  const { name, description } = triggerKind.fields;
  return [
    ...secretsPart(trigger),
    {
      title: "Project settings → Triggers → Create Trigger",
      entries: [
        { label: name.label, value: trigger.name, isChoice: false },
        { label: "Trigger type", value: "Webhook", isChoice: true },
        ...(trigger.description === undefined
          ? []
          : [{ label: description.label, value: trigger.description, isChoice: false }]),
      ],
      lacking: [],
    },
    ...trigger.conditions.map((condition) => itemPart("Condition", condition)),
    ...trigger.actions.map((action) => itemPart("Action", action)),
  ];
}

/** The secrets that the hosted service must know before it can look them up. */
function secretsPart(trigger: Trigger): readonly ChecklistPart[] {
  const names = new Set(
    trigger.conditions.flatMap((condition) =>
      condition.type === "web-authentication"
        ? placeholdersIn(condition.secretKey, "secret").map(({ name }) => name)
        : [],
    ),
  );
  if (names.size === 0) return [];
  const entries = [...names].map((value) => ({ label: "Variable name", value, isChoice: false }));
  return [
    { title: "Project settings → Env variables, with the key icon checked", entries, lacking: [] },
  ];
}

function itemPart(what: string, item: Condition | Action): ChecklistPart {
  const rows = Object.entries<Field<unknown>>(rowsOf(item));
  const values = item as unknown as Readonly<Record<string, unknown>>;
  const isLiteral = item.type === "web-authentication" && isLiteralSecret(item.secretKey);
  const shown = rows.filter(
    ([property, { beyond }]) => !beyond && !(isLiteral && property === "secretKey"),
  );
  const lacking = rows.flatMap(([property, field]) => {
    const isUsed = field.beyond && values[property] !== field.fallback;
    return isUsed ? [lackingText(field, values[property])] : [];
  });
  return {
    title: `${what}: ${labelOf(item.type)}`,
    entries: shown.map(([property, field]) => entryFor(field, values[property])),
    lacking: isLiteral ? [...lacking, literalText] : lacking,
  };
}

function entryFor({ label, type }: Field<unknown>, value: unknown): ChecklistEntry {
  if (type.kind === "word") {
    const word = String(value);
    return { label, value: type.words[word]?.label ?? word, isChoice: true };
  }
  if (type.kind === "json") {
    return { label, value: JSON.stringify(value, null, 2), isChoice: false };
  }
  return { label, value: value === undefined ? "" : String(value), isChoice: false };
}

function lackingText({ label, type }: Field<unknown>, value: unknown): string {
  const word = String(value);
  const shown = type.kind === "word" ? (type.words[word]?.label ?? word) : word;
  return `${label} is ${shown} here. The hosted form has no such field, so such requests are refused there.`;
}

const literalText =
  "The secret key stands in the file itself: keep it in an env variable, and enter a reference to it.";

function isLiteralSecret(secretKey: string): boolean {
  return placeholdersIn(secretKey, "secret").length === 0;
}

function labelOf(type: (Condition | Action)["type"]): string {
  return { ...conditions, ...actions }[type].label;
}

function rowsOf(item: Condition | Action): Rows {
  switch (item.type) {
    case "web-authentication":
      return { authType, ...webAuthentication.byAuthType[item.authType] };
    case "web-timestamp":
    case "rate-limit":
      return conditions[item.type].fields;
    default:
      return actions[item.type].fields;
  }
}
