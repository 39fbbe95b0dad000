import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import {
  type Escapes,
  jsonEscapes,
  percentEscapes,
  unescaped,
  writtenPlaces,
} from "../../../src/core/captures/escapes.ts";
import { byteStringOf } from "../../../src/core/request/byteString.ts";

/** What a text means and, for each byte of that, where it is written: the plain way, byte by byte. */
function plainly(text: string, { sign, meaning }: Escapes) {
  const whole = new RegExp(`^(?:${sign.source})`);
  const starts: number[] = [];
  let bytes = "";
  for (let at = 0; at < text.length; ) {
    const [found] = whole.exec(text.slice(at)) ?? [];
    const meant = found === undefined ? text.charAt(at) : meaning(found);
    for (const _ of meant) starts.push(at);
    bytes += meant;
    at += found?.length ?? 1;
  }
  return { bytes, starts: [...starts, text.length] };
}

const anyEscaped = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 4 }).map(byteStringOf),
      fc.constantFrom(
        "%",
        "%4",
        "%41",
        "%c3%B6",
        "+",
        "\\",
        "\\u",
        "\\n",
        '\\"',
        "\\\\",
        "\\u00F6",
      ),
      fc.constantFrom("\\ud83e\\udd8A", "\\ud83e", "\\uDD8A"),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("escapes", () => {
  for (const [name, escapes] of Object.entries({ percentEscapes, jsonEscapes })) {
    it(`are read, and their places found, as one byte after another would (${name})`, () => {
      fc.assert(
        fc.property(anyEscaped, fc.array(fc.nat({ max: 200 })), (text, wanted) => {
          const { bytes, starts } = plainly(text, escapes);
          assert.equal(unescaped(text, escapes), bytes);
          const places = wanted.map((place) => place % starts.length).toSorted((a, b) => a - b);
          assert.deepEqual(
            writtenPlaces(text, escapes, places),
            places.map((place) => starts[place]),
          );
        }),
        { numRuns: 1000 },
      );
    });
  }

  it("of several megabytes are searched for secrets with little memory", () => {
    const modules = {
      finder: new URL("../../../src/core/captures/secretFinder.ts", import.meta.url),
      secret: new URL("../../../src/core/secrets/secret.ts", import.meta.url),
    };
    const program = `
      const { SecretFinder } = await import("${modules.finder}");
      const { Secret } = await import("${modules.secret}");
      const conditions = [{ type: "web-authentication", authType: "static", secretKey: "{env:A}" }];
      const secrets = () => new Secret("AAAAAAAB");
      const finder = new SecretFinder([{ slug: "a", trigger: { conditions }, secrets }]);
      const body = Buffer.alloc(3 * 2 ** 21, "%41");
      console.log(finder.find(body.toString("latin1") + "B").length);
    `;
    const run = spawnSync(
      process.execPath,
      ["--max-old-space-size=32", "--input-type=module", "--eval", program],
      { encoding: "utf8" },
    );
    assert.equal(run.stdout, "1\n", run.stderr.slice(0, 1000));
  });
});
