import assert from "node:assert/strict";
import { Drafts } from "../../../src/webview/form/drafts.ts";

const field = { at: { trigger: 0 }, key: "name", label: "Title", clears: false } as const;
const description = { ...field, key: "description", clears: true } as const;

describe("what was typed into a form", () => {
  let drafts: Drafts;

  beforeEach(() => {
    drafts = new Drafts();
  });

  const shown = (key = "name") => drafts.of({ trigger: 0 }, key)?.value;

  it("is shown until the text that has it is seen", () => {
    drafts.type({ ...field, value: "a" }, false);
    assert.deepEqual(drafts.send(1), { change: "set", at: field.at, key: "name", value: "a" });
    drafts.seen(7);
    assert.equal(shown(), "a");
    drafts.made(1, 8);
    drafts.seen(7);
    assert.equal(shown(), "a");
    drafts.seen(8);
    assert.equal(shown(), undefined);
  });

  it("is not overtaken by what it was a moment before", () => {
    drafts.type({ ...field, value: "a" }, false);
    drafts.send(1);
    drafts.type({ ...field, value: "ab" }, false);
    drafts.made(1, 8);
    drafts.seen(8);
    assert.equal(shown(), "ab");
    assert.equal(drafts.send(2)?.change, "set");
  });

  it("takes an emptied field out of the file, unless it must be there", () => {
    drafts.type({ ...field, value: "" }, false);
    drafts.type({ ...description, value: "" }, false);
    assert.deepEqual([drafts.send(1)?.change, drafts.send(2)?.change], ["set", "clear"]);
    assert.equal(drafts.send(3), undefined);
  });

  it("is held back where half of it would be something else", () => {
    drafts.type({ ...field, value: "{env" }, true);
    assert.equal(drafts.send(1), undefined);
    assert.ok(drafts.arePending);
    drafts.release();
    assert.equal(drafts.send(2)?.change, "set");
  });

  it("stays with the reason when the text cannot take it", () => {
    drafts.type({ ...field, value: "a" }, false);
    drafts.send(1);
    drafts.refused(1, "Not a name.", false);
    assert.deepEqual([shown(), drafts.of(field.at, "name")?.why], ["a", "Not a name."]);
    assert.equal(drafts.send(2), undefined);
    assert.ok(!drafts.arePending);
    drafts.drop(field.at, "name");
    assert.equal(shown(), undefined);
  });

  it("is given back when the text has become another one", () => {
    drafts.type({ ...field, value: "a" }, false);
    drafts.send(1);
    assert.equal(drafts.refused(1, "Changed.", true)?.value, "a");
    assert.equal(shown(), undefined);
  });
});
