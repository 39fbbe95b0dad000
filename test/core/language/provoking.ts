import type { ProblemCode } from "../../../src/core/language/problem.ts";
import { readProject } from "../../../src/core/language/project/readProject.ts";
import { authentication, timestamp, withConditions, withHmac, withRest } from "./marked.ts";

const publicKey = `"-----BEGIN PUBLIC KEY-----\\nMFkwEwYHKoZIzj0CAQYI\\n-----END PUBLIC KEY-----"`;
const privateKey = publicKey.replaceAll("PUBLIC", "PRIVATE");
const id = "01910000-0000-7000-8000-000000000000";
const rateLimit = (period: number, quota: number, head = "rate-limit") =>
  `      - ${head}: { period: ${period}, quota: ${quota} }\n`;
const jwt = (changes: Readonly<Record<string, string>>) =>
  withConditions(authentication({ "auth-type": "jwt", ...changes }));
const response = (...lines: readonly string[]) =>
  withRest(`    actions:\n${lines.map((line) => `      - ${line}\n`).join("")}`);
const test = (...lines: readonly string[]) =>
  withRest(`    tests:\n      - name: t\n${lines.map((line) => `        ${line}\n`).join("")}`);

/** For each code, texts that have the problem where it is marked. */
export const provoking: Readonly<Record<ProblemCode, readonly string[]>> = {
  "yaml-syntax": [
    '- trigger:\n    name: "«yaml-syntax A»\n',
    "- trigger:\n    name: «yaml-syntax @»A\n",
    "- trigger:\n    name: «yaml-syntax *nobody»\n    conditions: [{}]\n",
    `- trigger: { name: «yaml-syntax *later» }\n${withRest("").replace("A", "&later B")}`,
    `- trigger:\n    name: «yaml-syntax [»\n${withRest("")}`,
  ],
  "yaml-too-deep": [`${"[".repeat(64)}«yaml-too-deep [»[[`],
  "yaml-too-long": [`«yaml-too-long a»: ${"a".repeat(1 << 20)}`],
  "yaml-too-many-aliases": [
    response(
      `web-response-json: [&a [${"0,".repeat(99)}], ${"*a, ".repeat(100)}«yaml-too-many-aliases *a», *a]`,
    ),
  ],
  "several-documents": [
    "# none\n---\n[]\n«several-documents ---»\n- a\n",
    "[]\n...\n«several-documents - a»\n",
  ],
  "not-a-list": [
    "«not-a-list trigger:\n  name: A»\n",
    "«not-a-list hello»",
    "---\n«not-a-list {}»\n",
  ],
  "duplicate-key": [
    withRest("    «duplicate-key name»: B\n"),
    response("web-response-json: { a: { b: 1, «duplicate-key b»: 2 } }"),
  ],
  "several-keys": [
    withConditions(
      authentication({}),
      rateLimit(1, 1),
      `        «several-keys web-timestamp»: {}\n`,
    ),
  ],
  "not-indented": [
    "- trigger:\n  «not-indented name»: A\n  description: B\n  conditions: [rate-limit: { period: 1, quota: 1 }]\n",
  ],
  "unknown-key": [
    "- «unknown-key triger»:\n    name: A\n",
    withRest("    «unknown-key descripton»: B\n"),
    withConditions(authentication({ "«unknown-key secret»": "x" })),
    "- trigger:\n    name: A\n    conditions: [rate-limit: { period: 1, quota: 1 }]\n  «unknown-key actions»: []\n",
    withConditions(`      - «unknown-key rate-limits»: { period: 1, quota: 1 }\n`),
    response("web-response-text: a\n        «unknown-key text»: b"),
    test("expect: accepted", "request: { «unknown-key jsn»: {} }"),
    test("expect: { refused-by: web-authentication, «unknown-key because»: x }"),
    withRest("    «unknown-key <<»: {}\n"),
  ],
  "missing-key": [
    "- «missing-key,no-conditions trigger»:\n",
    "- «missing-key,no-conditions trigger»: {}\n",
    withConditions("      - «missing-key web-authentication»: {}\n"),
    withConditions("      - «missing-key rate-limit»: { period: 1 }\n"),
    response("«missing-key run-execution»:"),
    test("«missing-key expect»: { reason: jwt-expired }"),
    withRest("    tests:\n      - «missing-key name»: t\n"),
  ],
  "wrong-type": [
    "- «wrong-type hello»\n",
    "- «wrong-type {}»\n",
    "- trigger: «wrong-type hello»\n",
    withRest("    description: «wrong-type [a]»\n"),
    withRest("    actions: «wrong-type { a: b }»\n"),
    withConditions("      - «wrong-type web-timestamp»\n"),
    withConditions('      - rate-limit: { period: «wrong-type "60"», quota: 1 }\n'),
    withRest("    ? «wrong-type [a, b]»\n    : c\n"),
    test("request: «wrong-type hello»", "expect: accepted"),
  ],
  "unknown-word": [
    withConditions(authentication({ "auth-type": "«unknown-word HMAC»" })),
    withHmac({ algorithm: "«unknown-word sha265»" }),
    withHmac({ "token-lookup-namespace": "«unknown-word header»" }),
    withConditions(timestamp({ "timestamp-unit": "«unknown-word minutes»" })),
    test("expect: «unknown-word accept»"),
    test("expect: { refused-by: «unknown-word hmac» }"),
    test("expect: { refused-by: web-authentication, reason: «unknown-word late» }"),
  ],
  "empty-value": [
    "- trigger:\n    «empty-value name»:\n    conditions: [rate-limit: { period: 1, quota: 1 }]\n",
    '- trigger:\n    name: «empty-value ""»\n    conditions: [rate-limit: { period: 1, quota: 1 }]\n',
    withHmac({ "secret-key": "«empty-value null»" }),
    withHmac({ "basestring-format": '«empty-value ""»' }),
    withHmac({ "«empty-value algorithm»": "" }),
    withConditions("      - rate-limit: { period: «empty-value ~», quota: 1 }\n"),
    response("«empty-value web-response-json»:"),
    withRest("    «empty-value description»:\n"),
  ],
  "number-not-positive": [
    withConditions("      - rate-limit: { period: «number-not-positive 0», quota: 1 }\n"),
    withConditions("      - rate-limit: { period: «number-not-positive -1», quota: 1 }\n"),
    withConditions("      - rate-limit: { period: «number-not-positive 1.5», quota: 1 }\n"),
    withConditions(timestamp({ "drift-tolerance": "«number-not-positive .inf»" })),
    withConditions(timestamp({ "drift-tolerance": "«number-not-positive 99999999999999999»" })),
  ],
  "launch-url-invalid": [
    withRest("    launch-url: «launch-url-invalid https://app.valohai.com/»\n"),
    withRest(`    launch-url: «launch-url-invalid ftp://a/api/v0/launch/${id}/»\n`),
    withRest(`    launch-url: «launch-url-invalid https://a/api/v0/launch/${id}/run/»\n`),
  ],
  "placeholder-not-quoted": [
    withHmac({ "secret-key": "«placeholder-not-quoted {env:KEY}»" }),
    withHmac({ "secret-key": "«placeholder-not-quoted {env: KEY}»" }),
    withHmac({ "basestring-format": "«placeholder-not-quoted {body}»" }),
    withHmac({ "basestring-format": "«placeholder-not-quoted {header:X-Time}:{body}» # signed" }),
    response("web-response-text: «placeholder-not-quoted {run_id}»"),
    response("web-response-json: { run: «placeholder-not-quoted {run_id}» }"),
  ],
  "not-json": [
    response("web-response-json: [«not-json .nan»]"),
    response("web-response-json: { «not-json 1»: a }"),
    response("web-response-json: «not-json 12345678901234567890»"),
  ],
  "signature-circle": [
    withHmac({ "token-lookup-namespace": "«signature-circle json-body»" }),
    withHmac({
      "token-lookup-namespace": "«signature-circle url-encoded-body»",
      "basestring-format": '"v0:{body}"',
    }),
    withHmac({
      "token-lookup-namespace": "«signature-circle http-header»",
      "basestring-format": '"{header:x-token}.{body}"',
    }),
  ],
  "public-key-for-hs": [
    jwt({ "secret-key": `«public-key-for-hs ${publicKey}»` }),
    jwt({ algorithm: "hs512", "secret-key": `«public-key-for-hs ${privateKey}»` }),
  ],
  "asymmetric-needs-public-key": [
    jwt({ algorithm: "RS256", "secret-key": "«asymmetric-needs-public-key hello»" }),
    jwt({ algorithm: "eddsa", "secret-key": `«asymmetric-needs-public-key ${privateKey}»` }),
  ],
  "env-reference-malformed": [
    withHmac({ "secret-key": '"«env-reference-malformed {env:}»"' }),
    withHmac({ "secret-key": '"«env-reference-malformed {env:A B}»"' }),
    withHmac({ "secret-key": '"«env-reference-malformed {ENV:A}»"' }),
    withHmac({ "secret-key": '"{env:A}«env-reference-malformed {env}»"' }),
    withHmac({ "secret-key": '"«env-reference-malformed {env:KEY»"' }),
  ],
  "header-name-invalid": [
    withHmac({ "token-lookup-key": '«header-name-invalid "X-Token:"»' }),
    withConditions(timestamp({ "timestamp-lookup-key": "«header-name-invalid X Time»" })),
    withHmac({ "basestring-format": '"«header-name-invalid {header: X-Time}».{body}"' }),
  ],
  "payload-input-malformed": [
    response(
      "run-pipeline: { pipeline: P, payload-input-name: «payload-input-malformed payload» }",
    ),
    response("run-pipeline: { pipeline: P, payload-input-name: «payload-input-malformed node.» }"),
  ],
  "name-not-unique": [
    `${withRest("")}${withRest("").replace("name: A", "name: «name-not-unique A»")}`,
  ],
  "address-shared": [
    `${withRest("")}${withRest("").replace("name: A", "name: «address-shared a!»")}`,
    `${withRest(`    launch-url: https://a/api/v0/launch/${id}/\n`)}${withRest(
      `    launch-url: «address-shared https://b/api/v0/launch/${id}»\n`,
    ).replace("name: A", "name: B")}`,
  ],
  "name-without-address": [withRest("").replace("name: A", "name: «name-without-address '!?'»")],
  "test-expectation-impossible": [
    test("expect: { refused-by: «test-expectation-impossible rate-limit» }"),
  ],
  "test-payload-ambiguous": [
    test("request: { json: {}, «test-payload-ambiguous body»: a }", "expect: accepted"),
  ],
  "time-malformed": [test("request: { at: «time-malformed yesterday» }", "expect: accepted")],
  "no-conditions": [
    "- «no-conditions trigger»:\n    name: A\n",
    "- trigger:\n    name: A\n    «no-conditions conditions»: []\n",
  ],
  "literal-secret": [
    withHmac({ "secret-key": "«literal-secret hello»" }),
    withHmac({ "secret-key": "«literal-secret 12345»" }),
    jwt({ "secret-key": '«literal-secret "hello"»' }),
    withConditions(authentication({ "secret-key": `«literal-secret ${privateKey}»` })),
  ],
  "env-unresolved": [withHmac({ "secret-key": '"a{env:A}«env-unresolved {env:B}»"' })],
  "prefix-without-blank": [
    jwt({ "value-prefix": "«prefix-without-blank JWT»" }),
    jwt({ "value-prefix": '«prefix-without-blank "bearer"»' }),
  ],
  "field-not-used": [
    withConditions(authentication({ "«field-not-used algorithm»": "sha256" })),
    jwt({ "«field-not-used basestring-format»": '"{body}"' }),
    jwt({ algorithm: "ES256", "«field-not-used secret-encoding»": "hex" }),
  ],
  "timestamp-not-signed": [
    withHmac({}, timestamp({ "timestamp-lookup-key": "«timestamp-not-signed X-Time»" })),
    withHmac({}, timestamp({ "timestamp-lookup-namespace": "«timestamp-not-signed querystring»" })),
    withHmac(
      { "basestring-format": '"{header:X-Time}"' },
      timestamp({ "timestamp-lookup-namespace": "«timestamp-not-signed json-body»" }),
    ),
  ],
  "basestring-without-delimiter": [
    withHmac({ "basestring-format": '"a:«basestring-without-delimiter {header:X-Time}{body}»"' }),
    withHmac({
      "basestring-format": "«basestring-without-delimiter >-\n            {header:A}{body}»",
    }),
  ],
  "unknown-placeholder": [
    withHmac({ "basestring-format": '"«unknown-placeholder {url}».{body}"' }),
    withHmac({ "basestring-format": '"a «unknown-placeholder {Body}»"' }),
    withHmac({ "basestring-format": '"«unknown-placeholder {header:}».{body}"' }),
    withHmac({ "basestring-format": '"«unknown-placeholder {env:KEY}».{body}"' }),
  ],
  "json-key-not-top-level": [
    withConditions(
      authentication({
        "token-lookup-namespace": "json-body",
        "token-lookup-key": "«json-key-not-top-level data.token»",
      }),
    ),
    withConditions(
      timestamp({
        "timestamp-lookup-namespace": "json-body",
        "timestamp-lookup-key": '«json-key-not-top-level "a[0]"»',
      }),
    ),
  ],
  "response-not-used": [
    response("web-response-text: a", "«response-not-used web-response-json»: {}"),
  ],
  "run-id-in-key": [response('web-response-json: [{ "a «run-id-in-key {run_id}»": 1 }]')],
  "rate-limit-pointless": [
    withConditions(
      authentication({}),
      rateLimit(60, 10),
      rateLimit(60, 11, "«rate-limit-pointless rate-limit»"),
    ),
    withConditions(
      authentication({}),
      rateLimit(60, 10, "«rate-limit-pointless rate-limit»"),
      rateLimit(3600, 10),
    ),
    withConditions(
      authentication({}),
      rateLimit(60, 10),
      rateLimit(120, 20, "«rate-limit-pointless rate-limit»"),
    ),
  ],
  "rate-limit-twice": [
    withConditions(
      authentication({}),
      rateLimit(60, 10),
      rateLimit(60, 10, "«rate-limit-twice rate-limit»"),
    ),
  ],
  "unknown-step": [response("run-execution: { step: «unknown-step Stp» }")],
  "unknown-pipeline": [response("run-pipeline: { pipeline: «unknown-pipeline p2» }")],
  "unknown-node": [
    response("run-pipeline: { pipeline: P, payload-input-name: «unknown-node enty».payload }"),
  ],
  "unknown-input": [
    response("run-execution: { step: S, payload-input-name: «unknown-input pay-load» }"),
    response("run-pipeline: { pipeline: P, payload-input-name: entry.«unknown-input body» }"),
  ],
  "node-not-execution": [
    response("run-pipeline: { pipeline: P, payload-input-name: «node-not-execution job».payload }"),
  ],
  "payload-input-filled": [
    response("run-execution: { step: S, payload-input-name: «payload-input-filled preset» }"),
    response(
      "run-pipeline: { pipeline: P, payload-input-name: entry.«payload-input-filled data» }",
    ),
  ],
  "input-not-filled": [
    response("run-execution: { step: «input-not-filled Strict» }"),
    response("run-pipeline: { pipeline: «input-not-filled Q» }"),
  ],
  "unknown-ignore-code": [
    `# hooksmith-ignore: literal-secret, «unknown-ignore-code literal-secrets»\n${withRest("")}`,
    `# hooksmith-ignore: «unknown-ignore-code yaml-syntax»\n${withRest("")}`,
  ],
  "not-portable": [
    withHmac({
      "«not-portable digest-encoding»": "base64",
      "«not-portable secret-encoding»": "hex",
    }),
    withConditions(timestamp({ "«not-portable timestamp-unit»": "milliseconds" })),
  ],
  "jwt-body-not-covered": [
    jwt({}).replace("- web-authentication", "- «jwt-body-not-covered web-authentication»"),
  ],
  "hmac-without-timestamp": [
    withHmac({}).replace("- web-authentication", "- «hmac-without-timestamp web-authentication»"),
  ],
  "no-rate-limit": [
    response("run-execution: { step: S }").replace("conditions:", "«no-rate-limit conditions»:"),
    "- «no-conditions,no-rate-limit trigger»: { name: A, actions: [run-pipeline: { pipeline: P }] }\n",
  ],
};

/** Where the secret `B` is not set, and every other one is; with a valohai.yaml. */
export const context = {
  secretIsSet: (name: string) => name !== "B",
  project: readProject(
    "valohai.yaml",
    `
- step:
    name: S
    inputs:
      - { name: payload, optional: true }
      - { name: preset, default: s3://preset }
      - { name: data, optional: true }
- step: { name: Strict, inputs: [{ name: payload }] }
- pipeline:
    name: P
    nodes:
      - { name: entry, type: execution, step: S }
      - { name: job, type: task, step: S }
    edges:
      - [job.output.*, entry.input.data]
- pipeline: { name: Q, nodes: [{ name: entry, type: execution, step: Strict }], edges: [] }
`,
  ),
};
