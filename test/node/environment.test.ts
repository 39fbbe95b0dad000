import assert from "node:assert/strict";
import { join } from "node:path";
import { secretsFrom } from "../../src/node/environment.ts";
import { UserError } from "../../src/node/userError.ts";
import { canary, noted } from "../support/canaries.ts";
import { fileOf, folderOf } from "../support/folder.ts";

describe("secretsFrom", () => {
  it("looks in the env file first, then in the environment", () => {
    const values = [canary(), canary(), canary()] as const;
    const file = fileOf(".env", `A=${values[0]}\nB="${values[1]}"\n`);
    const secrets = secretsFrom(file, { B: "other", C: values[2] });
    assert.deepEqual(
      ["A", "B", "C", "D"].map((name) => secrets(name)?.reveal()),
      [...values, undefined],
    );
  });

  it("reads quotes, comments, blanks, CRLF and values over several lines", () => {
    const lines = ["# a comment", "A = 'single'", 'B="two\nlines" # more', "export C=c", "D=", ""];
    const secrets = secretsFrom(fileOf(".env", lines.join("\r\n")), {});
    assert.equal(secrets("A")?.reveal(), "single");
    assert.equal(secrets("B")?.reveal(), "two\nlines");
    assert.equal(secrets("C")?.reveal(), "c");
    assert.equal(secrets("D")?.isEmpty, true);
  });

  it("reads the first line after a byte order mark", () => {
    const secrets = secretsFrom(fileOf(".env", "\ufeffTOKEN=value\n"), {});
    assert.equal(secrets("TOKEN")?.reveal(), "value");
  });

  it("finds nothing under the names of inherited properties", () => {
    const secrets = secretsFrom(undefined, {});
    assert.equal(secrets("toString"), undefined);
    assert.equal(secrets("__proto__"), undefined);
  });

  it("says that there is no such file, that it is a folder, or that it is not UTF-8", () => {
    const folder = folderOf({ latin1: Buffer.from("TOKEN=\xe9", "latin1") });
    for (const [path, message] of [
      [join(folder, "none"), /^There is no env file .*none\.$/],
      [folder, /^The env file .* is a folder\.$/],
      [join(folder, "latin1"), /^The env file .*latin1 is not UTF-8\.$/],
    ] as const) {
      assert.throws(
        () => secretsFrom(path, {}),
        (error) => error instanceof UserError && message.test(noted(error.message)),
      );
    }
  });
});
