import assert from "node:assert/strict";
import { Console } from "node:console";
import { Writable } from "node:stream";
import { format, inspect } from "node:util";
import { Secret } from "../../../src/core/secrets/secret.ts";

describe("Secret", () => {
  const value = "hunter2-hunter2";
  const secret = new Secret(value);

  it("gives its value to who asks for it", () => {
    assert.equal(secret.reveal(), value);
    assert.equal(secret.isEmpty, false);
    assert.equal(new Secret("").isEmpty, true);
  });

  it("prints as a mask that does not tell its length", () => {
    assert.equal(String(secret), String(new Secret("x")));
    assert.ok(!String(secret).includes("hunter2"));
  });

  const prints: Readonly<Record<string, () => string>> = {
    String: () => String(secret),
    "a template": () => `${secret}`,
    concatenation: () => `a${[secret].join()}`,
    "JSON.stringify": () => JSON.stringify({ secret, list: [secret] }),
    "util.inspect": () => inspect({ secret }, { showHidden: true, depth: 9 }),
    "util.inspect without custom functions": () =>
      inspect(secret, { customInspect: false, showHidden: true, showProxy: true }),
    "util.format": () => format("%s %o %O %j", secret, secret, secret, secret),
    "its own properties": () => JSON.stringify([Reflect.ownKeys(secret), Object.entries(secret)]),
    "a structured clone": () => inspect(structuredClone({ secret }), { depth: 9 }),
    "an error's cause": () => inspect(new Error("failed", { cause: { secret } })),
    "a console": () => printed((console) => console.log({ secret }, secret, "%s", secret)),
    "a console's table": () => printed((console) => console.table([{ secret }])),
  };
  for (const [name, print] of Object.entries(prints)) {
    it(`does not show in ${name}`, () => {
      assert.ok(!print().includes("hunter2"));
    });
  }
});

/** What a function prints to a console. */
function printed(print: (console: Console) => void): string {
  let text = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  print(new Console(stream));
  return text;
}
