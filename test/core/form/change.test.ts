import assert from "node:assert/strict";
import { type FormChange, readFormChange } from "../../../src/core/form/change.ts";

const at = { trigger: 0, list: "conditions", index: 1 } as const;

const changes: readonly FormChange[] = [
  { change: "set", at, key: "quota", value: "3" },
  { change: "clear", at: { trigger: 2 }, key: "description" },
  {
    change: "add",
    trigger: 0,
    list: "actions",
    type: "run-pipeline",
    authType: undefined,
    index: 0,
  },
  {
    change: "add",
    trigger: 0,
    list: "conditions",
    type: "web-authentication",
    authType: "jwt",
    index: 0,
  },
  { change: "add-trigger", name: "A", sender: "github" },
  { change: "add-trigger", name: "A", sender: undefined },
  { change: "remove", at },
  { change: "duplicate", at: { trigger: 0 } },
  { change: "move", at, to: 0 },
];

const others: readonly unknown[] = [
  undefined,
  null,
  "set",
  [],
  {},
  { change: "drop" },
  { change: "set", at, key: "quota", value: 3 },
  { change: "set", at: { trigger: -1 }, key: "quota", value: "3" },
  { change: "set", at: { trigger: 0.5 }, key: "quota", value: "3" },
  { change: "set", at: { trigger: 0, list: "tests", index: 0 }, key: "name", value: "3" },
  { change: "clear", at: { trigger: 0, list: "conditions" }, key: "quota" },
  { change: "add", trigger: 0, list: "actions", type: "rate-limit", index: 0 },
  { change: "add", trigger: 0, list: "conditions", type: "toString", index: 0 },
  { change: "add", trigger: 0, list: "conditions", type: "web-authentication", index: 0 },
  { change: "add", trigger: 0, list: "conditions", type: "rate-limit", authType: "hmac", index: 0 },
  { change: "add-trigger", name: "A", sender: "nobody" },
  { change: "move", at, to: "0" },
];

describe("reading a change from a message", () => {
  it("gives each change as it was sent", () => {
    for (const change of changes) assert.deepEqual(readFormChange(structuredClone(change)), change);
    const sent = changes.map((change) => readFormChange(JSON.parse(JSON.stringify(change))));
    assert.equal(JSON.stringify(sent), JSON.stringify(changes));
  });

  it("gives nothing for any other message", () => {
    for (const message of others) {
      assert.equal(readFormChange(message), undefined, JSON.stringify(message));
    }
  });
});
