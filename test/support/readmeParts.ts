import { assumptions } from "../../src/core/trigger/assumptions.ts";
import { actions, conditions, test, trigger } from "../../src/core/trigger/catalog.ts";
import { authType, webAuthentication } from "../../src/core/trigger/conditionCatalog.ts";
import type { Field } from "../../src/core/trigger/field.ts";
import { authTypes } from "../../src/core/trigger/words.ts";
import { problemsIn, unmarked } from "../core/language/marked.ts";
import { context, provoking } from "../core/language/provoking.ts";

/** The parts of the README that are made from the program, by the name of their markers. */
export function readmeParts(): Readonly<Record<"reference" | "assumptions" | "problems", string>> {
  return { reference: reference(), assumptions: assumptionList(), problems: problemTable() };
}

function reference(): string {
  const { "web-authentication": authentication, ...otherConditions } = conditions;
  const sections = [
    kind("trigger", trigger),
    kind("web-authentication", { ...authentication, fields: { authType } }),
    ...Object.entries(authTypeKinds()).map(([word, row]) => kind(`auth-type: ${word}`, row)),
    ...Object.entries({ ...otherConditions, ...actions }).map(([type, row]) => kind(type, row)),
    kind("tests", test),
  ];
  return sections.join("\n");
}

function authTypeKinds(): Readonly<Record<string, KindRow>> {
  const { byAuthType } = webAuthentication;
  const { static: label, hmac, jwt } = authTypes;
  return {
    static: { ...label, fields: byAuthType.static },
    hmac: { ...hmac, fields: byAuthType.hmac },
    jwt: { ...jwt, fields: byAuthType.jwt },
  };
}

interface KindRow {
  readonly label: string;
  readonly help: string;
  readonly fields: Readonly<Record<string, Field<unknown>>>;
}

function kind(name: string, { label, help, fields }: KindRow): string {
  const rows = Object.values(fields).map((field) => [
    field.beyond ? `\`${field.name}\` ◆` : `\`${field.name}\``,
    typeOf(field),
    field.required ? "required" : fallbackOf(field),
    field.help,
  ]);
  return `### \`${name}\`: ${label}\n\n${help}\n\n${table(["field", "value", "default", "what it is"], rows)}`;
}

function typeOf({ type }: Field<unknown>): string {
  switch (type.kind) {
    case "word":
      return Object.keys(type.words)
        .map((word) => `\`${word}\``)
        .join(", ");
    case "whole-number":
      return `whole number of ${type.unit}`;
    case "json":
      return "any document";
    case "items":
      return `list of ${type.of}`;
    case "text":
    case "request":
    case "expectation":
      return type.kind;
  }
}

function fallbackOf({ fallback }: Field<unknown>): string {
  return typeof fallback === "string" && fallback !== "" ? `\`${fallback}\`` : "–";
}

function assumptionList(): string {
  return Object.values(assumptions)
    .map((sentence) => `- ${sentence}\n`)
    .join("");
}

/** Each code with the sentence that the first text which provokes it gets. */
function problemTable(): string {
  const rows = Object.entries(provoking).map(([code, [marked = ""]]) => {
    const found = problemsIn(unmarked(marked).text, context).find((one) => one.code === code);
    return [`<a id="${code}"></a>\`${code}\``, found?.severity ?? "", found?.message ?? ""];
  });
  return table(["code", "severity", "for example"], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}
