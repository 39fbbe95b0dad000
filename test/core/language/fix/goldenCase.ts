import type { ProblemCode } from "../../../../src/core/language/problem.ts";
import { authentication, withConditions, withRest } from "../marked.ts";

/** A text whose marked problem has a fix, and what the fix writes in the place of what. */
export interface Golden {
  readonly text: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly isPreferred: boolean;
  /** Problems that were hidden by the one that is mended, or come with the mend. */
  readonly revealed: readonly ProblemCode[];
}

/** A fix that needs no asking. */
export function sure(text: string, title: string, from: string, to: string): Golden {
  return { text, title, from, to, isPreferred: true, revealed: [] };
}

/** A fix among others that might be meant. */
export function possible(text: string, title: string, from: string, to: string): Golden {
  return { text, title, from, to, isPreferred: false, revealed: [] };
}

/** The same fix, after which these problems show. */
export function revealing(golden: Golden, ...revealed: readonly ProblemCode[]): Golden {
  return { ...golden, revealed };
}

/** The id of a hosted trigger. */
export const id = "01910000-0000-7000-8000-000000000000";

/** A file whose trigger has this launch URL. */
export const launch = (url: string) => withRest(`    launch-url: ${url}\n`);

/** A file whose trigger has these actions. */
export const actions = (...lines: readonly string[]) =>
  withRest(`    actions:\n${lines.map((line) => `      - ${line}\n`).join("")}`);

/** A file whose trigger has one test of these lines. */
export const test = (...lines: readonly string[]) =>
  withRest(`    tests:\n      - name: t\n${lines.map((line) => `        ${line}\n`).join("")}`);

/** A rate limit as an item. */
export const limit = (period: number, quota: number, head = "rate-limit") =>
  `      - ${head}: { period: ${period}, quota: ${quota} }\n`;

/** A public key that begins like this. */
export const spki = (start: string) =>
  `"-----BEGIN PUBLIC KEY-----\\n${start}AbCd\\n-----END PUBLIC KEY-----"`;

/** A file with one JWT authentication, changed as given. */
export const jwt = (changes: Readonly<Record<string, string>>) =>
  withConditions(authentication({ "auth-type": "jwt", ...changes }));

/** A text with a mark around the first such part. */
export const marked = (code: ProblemCode, text: string, part: string) =>
  text.replace(part, `«${code} ${part}»`);

/** The rows of some codes. */
export type GoldenRow = readonly Golden[] | "no clear mend";
