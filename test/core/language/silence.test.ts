import assert from "node:assert/strict";
import {
  assertProblems,
  authentication,
  problemsIn,
  timestamp,
  withConditions,
  withHmac,
  withRest,
} from "./marked.ts";

const publicKey = `"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYI\\n-----END PUBLIC KEY-----"`;
const rateLimit = (period: number, quota: number) =>
  `      - rate-limit: { period: ${period}, quota: ${quota} }\n`;
const inBody = { "token-lookup-namespace": "json-body", "token-lookup-key": "token" };

/** Texts that look like a mistake and are none. */
const silent: Readonly<Record<string, readonly string[]>> = {
  "an algorithm in any case": [
    withHmac({ algorithm: "SHA256" }),
    withConditions(authentication({ "auth-type": "jwt", algorithm: "hs512" })),
  ],
  "numbers and booleans where a text is wanted": [
    withRest("    description: 2024\n"),
    withRest("    description: true\n").replace("name: A", "name: 0123"),
    withRest("    actions: [run-execution: { step: 1e3, commit: 0xff, title: no }]\n"),
  ],
  "empty texts and lists that may be left out": [
    withRest('    description: ""\n    actions:\n    tests: []\n'),
    withHmac({ "value-prefix": '""' }),
  ],
  "a public key in the file": [
    withConditions(
      authentication({ "auth-type": "jwt", algorithm: "ES256", "secret-key": publicKey }),
    ),
  ],
  "a key for any algorithm that is kept elsewhere": [
    withConditions(authentication({ "auth-type": "jwt", algorithm: "RS256" })),
  ],
  "a reference inside longer text": [withHmac({ "secret-key": '"whsec_{env:KEY}"' })],
  "a secret of which nobody can tell whether it is set": [
    withHmac({ "secret-key": '"{env:NEVER_SET}"' }),
  ],
  "a scheme with its blank, or as part of a longer prefix": [
    withConditions(authentication({ "value-prefix": '"Bearer "' })),
    withConditions(authentication({ "value-prefix": "Token=" })),
  ],
  "a signature in the body that signs something else": [
    withHmac({ ...inBody, "basestring-format": '"{header:X-Time}"' }),
  ],
  "a static token in the body": [withConditions(authentication(inBody))],
  "a header that is signed, in any case": [
    withHmac({ "basestring-format": '"{header:x-time}:{body}"' }, timestamp({})),
  ],
  "a timestamp in a body that is signed": [
    withHmac({}, timestamp({ "timestamp-lookup-namespace": "json-body" })),
  ],
  "a timestamp that one of two signatures covers": [
    withHmac(
      {},
      authentication({ "auth-type": "hmac", "basestring-format": '"{header:X-Time}.{body}"' }),
      timestamp({}),
    ),
  ],
  "a timestamp without any HMAC": [withConditions(authentication({}), timestamp({}))],
  "braces that are no placeholders": [
    withHmac({ "basestring-format": `'{"id":1}{header:A}.{ }.{}'` }),
    withHmac({ "basestring-format": '"{{body}"' }),
  ],
  "a key with dots that is no JSON key": [
    withConditions(authentication({ "token-lookup-key": "X.Token" })),
    withConditions(
      authentication({ "token-lookup-namespace": "querystring", "token-lookup-key": "a[b].c" }),
    ),
  ],
  "a run id in values": [
    withRest('    actions: [web-response-json: { "run_id": ["{run_id}", { a: "x{run_id}" }] }]\n'),
  ],
  "rate limits that each refuse something": [
    withConditions(authentication({}), rateLimit(3600, 10), rateLimit(86400, 50)),
    withConditions(authentication({}), rateLimit(60, 10), rateLimit(61, 11)),
    withConditions(authentication({}), rateLimit(60, 10), rateLimit(120, 19)),
  ],
  "the same name in another case, with another address": [
    `${withRest("")}${withRest("").replace("name: A", "name: A2")}`,
  ],
  "a name in any script": [withRest("").replace("name: A", "name: 標籤")],
  "aliases, within an item and across items": [
    withRest("    description: &text Hello\n    actions: [web-response-text: *text]\n") +
      withRest("    description: *text\n").replace("name: A", "name: B"),
  ],
  "an indented list, and one in brackets": [
    withRest("").replace(/^/gm, "  ").trimEnd(),
    '[{ "trigger": { "name": "A", "conditions": [{ "rate-limit": { "period": 1, "quota": 1 } }] } }]',
  ],
  "texts without a trigger": [
    "",
    "\n",
    "# nothing\n",
    "[]",
    "---\n",
    "---\n...\n",
    "\t\t\n",
    "null",
  ],
  "a second document without anything in it": [`${withRest("")}---\n# nothing\n...\n`],
  "times of all kinds": [
    withRest(
      `    tests:\n${["-10m", "+30s", "1700000000", "2024-01-31T10:00:00Z", '"2024-01-31"']
        .map((at) => `      - { name: t, request: { at: ${at} }, expect: refused }\n`)
        .join("")}`,
    ),
  ],
  "form fields that occur several times": [
    withRest(
      "    tests: [{ name: t, request: { form: { a: [1, b], c: d } }, expect: accepted }]\n",
    ),
  ],
};

describe("the checks are silent about", () => {
  for (const [what, texts] of Object.entries(silent)) {
    it(what, () => {
      for (const text of texts) assertProblems(text);
    });
  }

  it("what cannot be known while a condition is unreadable", () => {
    const unreadable = "      - web-authentication: { auth-type: hmmm }\n";
    const text = withConditions(
      authentication({ "auth-type": "jwt" }),
      unreadable,
      timestamp({ "timestamp-lookup-namespace": "querystring" }),
    );
    const codes = problemsIn(text).map(({ code }) => code);
    assert.deepEqual(codes, ["unknown-word"]);
  });

  it("everything that follows from broken YAML", () => {
    const codes = problemsIn(withHmac({ "secret-key": '"hello', "basestring-format": "{url}" }));
    assert.deepEqual(
      codes.map(({ code }) => code),
      ["yaml-syntax"],
    );
  });
});
