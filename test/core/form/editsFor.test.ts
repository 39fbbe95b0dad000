import assert from "node:assert/strict";
import type { FormChange } from "../../../src/core/form/change.ts";
import { editsFor } from "../../../src/core/form/editsFor.ts";
import { formFileOf } from "../../../src/core/form/formFile.ts";
import { applyEdits } from "../../../src/core/language/textEdit.ts";
import { fullTrigger } from "../language/valid.ts";

const limit = { trigger: 0, list: "conditions", index: 2 } as const;
const hmac = { trigger: 0, list: "conditions", index: 0 } as const;

describe("setting and clearing a field", () => {
  it("changes the value alone, in its quotes and before its comment", () => {
    becomes({ change: "set", at: hmac, key: "value-prefix", value: "v1=" }, '"v0="', '"v1="');
    becomes(
      { change: "set", at: { trigger: 0 }, key: "name", value: "Again" },
      "Retrain on new labels ",
      "Again ",
    );
    becomes(
      {
        change: "set",
        at: { trigger: 0, list: "conditions", index: 1 },
        key: "drift-tolerance",
        value: "60",
      },
      "300  ",
      "60  ",
    );
  });

  it("changes a value in braces", () => {
    becomes({ change: "set", at: limit, key: "quota", value: "12" }, "quota: 10", "quota: 12");
  });

  it("adds a field at its place and takes it away again", () => {
    const set: FormChange = { change: "set", at: hmac, key: "digest-encoding", value: "base64" };
    const added = changed(fullTrigger, set);
    assert.equal(
      added,
      fullTrigger.replace('value-prefix: "v0="\n', "$&          digest-encoding: base64\n"),
    );
    assert.equal(
      changed(added, { change: "clear", at: hmac, key: "digest-encoding" }),
      fullTrigger,
    );
  });
});

describe("changing lists and whole triggers", () => {
  const text = `# ours

# signed with the time
- trigger:
    name: A
    launch-url: https://app.valohai.com/api/v0/launch/01910000-0000-7000-8000-000000000000/
    conditions:
      # a few in a minute
      - rate-limit: { period: 60, quota: 5 }

      - rate-limit:
          period: 3600
          quota: 50
          # and no more
    # unattached
    actions: [web-response-text: ok]

- trigger:
    name: B
`;

  it("moves an item with its comments and leaves the lines between", () => {
    const at = { trigger: 0, list: "conditions", index: 0 } as const;
    assert.equal(
      changed(text, { change: "move", at, to: 1 }),
      text.replace(
        /( {6}# a few.*\n.*)\n\n([\s\S]*# and no more)/,
        (_, first, second) => `${second}\n\n${first}`,
      ),
    );
  });

  it("copies a trigger under a name of its own, without its address", () => {
    const copied = changed(text, { change: "duplicate", at: { trigger: 0 } });
    assert.equal(copied.match(/# signed with the time/g)?.length, 2);
    assert.match(copied, /\n\n# signed with the time\n- trigger:\n {4}name: A 2\n {4}conditions:/);
  });

  it("begins a file that is empty, and a list that is not there", () => {
    const begun = changed("", { change: "add-trigger", name: "New", sender: undefined });
    assert.equal(begun, "- trigger:\n    name: New\n");
    const added = changed(begun, {
      change: "add",
      trigger: 0,
      list: "conditions",
      type: "web-authentication",
      authType: "hmac",
      index: 0,
    });
    assert.equal(
      added,
      `${begun}    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:NEW_SECRET}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
`,
    );
  });

  it("drops with another auth type what belongs to the old one, and keeps the rest", () => {
    const at = { trigger: 0, list: "conditions", index: 0 } as const;
    assert.equal(
      changed(fullTrigger, { change: "set", at, key: "auth-type", value: "jwt" }),
      fullTrigger
        .replace("auth-type: hmac ", "auth-type: jwt ")
        .replace(/ +algorithm: sha256\n/, "")
        .replace(/ +basestring-format.*\n/, ""),
    );
  });

  it("changes no more of a document than what is different", () => {
    const at = { trigger: 0, list: "actions", index: 0 } as const;
    const value = '{"status":"launched","run":"{run_id}","next":[1]}';
    becomes(
      { change: "set", at, key: "web-response-json", value },
      '{ status: accepted, run: "{run_id}" }',
      '{ status: launched, run: "{run_id}", next: [1] }',
    );
  });

  it("refuses what cannot be done without touching something else", () => {
    const anchored = "- trigger:\n    name: &n A\n    description: *n\n";
    for (const change of [
      { change: "set", at: { trigger: 0 }, key: "name", value: "B" },
      { change: "clear", at: { trigger: 0 }, key: "name" },
      { change: "set", at: { trigger: 1 }, key: "name", value: "B" },
      { change: "set", at: limit, key: "quota", value: "ten" },
    ] as const) {
      const result = editsFor(formFileOf(anchored), change);
      assert.equal(result.outcome, "refused");
    }
  });
});

function becomes(change: FormChange, before: string, after: string): void {
  assert.equal(changed(fullTrigger, change), fullTrigger.replace(before, after));
}

function changed(text: string, change: FormChange): string {
  const result = editsFor(formFileOf(text), change);
  assert.ok(result.outcome === "edits", JSON.stringify(result));
  return applyEdits(text, result.edits);
}
