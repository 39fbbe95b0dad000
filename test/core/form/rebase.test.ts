import assert from "node:assert/strict";
import type { FormChange } from "../../../src/core/form/change.ts";
import { formFileOf } from "../../../src/core/form/formFile.ts";
import { rebased } from "../../../src/core/form/rebase.ts";

const auth = `      - web-authentication:
          auth-type: static
          secret-key: "{env:TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Token
`;
const limit = "      - rate-limit: { period: 60, quota: 1 }\n";
const trigger = (name: string, ...conditions: readonly string[]) =>
  `- trigger:\n    name: ${name}\n    conditions:\n${conditions.join("")}`;

const before = trigger("One", auth, limit) + trigger("Two", limit);
const key: FormChange = {
  change: "set",
  at: { trigger: 0, list: "conditions", index: 0 },
  key: "token-lookup-key",
  value: "X-Other",
};
const quota: FormChange = {
  change: "set",
  at: { trigger: 1, list: "conditions", index: 0 },
  key: "quota",
  value: "5",
};
const up: FormChange = {
  change: "move",
  at: { trigger: 0, list: "conditions", index: 1 },
  to: 0,
};
const end: FormChange = {
  change: "add",
  trigger: 0,
  list: "conditions",
  type: "rate-limit",
  authType: undefined,
  index: 2,
};

const rows: readonly (readonly [string, FormChange, string, unknown])[] = [
  ["the same text", key, before, key],
  ["a comment above", key, `# typed\n${before}`, key],
  ["another field of the same card", key, before.replace("static", "jwt"), key],
  ["another value in the same field", key, before.replace("X-Token", "X-Mine"), undefined],
  [
    "a trigger above",
    quota,
    trigger("New", limit) + before,
    { ...quota, at: { ...quota.at, trigger: 2 } },
  ],
  ["another name of its trigger", quota, before.replace("Two", "Deux"), quota],
  ["its trigger gone", quota, trigger("One", auth, limit), undefined],
  [
    "its card moved",
    key,
    trigger("One", limit, auth) + trigger("Two", limit),
    { ...key, at: { trigger: 0, list: "conditions", index: 1 } },
  ],
  ["its card gone", key, trigger("One", limit) + trigger("Two", limit), undefined],
  ["a card more, where one is moved", up, trigger("One", auth, limit, limit), undefined],
  [
    "a card more, where one is added at the end",
    end,
    trigger("One", auth, limit, limit) + trigger("Two", limit),
    { ...end, index: 3 },
  ],
];

describe("a change that was made on an older text", () => {
  for (const [what, change, after, expected] of rows) {
    it(`is ${expected === undefined ? "refused" : "made anew"} with ${what}`, () => {
      assert.deepEqual(rebased(change, formFileOf(before), formFileOf(after)), expected);
    });
  }
});
