import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { findTriggerFiles, readBytes, readText } from "../../src/node/files.ts";
import { UserError } from "../../src/node/userError.ts";
import { fileOf, folderOf } from "../support/folder.ts";

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.remedy}`;
    throw error;
  }
  return "no error";
}

describe("readText", () => {
  it("gives the text of a UTF-8 file, without its byte order mark", () => {
    assert.equal(readText(fileOf("a", "Größe\r\n🦈"), "file"), "Größe\r\n🦈");
    assert.equal(readText(fileOf("a", "\ufeffa\ufeff"), "file"), "a\ufeff");
    assert.equal(readText(fileOf("a", ""), "file"), "");
  });

  it("says that a file is not UTF-8", () => {
    const utf16 = fileOf("a.yaml", Buffer.from("\ufeff- trigger:", "utf16le"));
    assert.equal(
      messageOf(() => readText(utf16, "trigger file")),
      `The trigger file ${utf16} is not UTF-8. Save it with the encoding UTF-8.`,
    );
  });
});

describe("readBytes", () => {
  it("says what is wrong with a path, whatever it is", () => {
    const folder = folderOf({ file: "" });
    symlinkSync("loop", join(folder, "loop"));
    const cases: readonly (readonly [path: string, message: string])[] = [
      ["none", "There is no body file none. Check the path."],
      ["file/below", "There is no body file file/below. Check the path."],
      [".", "The body file . is a folder. Give the path of a file."],
      ["loop", "The body file loop cannot be read (ELOOP). Check the path."],
      [
        "x".repeat(300),
        `The body file ${"x".repeat(300)} cannot be read (ENAMETOOLONG). Check the path.`,
      ],
    ];
    for (const [path, message] of cases) {
      const said = messageOf(() => readBytes(join(folder, path), "body file"));
      assert.equal(said.replace(join(folder, path), path), message);
    }
  });
});

describe("findTriggerFiles", () => {
  it("finds the trigger files of folders at any depth, in order, and takes named files as they are", () => {
    const folder = folderOf({
      "b.trigger.yaml": "",
      "a.trigger.yml": "",
      "a/z.trigger.yaml": "",
      "trigger.yaml": "",
      "x.trigger.yaml.bak": "",
      "named.txt": "",
      "node_modules/n.trigger.yaml": "",
      ".hidden/h.trigger.yaml": "",
      "folder.trigger.yaml/inner.trigger.yaml": "",
    });
    const within = (path: string) => join(folder, path);
    assert.deepEqual(findTriggerFiles([within("named.txt"), folder, within("a")]), [
      within("named.txt"),
      within("a/z.trigger.yaml"),
      within("a.trigger.yml"),
      within("b.trigger.yaml"),
      within("folder.trigger.yaml/inner.trigger.yaml"),
    ]);
  });

  it("finds nothing in an empty folder", () => {
    assert.deepEqual(findTriggerFiles([folderOf({})]), []);
  });
});
