import assert from "node:assert/strict";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CaptureStore } from "../../../src/node/captures/captureStore.ts";
import { UserError } from "../../../src/node/userError.ts";
import { freshCapture, storeOf } from "../../support/captures.ts";
import { fileOf, folderOf } from "../../support/folder.ts";

const isRoot = process.getuid?.() === 0;

function refusal(path: string): string {
  try {
    CaptureStore.open(path).close();
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    assert.notEqual(error.remedy, "");
    return error.message.replaceAll(path, "DB");
  }
  return "opened";
}

describe("the database of captures", () => {
  it("is made with its folders, for its owner alone", () => {
    const path = join(folderOf({}), "a", "b", "captures.db");
    const store = storeOf(path);
    store.add([freshCapture()]);
    for (const suffix of ["", "-wal", "-shm"]) {
      assert.equal(statSync(path + suffix).mode & 0o777, 0o600);
    }
    store.close();
    assert.equal(storeOf(path).count(), 1);
  });

  it("is refused with the reason and left alone when it cannot be one", () => {
    const text = fileOf("a.db", "this is no database, but a text of some length".repeat(40));
    const before = readFileSync(text, "utf8");
    assert.equal(refusal(text), "DB is damaged or no database.");
    assert.equal(readFileSync(text, "utf8"), before);
    assert.equal(refusal(folderOf({})), "The captures in DB cannot be written.");
    assert.match(refusal(join(text, "c.db")), /^The captures cannot be kept in DB \(E/);
  });

  it("is refused when it is another program’s or a newer one", () => {
    const path = join(folderOf({}), "other.db");
    const other = new DatabaseSync(path);
    other.exec("CREATE TABLE notes (text)");
    assert.equal(refusal(path), "DB is a database of another program.");
    other.exec("PRAGMA user_version = 1");
    assert.equal(refusal(path), "DB is a database of another program.");
    other.exec("PRAGMA user_version = 99");
    assert.equal(refusal(path), "The captures in DB were written by a newer Hooksmith.");
    other.close();
  });

  it("is refused when its pages are damaged", () => {
    const path = join(folderOf({}), "captures.db");
    const store = CaptureStore.open(path);
    store.close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xaa, 100, 4096));
    assert.equal(refusal(path), "DB is damaged or no database.");
  });

  (isRoot ? it.skip : it)("is refused when it may not be written", () => {
    const path = join(folderOf({}), "captures.db");
    CaptureStore.open(path).close();
    chmodSync(path, 0o400);
    assert.equal(refusal(path), "The captures in DB cannot be written.");
  });

  it("waits for another program that holds it, and then says so", () => {
    const path = join(folderOf({}), "captures.db");
    CaptureStore.open(path).close();
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    assert.equal(refusal(path), "The captures in DB are locked by another program.");
    other.close();
    assert.equal(refusal(path), "opened");
  });
});
