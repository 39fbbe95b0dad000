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

function becomes(change: FormChange, before: string, after: string): void {
  assert.equal(changed(fullTrigger, change), fullTrigger.replace(before, after));
}

function changed(text: string, change: FormChange): string {
  const result = editsFor(formFileOf(text), change);
  assert.ok(result.outcome === "edits", JSON.stringify(result));
  return applyEdits(text, result.edits);
}
