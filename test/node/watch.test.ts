import assert from "node:assert/strict";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "../../src/node/userError.ts";
import { watchFiles } from "../../src/node/watch.ts";
import { folderOf } from "../support/folder.ts";

/** Longer than it takes a change to be told. */
const aWhile = 300;

/** Watches paths; `calls` counts, and `next` waits for one more call. */
function watching(...paths: string[]) {
  let told = Promise.withResolvers<void>();
  const watched = {
    calls: 0,
    next: () => {
      told = Promise.withResolvers<void>();
      return told.promise;
    },
    stop: watchFiles(paths, () => {
      watched.calls += 1;
      told.resolve();
    }),
  };
  stops.push(watched.stop);
  return watched;
}

const stops: (() => void)[] = [];

describe("watchFiles", () => {
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  it("tells of a change of a file, and of the next one", async () => {
    const folder = folderOf({ "a.trigger.yaml": "1" });
    const watched = watching(join(folder, "a.trigger.yaml"));
    for (const text of ["2", "3"]) {
      const told = watched.next();
      writeFileSync(join(folder, "a.trigger.yaml"), text);
      await told;
    }
    assert.equal(watched.calls, 2);
  });

  it("tells of a file that is saved by renaming another to it, again and again", async () => {
    const folder = folderOf({ "a.trigger.yaml": "1" });
    const watched = watching(join(folder, "a.trigger.yaml"));
    for (const text of ["2", "3", "4"]) {
      const told = watched.next();
      writeFileSync(join(folder, "a.trigger.yaml.tmp"), text);
      renameSync(join(folder, "a.trigger.yaml.tmp"), join(folder, "a.trigger.yaml"));
      await told;
    }
  });

  it("tells of a file that is removed and comes back", async () => {
    const folder = folderOf({ "a.trigger.yaml": "1" });
    const watched = watching(join(folder, "a.trigger.yaml"));
    let told = watched.next();
    rmSync(join(folder, "a.trigger.yaml"));
    await told;
    told = watched.next();
    writeFileSync(join(folder, "a.trigger.yaml"), "2");
    await told;
  });

  it("tells of a new, a changed and a removed trigger file in a folder", async () => {
    const folder = folderOf({ "a.trigger.yaml": "1" });
    const watched = watching(folder);
    for (const change of [
      () => writeFileSync(join(folder, "b.trigger.yml"), "1"),
      () => writeFileSync(join(folder, "a.trigger.yaml"), "2"),
      () => rmSync(join(folder, "a.trigger.yaml")),
    ]) {
      const told = watched.next();
      change();
      await told;
    }
  });

  it("tells of a trigger file in a folder that is new", async () => {
    const folder = folderOf({ "a.trigger.yaml": "1" });
    const watched = watching(folder);
    const told = watched.next();
    mkdirSync(join(folder, "deep"));
    writeFileSync(join(folder, "deep", "b.trigger.yaml"), "1");
    await told;
  });

  it("tells of the env file beside the others", async () => {
    const folder = folderOf({ "a.trigger.yaml": "1", "secrets/.env": "A=1" });
    const watched = watching(folder, join(folder, "secrets/.env"));
    const told = watched.next();
    writeFileSync(join(folder, "secrets/.env"), "A=2");
    await told;
  });

  it("tells of many changes at once by hardly more than one call", async () => {
    const folder = folderOf({ "a.trigger.yaml": "1" });
    const watched = watching(folder, join(folder, "a.trigger.yaml"));
    const told = watched.next();
    for (let count = 0; count < 20; count += 1) {
      writeFileSync(join(folder, "a.trigger.yaml"), String(count));
      writeFileSync(join(folder, `${count}.trigger.yaml`), "1");
    }
    await told;
    await wait(aWhile);
    // On a busy machine the changes may come in two bursts.
    assert.ok(watched.calls <= 2, `there were ${watched.calls} calls`);
  });

  it("tells nothing of other files, and nothing once it is stopped", async () => {
    const folder = folderOf({ "a.trigger.yaml": "1" });
    const watched = watching(folder, join(folder, "a.trigger.yaml"));
    writeFileSync(join(folder, "other.yaml"), "1");
    await wait(aWhile);
    watched.stop();
    writeFileSync(join(folder, "a.trigger.yaml"), "2");
    await wait(aWhile);
    assert.equal(watched.calls, 0);
  });

  it("does not tell of a change that came just before it was stopped", async () => {
    const folder = folderOf({ "a.trigger.yaml": "1" });
    const watched = watching(join(folder, "a.trigger.yaml"));
    writeFileSync(join(folder, "a.trigger.yaml"), "2");
    await wait(10);
    watched.stop();
    await wait(aWhile);
    assert.equal(watched.calls, 0);
  });

  it("says that a folder cannot be watched", () => {
    const path = join(folderOf({}), "none", "a.trigger.yaml");
    assert.throws(() => watchFiles([path], () => undefined), UserError);
  });
});
