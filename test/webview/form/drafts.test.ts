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
    drafts.type({ ...field, value: "a" }, false, 7);
    const change = { change: "set", at: field.at, key: "name", value: "a" } as const;
    assert.deepEqual(drafts.send(1, 7), { change, version: 7 });
    drafts.seen(7);
    assert.equal(shown(), "a");
    drafts.made(1, 8);
    drafts.seen(7);
    assert.equal(shown(), "a");
    drafts.seen(8);
    assert.equal(shown(), undefined);
  });

  it("is not overtaken by what it was a moment before", () => {
    drafts.type({ ...field, value: "a" }, false, 7);
    drafts.send(1, 7);
    drafts.type({ ...field, value: "ab" }, false, 7);
    drafts.made(1, 8);
    drafts.seen(8);
    assert.equal(shown(), "ab");
    assert.equal(drafts.send(2, 8)?.change.change, "set");
  });

  it("is meant for the text over which it was begun", () => {
    drafts.type({ ...field, value: "a" }, false, 7);
    drafts.type({ ...field, value: "ab" }, false, 8);
    assert.equal(drafts.send(1, 9)?.version, 7);
  });

  it("takes an emptied field out of the file, unless it must be there", () => {
    drafts.type({ ...field, value: "" }, false, 7);
    drafts.type({ ...description, value: "" }, false, 7);
    assert.deepEqual(
      [1, 2].map((id) => drafts.send(id, 7)?.change.change),
      ["set", "clear"],
    );
    assert.equal(drafts.send(3, 7), undefined);
  });

  it("is held back where half of it would be something else", () => {
    drafts.type({ ...field, value: "{env" }, true, 7);
    assert.equal(drafts.send(1, 7), undefined);
    assert.ok(drafts.arePending);
    drafts.release();
    assert.equal(drafts.send(2, 8)?.change.change, "set");
  });

  it("stays with the reason when the text cannot take it", () => {
    drafts.type({ ...field, value: "a" }, false, 7);
    drafts.send(1, 7);
    drafts.refused(1, "Not a name.", "unfit");
    assert.deepEqual([shown(), drafts.of(field.at, "name")?.why], ["a", "Not a name."]);
    assert.equal(drafts.send(2, 7), undefined);
    assert.ok(!drafts.arePending);
    drafts.drop(field.at, "name");
    assert.equal(shown(), undefined);
  });

  it("waits for a text that can be read, and is then meant for what was seen", () => {
    drafts.type({ ...field, value: "a" }, false, 7);
    drafts.send(1, 7);
    drafts.refused(1, "Half typed.", "unreadable");
    assert.deepEqual([shown(), drafts.send(2, 8)], ["a", undefined]);
    drafts.resume();
    assert.equal(drafts.send(3, 9)?.version, 7);
  });

  it("is given back when the text has become another one", () => {
    drafts.type({ ...field, value: "a" }, false, 7);
    drafts.send(1, 7);
    assert.equal(drafts.refused(1, "Changed.", "stale")?.value, "a");
    assert.equal(shown(), undefined);
  });
});
