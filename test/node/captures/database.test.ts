import assert from "node:assert/strict";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CaptureStore } from "../../../src/node/captures/captureStore.ts";
import { writeCapture } from "../../../src/node/captures/captureWriter.ts";
import { openDatabase } from "../../../src/node/captures/openDatabase.ts";
import { migrate, migrations } from "../../../src/node/captures/schema.ts";
import { UserError } from "../../../src/node/userError.ts";
import { freshCapture, storeOf } from "../../support/captures.ts";
import { post } from "../../support/context.ts";
import { fileOf, folderOf } from "../../support/folder.ts";
import { asNobody } from "../../support/nobody.ts";

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

  it("is refused when it may not be written", async () => {
    const folder = folderOf({});
    const path = join(folder, "captures.db");
    CaptureStore.open(path).close();
    chmodSync(path, 0o444);
    chmodSync(folder, 0o555);
    assert.equal(
      await asNobody(async () => refusal(path)),
      "The captures in DB cannot be written.",
    );
    chmodSync(folder, 0o755);
  });

  it("is brought to a later version step by step, and keeps what is in it", () => {
    const path = join(folderOf({}), "captures.db");
    const store = storeOf(path);
    const capture = freshCapture();
    store.add([capture]);
    store.close();
    const database = new DatabaseSync(path);
    const steps = [
      ...migrations,
      "ALTER TABLE captures ADD COLUMN note TEXT; UPDATE captures SET note = 'old'",
      "UPDATE captures SET note = note || ', older'",
    ];
    migrate(database, path, steps);
    migrate(database, path, steps);
    assert.deepEqual(
      { ...database.prepare("SELECT id, note FROM captures").get() },
      {
        id: capture.id,
        note: "old, older",
      },
    );
    assert.throws(() => migrate(database, path, [...steps, "DELETE FROM captures; NONSENSE"]));
    assert.equal(database.prepare("PRAGMA user_version").get()?.user_version, steps.length);
    assert.equal(database.prepare("SELECT count(*) AS n FROM captures").get()?.n, 1);
    database.close();
    assert.equal(refusal(path), "The captures in DB were written by a newer Hooksmith.");
  });

  it("says that the disk is full, and keeps what it had", () => {
    const database = openDatabase(join(folderOf({}), "captures.db"));
    database.exec("PRAGMA max_page_count = 20");
    const write = () =>
      database.transaction(() => {
        const request = post(Buffer.alloc(50_000));
        for (let count = 0; count < 20; count += 1)
          writeCapture(database, freshCapture({ request }));
      });
    database.transaction(() => writeCapture(database, freshCapture()));
    assert.throws(write, /The disk is full: the captures in .* cannot grow\./);
    assert.equal(database.one("SELECT count(*) AS n FROM captures")?.n, 1);
    database.close();
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
