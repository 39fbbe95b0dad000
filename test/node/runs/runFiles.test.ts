import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { writeError } from "../../../src/node/runs/runFiles.ts";
import { UserError } from "../../../src/node/userError.ts";
import { folderOf } from "../../support/folder.ts";

/** What an action throws. */
function thrownBy(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

describe("an error while files of a run are written", () => {
  it("is told when it is the file system's", () => {
    const folder = folderOf({});
    const error = writeError(
      "run",
      thrownBy(() => writeFileSync(folder, "")),
    );
    assert.ok(error instanceof UserError);
    assert.equal(error.message, "run cannot be used (EISDIR).");
  });

  it("is left as it is when it is a bug of ours", () => {
    const bug = thrownBy(() => writeFileSync("a\0b", ""));
    assert.ok(bug instanceof TypeError && "code" in bug);
    assert.equal(writeError("run", bug), bug);
  });
});
