import assert from "node:assert/strict";
import { signHmac } from "../../../src/core/conditions/hmac.ts";
import { checkWebAuthentication } from "../../../src/core/conditions/webAuthentication.ts";
import type { WebhookRequest } from "../../../src/core/request/request.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import type { HmacAuthentication } from "../../../src/core/trigger/trigger.ts";
import { contextOf, hmac, post, secretText } from "../../support/context.ts";

/** What the trigger has, and what the sender does otherwise. */
interface Mistake {
  readonly trigger?: Partial<HmacAuthentication>;
  readonly sender?: Partial<HmacAuthentication>;
  readonly secret?: string;
  readonly senderSecret?: string;
  readonly request?: WebhookRequest;
  readonly signedRequest?: WebhookRequest;
  readonly presented?: (token: string) => string;
}

/** The causes that are found for a mistake, each with what it names. */
async function causesOf(mistake: Mistake): Promise<readonly string[]> {
  const { secret = secretText, request = post('{"a": 1}') } = mistake;
  const condition = hmac(mistake.trigger);
  const signature = signHmac(
    { ...condition, ...mistake.sender },
    mistake.signedRequest ?? request,
    new Secret(mistake.senderSecret ?? secret),
  );
  assert.equal(signature.outcome, "signed");
  const token = signature.outcome === "signed" ? signature.token : "";
  const presented = mistake.presented?.(token) ?? token;
  const check = await checkWebAuthentication(
    condition,
    { ...request, headers: [...request.headers, ["X-Token", presented]] },
    contextOf({ secrets: { SECRET: secret } }),
  );
  assert.equal(check.outcome, "failed");
  return check.outcome === "failed"
    ? check.causes.map((cause) => Object.values(cause).join(" "))
    : [];
}

describe("causesOfMismatch", () => {
  const inUtf8 = "4a656665";
  const json = '{"a":1,"b":["x, y: z",{}]}';
  const python = '{"a": 1, "b": ["x, y: z", {}]}';
  const timestamped = { basestringFormat: "{header:X-Time}.{body}" };
  const withTime = post("a", { headers: [["X-Time", "17"]] });
  const cases: Readonly<Record<string, Mistake & { readonly causes: readonly string[] }>> = {
    "an upper-case digest": {
      presented: (token) => token.toUpperCase(),
      causes: ["upper-case-digest"],
    },
    "a base64 digest": {
      sender: { digestEncoding: "base64" },
      causes: ["other-digest-encoding base64"],
    },
    "a hex digest where base64 is expected": {
      trigger: { digestEncoding: "base64" },
      sender: { digestEncoding: "hex" },
      causes: ["other-digest-encoding hex"],
    },
    "another algorithm": { sender: { algorithm: "sha1" }, causes: ["other-algorithm sha1"] },
    "a longer algorithm": { sender: { algorithm: "sha512" }, causes: ["other-algorithm sha512"] },
    "a prefix that was left in": {
      presented: (token) => `sha256=${token}`,
      causes: ["prefix-left-in sha256="],
    },
    "a scheme word that was left in": {
      presented: (token) => `HMAC-SHA256 ${token}`,
      causes: ["prefix-left-in HMAC-SHA256 "],
    },
    "a line break behind our secret": {
      secret: "hunter2\n",
      senderSecret: "hunter2",
      causes: ["blanks-around-secret"],
    },
    "a secret that the sender decodes": {
      secret: inUtf8,
      sender: { secretEncoding: "hex" },
      causes: ["other-secret-encoding hex"],
    },
    "a secret that the sender does not decode": {
      secret: inUtf8,
      trigger: { secretEncoding: "hex" },
      sender: { secretEncoding: "utf8" },
      causes: ["other-secret-encoding utf8"],
    },
    "a signature of the body alone": {
      trigger: timestamped,
      sender: { basestringFormat: "{body}" },
      request: withTime,
      causes: ["only-body-signed"],
    },
    "a line break lost on the way": {
      request: post("a"),
      signedRequest: post("a\n"),
      causes: ["line-break-at-end-of-body"],
    },
    "a CRLF lost on the way": {
      request: post("a"),
      signedRequest: post("a\r\n"),
      causes: ["line-break-at-end-of-body"],
    },
    "a line break added on the way": {
      request: post("a\n"),
      signedRequest: post("a"),
      causes: ["line-break-at-end-of-body"],
    },
    "JSON made compact on the way": {
      request: post(json),
      signedRequest: post(python),
      causes: ["body-written-anew"],
    },
    "JSON written by Python on the way": {
      request: post(python),
      signedRequest: post(json),
      causes: ["body-written-anew"],
    },
    "JSON indented by two": {
      request: post(json),
      signedRequest: post(JSON.stringify(JSON.parse(json), null, 2)),
      causes: ["body-written-anew"],
    },
    "JSON indented by four": {
      request: post(json),
      signedRequest: post(JSON.stringify(JSON.parse(json), null, 4)),
      causes: ["body-written-anew"],
    },
    "another secret": { senderSecret: "another", causes: [] },
    "another body": { request: post("a"), signedRequest: post("b"), causes: [] },
    "a prefix that is the secret": {
      secret: "hunter2",
      presented: (token) => `hunter2=${token}`,
      causes: [],
    },
  };
  for (const [name, { causes, ...mistake }] of Object.entries(cases)) {
    it(`finds ${causes.length === 0 ? "no cause" : causes.join(", ")} for ${name}`, async () => {
      assert.deepEqual(await causesOf(mistake), causes);
    });
  }

  it("gives up on JSON that is nested too deeply to write anew", async () => {
    for (const depth of [1_000, 100_000]) {
      const body = `${"[".repeat(depth)}${"]".repeat(depth)}`;
      assert.deepEqual(await causesOf({ request: post(body), signedRequest: post("b") }), []);
    }
  });
});
