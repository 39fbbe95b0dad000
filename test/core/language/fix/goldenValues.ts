import { timestamp, withConditions, withHmac, withRest } from "../marked.ts";
import { actions, type GoldenRow, id, launch, possible, sure, test } from "./goldenCase.ts";

/** The fixes of what stands behind a key. */
export const goldenValues = {
  "wrong-type": [
    sure(
      withConditions('      - rate-limit: { period: «wrong-type "60"», quota: 1 }\n'),
      "Remove the quotes",
      '"60"',
      "60",
    ),
    sure(
      "- trigger:\n    name: A\n    conditions:\n      «wrong-type rate-limit:\n        # c\n        period: 1\n        quota: 1\n      web-timestamp: { timestamp-lookup-namespace: http-header, timestamp-lookup-key: A, drift-tolerance: 1 }»\n",
      "Put `- ` before each key",
      "      rate-limit:\n        # c\n        period: 1\n        quota: 1\n      web-timestamp",
      "      - rate-limit:\n          # c\n          period: 1\n          quota: 1\n      - web-timestamp",
    ),
  ],
  "unknown-word": [
    sure(
      withHmac({ algorithm: "«unknown-word 'sha-265'»" }),
      "Change to `sha256`",
      "'sha-265'",
      "'sha256'",
    ),
    sure(
      withHmac({ algorithm: "«unknown-word HMAC-SHA512»" }),
      "Change to `sha512`",
      "HMAC-SHA512",
      "sha512",
    ),
    sure(
      withHmac({ "token-lookup-namespace": "«unknown-word header»" }),
      "Change to `http-header`",
      ": header",
      ": http-header",
    ),
    possible(
      withConditions(timestamp({ "timestamp-unit": "«unknown-word minutes»" })),
      "Change to `milliseconds`",
      "minutes",
      "milliseconds",
    ),
  ],
  "empty-value": [
    possible(
      "- trigger:\n    «empty-value name»: # c\n    conditions: [rate-limit: { period: 1, quota: 1 }]\n",
      "Write `name: New trigger`",
      "name:",
      "name: New trigger",
    ),
    possible(
      withHmac({ "secret-key": "«empty-value ''»" }),
      'Write `secret-key: "{env:A_SECRET}"`',
      "''",
      "'{env:A_SECRET}'",
    ),
    possible(
      withRest("    «empty-value description»: # a\n"),
      "Remove `description`",
      "    description: # a\n",
      "",
    ),
  ],
  "number-not-positive": [
    possible(
      withConditions("      - rate-limit: { period: «number-not-positive -60», quota: 1 }\n"),
      "Change to 60",
      "-60",
      "60",
    ),
  ],
  "launch-url-invalid": [
    sure(
      launch(`«launch-url-invalid https://a/api/v0/launch/${id}/run/?b=c»`),
      "Write the launch URL alone",
      "/run/?b=c",
      "/",
    ),
    sure(
      launch(`«launch-url-invalid "a.b:80/api/v0/launch/${id}"»`),
      "Write the launch URL alone",
      `a.b:80/api/v0/launch/${id}`,
      `https://a.b:80/api/v0/launch/${id}/`,
    ),
  ],
  "placeholder-not-quoted": [
    sure(
      withHmac({ "secret-key": "«placeholder-not-quoted {env: KEY}» # c" }),
      "Put it in quotes",
      "{env: KEY}",
      '"{env:KEY}"',
    ),
    sure(
      withHmac({ "basestring-format": "«placeholder-not-quoted {header:X}:{body}» # signed" }),
      "Put it in quotes",
      "{header:X}:{body}",
      '"{header:X}:{body}"',
    ),
  ],
  "not-json": [
    sure(actions("web-response-json: [«not-json .nan»]"), "Put it in quotes", ".nan", '".nan"'),
    sure(actions("web-response-json: { «not-json 1»: a }"), "Put it in quotes", "1:", '"1":'),
  ],
  "header-name-invalid": [
    sure(
      withHmac({ "token-lookup-key": '«header-name-invalid "X-Token:"»' }),
      "Change to `X-Token`",
      "X-Token:",
      "X-Token",
    ),
    possible(
      withConditions(timestamp({ "timestamp-lookup-key": "«header-name-invalid X Time»" })),
      "Change to `X-Time`",
      "X Time",
      "X-Time",
    ),
    sure(
      withHmac({ "basestring-format": '"«header-name-invalid {header: X-Time}».{body}"' }),
      "Change to `X-Time`",
      "{header: X",
      "{header:X",
    ),
  ],
  "payload-input-malformed": [
    sure(
      actions(
        "run-pipeline: { pipeline: P, payload-input-name: «payload-input-malformed entry.input.payload» }",
      ),
      "Change to `entry.payload`",
      "entry.input.payload",
      "entry.payload",
    ),
  ],
  "name-not-unique": [
    possible(
      `${withRest("")}${withRest("").replace("name: A", 'name: «name-not-unique "A"»')}${withRest("").replace("name: A", "name: A 2")}`,
      "Rename it to `A 3`",
      '"A"',
      '"A 3"',
    ),
  ],
  "address-shared": [
    possible(
      `${withRest("")}${withRest("").replace("name: A", "name: «address-shared a!»")}`,
      "Rename it to `a! 2`",
      "a!",
      "a! 2",
    ),
  ],
  "name-without-address": "no clear mend",
  "test-expectation-impossible": "no clear mend",
  "test-payload-ambiguous": [
    possible(
      test("request:", "  json: {}", "  «test-payload-ambiguous body»: a", "expect: accepted"),
      "Remove `body`",
      "          body: a\n",
      "",
    ),
  ],
  "time-malformed": "no clear mend",
  "unknown-ignore-code": [
    sure(
      `# hooksmith-ignore: «unknown-ignore-code literal-secrets», no-conditions\n${withRest("")}`,
      "Change to `literal-secret`",
      "literal-secrets",
      "literal-secret",
    ),
    sure(
      `# hooksmith-ignore: wrong-type\n# hooksmith-ignore: «unknown-ignore-code yaml-syntax»\n${withRest("")}`,
      "Remove `yaml-syntax`",
      "# hooksmith-ignore: yaml-syntax\n",
      "",
    ),
    sure(
      `# hooksmith-ignore: «unknown-ignore-code x», wrong-type\n${withRest("")}`,
      "Remove `x`",
      "x, ",
      "",
    ),
  ],
  "unknown-step": [
    sure(
      actions("run-execution: { step: «unknown-step 'Stric'», payload-input-name: payload }"),
      "Change to `Strict`",
      "'Stric'",
      "'Strict'",
    ),
  ],
  "unknown-pipeline": [
    sure(
      actions(
        "run-pipeline: { pipeline: «unknown-pipeline p», payload-input-name: entry.payload }",
      ),
      "Change to `P`",
      "pipeline: p",
      "pipeline: P",
    ),
  ],
  "unknown-node": [
    sure(
      actions("run-pipeline: { pipeline: P, payload-input-name: «unknown-node enty».payload }"),
      "Change to `entry`",
      "enty",
      "entry",
    ),
  ],
  "unknown-input": [
    sure(
      actions("run-execution: { step: S, payload-input-name: «unknown-input pay-load» }"),
      "Change to `payload`",
      "pay-load",
      "payload",
    ),
  ],
  "node-not-execution": "no clear mend",
  "payload-input-filled": "no clear mend",
  "input-not-filled": [
    possible(
      actions("run-execution: { step: «input-not-filled Strict», title: T }"),
      "Let the payload fill `payload`",
      "T }",
      "T, payload-input-name: payload }",
    ),
    possible(
      actions("run-pipeline:\n          pipeline: «input-not-filled Q»"),
      "Let the payload fill `entry.payload`",
      "Q\n",
      "Q\n          payload-input-name: entry.payload\n",
    ),
  ],
  "response-not-used": [
    sure(
      actions(
        "web-response-text: a",
        "«response-not-used web-response-json»:\n          b: c # d\n      # e",
      ),
      "Remove this response",
      "      - web-response-json:\n          b: c # d\n",
      "",
    ),
  ],
  "run-id-in-key": "no clear mend",
} as const satisfies Readonly<Record<string, GoldenRow>>;
