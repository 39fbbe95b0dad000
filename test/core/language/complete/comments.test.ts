import assert from "node:assert/strict";
import { accepted, labelsAt } from "./cursor.ts";

const trigger = "- trigger:\n    name: A\n";

describe("completion in comments and other quiet places", () => {
  it("offers problem codes to ignore", () => {
    const labels = labelsAt("# hooksmith-ignore: |");
    assert.ok(labels.includes("no-rate-limit"));
    assert.ok(!labels.includes("yaml-syntax"));
    const text = "# hooksmith-ignore: no-rate-limit, hmac-w|\n";
    assert.equal(
      accepted(text, "hmac-without-timestamp"),
      "# hooksmith-ignore: no-rate-limit, hmac-without-timestamp\n",
    );
    assert.ok(!labelsAt(text).includes("no-rate-limit"));
    assert.equal(
      accepted("# hooksmith-ignore:|", "env-unresolved"),
      "# hooksmith-ignore: env-unresolved",
    );
  });

  it("offers nothing in any other comment", () => {
    assert.deepEqual(labelsAt("# tri|"), []);
    assert.deepEqual(labelsAt("- trigger:\n    name: A # |\n"), []);
  });

  it("offers nothing in a text of several lines", () => {
    assert.deepEqual(labelsAt("- trigger:\n    description: >\n      na|\n"), []);
    assert.deepEqual(labelsAt('- trigger:\n    description: "a\n      na|\n      b"\n'), []);
    assert.deepEqual(labelsAt("- trigger:\n    description: a\n      na|\n"), []);
  });

  it("offers nothing behind a value, outside of the document, or behind a tab", () => {
    assert.deepEqual(labelsAt("- trigger:\n    name: A |\n"), []);
    assert.deepEqual(labelsAt(`${trigger}...\n|`), []);
    assert.deepEqual(labelsAt(`|\n---\n${trigger}`), []);
    assert.deepEqual(labelsAt(`${trigger}\t|`), []);
  });

  it("offers nothing in a file that is no list of triggers", () => {
    assert.deepEqual(labelsAt("trigger:\n  |"), []);
    assert.deepEqual(labelsAt("- step:\n    |"), []);
  });
});
