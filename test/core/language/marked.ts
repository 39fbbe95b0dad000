import assert from "node:assert/strict";
import { type CheckContext, checkFiles } from "../../../src/core/language/check.ts";
import type { Problem, ProblemCode } from "../../../src/core/language/problem.ts";

/** Advice that most texts get, and that only the texts about it mark. */
const advice: readonly ProblemCode[] = [
  "hmac-without-timestamp",
  "jwt-body-not-covered",
  "no-rate-limit",
  "not-portable",
];

/**
 * Checks that a text has exactly the problems that are marked in it as `«code the text»`, several
 * codes joined by commas.
 */
export function assertProblems(marked: string, context: CheckContext = {}): void {
  const { text, codes } = unmarked(marked);
  const problems = problemsIn(text, context);
  const found = problems
    .filter(({ code }) => !advice.includes(code) || codes.some((mark) => mark.code === code))
    .map(({ code, range }) => ({ code, start: range.start, end: range.end }));
  assert.deepEqual(inOrder(found), inOrder(codes), `${text}\n${JSON.stringify(problems)}`);
}

/** The problems of a text by itself. */
export function problemsIn(text: string, context: CheckContext = {}): readonly Problem[] {
  return checkFiles([{ path: "a.trigger.yaml", text }], context).flatMap((file) => file.problems);
}

interface Mark {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** The text without its marks, and what they say. */
export function unmarked(marked: string): { readonly text: string; readonly codes: Mark[] } {
  const codes: Mark[] = [];
  const open: { readonly codes: readonly string[]; readonly start: number }[] = [];
  let text = "";
  for (const [part, opened] of marked.matchAll(/«([a-z,-]+) |»|[^«»]+/g)) {
    if (opened !== undefined) {
      open.push({ codes: opened.split(","), start: text.length });
    } else if (part === "»") {
      const mark = open.pop();
      assert.ok(mark, "a mark ends that has not begun");
      for (const code of mark.codes) codes.push({ code, start: mark.start, end: text.length });
    } else {
      text += part;
    }
  }
  assert.equal(open.length, 0, "a mark does not end");
  return { text, codes };
}

function inOrder(marks: readonly Mark[]): readonly Mark[] {
  return marks.toSorted(
    (left, right) =>
      left.start - right.start || left.end - right.end || left.code.localeCompare(right.code),
  );
}

type Lines = Readonly<Record<string, string | undefined>>;

/** A trigger file with one HMAC authentication, whose fields are changed as given. */
export function withHmac(changes: Lines, ...conditions: readonly string[]): string {
  return withConditions(authentication({ "auth-type": "hmac", ...changes }), ...conditions);
}

/** A web authentication with the fields that every one needs, changed as given. */
export function authentication(changes: Lines): string {
  const fields = {
    "auth-type": "static",
    "secret-key": '"{env:KEY}"',
    "token-lookup-namespace": "http-header",
    "token-lookup-key": "X-Token",
    ...changes,
  };
  return item("web-authentication", fields);
}

/** A web timestamp in a header, changed as given. */
export function timestamp(changes: Lines): string {
  return item("web-timestamp", {
    "timestamp-lookup-namespace": "http-header",
    "timestamp-lookup-key": "X-Time",
    "drift-tolerance": "60",
    ...changes,
  });
}

/** A trigger file with these conditions. */
export function withConditions(...conditions: readonly string[]): string {
  return `- trigger:\n    name: A\n    conditions:\n${conditions.join("")}`;
}

/** A trigger file with one condition that nothing is wrong with, and these further lines. */
export function withRest(rest: string): string {
  return `${withConditions(authentication({}))}${rest}`;
}

function item(type: string, fields: Lines): string {
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `          ${key}: ${value}\n`);
  return `      - ${type}:\n${lines.join("")}`;
}
