import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../src/core/engine/evaluate.ts";
import { sign } from "../src/core/engine/sign.ts";
import { lookUp } from "../src/core/request/lookUp.ts";
import { placeValue } from "../src/core/request/place.ts";
import { type WebhookRequest, withHeader } from "../src/core/request/request.ts";
import { Secret } from "../src/core/secrets/secret.ts";
import type {
  AsymmetricJwtAlgorithm,
  Condition,
  DigestEncoding,
  HmacAlgorithm,
  HmacAuthentication,
  JwtAlgorithm,
  Namespace,
  Reason,
  SecretEncoding,
  WebAuthentication,
} from "../src/core/trigger/trigger.ts";
import {
  digestEncodings,
  hmacAlgorithms,
  jwtAlgorithms,
  namespaces,
  secretEncodings,
  timestampUnits,
} from "../src/core/trigger/words.ts";
import {
  anyBytes,
  anyHeaderValue,
  anyJsonObject,
  anyPairs,
  anyText,
} from "./support/arbitraries.ts";
import {
  contextOf,
  hmac,
  jwt,
  now,
  outcomesOf,
  post,
  rateLimit,
  staticToken,
  triggerOf,
  webTimestamp,
} from "./support/context.ts";
import { keyPairs, otherPairFor, pairFor, pkcs8, spki } from "./support/keys.ts";

type Context = Parameters<typeof contextOf>[0];

/** A signed request that was accepted, and how it fares when something is changed. */
interface Delivery {
  readonly request: WebhookRequest;
  fares(changes: {
    readonly request?: WebhookRequest;
    readonly context?: Context;
  }): Promise<readonly string[]>;
}

/** Signs a request for the conditions and asserts that it is accepted. */
async function delivered(
  conditions: readonly Condition[],
  request: WebhookRequest,
  context: Context,
): Promise<Delivery> {
  const trigger = triggerOf(...conditions);
  const signed = await sign(trigger, request, contextOf(context));
  assert.ok(signed.outcome === "signed", JSON.stringify(signed));
  const judge = async (sent: WebhookRequest, changed: Context) =>
    outcomesOf(await evaluate(trigger, sent, contextOf(changed)));
  assert.deepEqual(
    await judge(signed.request, context),
    conditions.map(() => "passed"),
  );
  return {
    request: signed.request,
    fares: (changes) =>
      judge(changes.request ?? signed.request, { ...context, ...changes.context }),
  };
}

/** A request whose body a value can be put into, where that is where it goes. */
function anyRequestFor(namespace: Namespace): fc.Arbitrary<WebhookRequest> {
  const anyBody: Readonly<Record<Namespace, fc.Arbitrary<string | Uint8Array>>> = {
    "http-header": anyBytes,
    querystring: anyBytes,
    "url-encoded-body": anyPairs,
    "json-body": fc.oneof(fc.constant(""), anyJsonObject),
  };
  return fc
    .tuple(anyBody[namespace], anyHeaderValue, anyHeaderValue, anyPairs)
    .map(([body, first, second, pairs]) =>
      post(body, {
        url: `/launch?${pairs}`,
        headers: [
          ["x-first", first],
          ["Other", "header"],
          ["X-Second", second],
        ],
      }),
    );
}

/** A prefix that a header can begin with. */
const anyPrefix = fc.oneof(
  fc.constantFrom("", "Bearer ", "v0=", "$&"),
  anyText.map((text) => `p${text}`),
);

/** A basestring of literal text and several headers, and of the body when it may be covered. */
function anyBasestring(body: "{body}" | ""): fc.Arbitrary<string> {
  const anyPiece = fc.oneof(
    anyText,
    fc.constantFrom(
      "{header:X-First}",
      "{header:x-second}",
      "{header:X-Made-Id}",
      ":",
      ".",
      "\n",
      body,
    ),
  );
  return fc
    .tuple(fc.array(anyPiece, { maxLength: 5 }), fc.array(anyPiece, { maxLength: 2 }))
    .map(([before, after]) => [...before, "{header:X-First}", body, ...after].join(""));
}

/** A shared secret in its encoding. */
function anySecret(encoding: SecretEncoding): fc.Arbitrary<string> {
  if (encoding === "utf8") return anyText.map((text) => `s${text}s`);
  const encoded = fc
    .uint8Array({ minLength: 1, maxLength: 40 })
    .map((bytes) => Buffer.from(bytes).toString(encoding));
  return encoding === "base64"
    ? fc.tuple(fc.constantFrom("", "whsec_"), encoded).map((parts) => parts.join(""))
    : encoded;
}

/** Another secret in the same encoding, which stands for another key. */
function otherThan(secret: string, encoding: SecretEncoding): string {
  // HMAC pads its key with zero bytes, so zeros alone would make no other key.
  const first = { utf8: "x", hex: "ff", base64: "////", base64url: "____" }[encoding];
  return first + secret.replace("whsec_", "");
}

/** The request with another first character in the value of a place. */
function withOtherToken(condition: WebAuthentication, request: WebhookRequest): WebhookRequest {
  const place = { namespace: condition.tokenLookupNamespace, key: condition.tokenLookupKey };
  const found = lookUp(request, place);
  assert.ok(found.found === "text");
  const at = found.value.length - 5;
  const other = found.value[at] === "0" ? "1" : "0";
  const value = found.value.slice(0, at) + other + found.value.slice(at + 1);
  const placement = placeValue(request, place, value);
  assert.ok(placement.outcome === "placed");
  return placement.request;
}

const anyFlip = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));

/** The request with one byte of its body changed, or one more when it has none. */
function withOtherByte(
  request: WebhookRequest,
  [at, bits]: readonly [number, number],
): WebhookRequest {
  const body = request.body.length === 0 ? new Uint8Array(1) : Uint8Array.from(request.body);
  if (request.body.length > 0) body[at % body.length] = (body[at % body.length] ?? 0) ^ bits;
  return { ...request, body };
}

function without(request: WebhookRequest, header: string): WebhookRequest {
  const headers = request.headers.filter(([name]) => name.toLowerCase() !== header);
  return { ...request, headers };
}

const runs = { numRuns: 6 };
const words = <W extends string>(table: Readonly<Record<W, unknown>>) => Object.keys(table) as W[];

describe("sign, then evaluate, with a static token", () => {
  for (const tokenLookupNamespace of words(namespaces)) {
    it(`accepts the secret in ${tokenLookupNamespace}, and no other`, async () => {
      const anyDelivery = fc.tuple(
        anyRequestFor(tokenLookupNamespace),
        anyPrefix,
        anySecret("utf8"),
      );
      await fc.assert(
        fc.asyncProperty(anyDelivery, async ([request, valuePrefix, secret]) => {
          const condition = staticToken({ tokenLookupNamespace, valuePrefix });
          const { fares } = await delivered([condition], request, { secrets: { SECRET: secret } });
          const other = { secrets: { SECRET: otherThan(secret, "utf8") } };
          assert.deepEqual(await fares({ context: other }), ["token-mismatch"]);
          const noJson = tokenLookupNamespace === "json-body" && request.body.length === 0;
          const reason = noJson ? "body-unreadable" : "value-missing";
          assert.deepEqual(await fares({ request }), [reason]);
        }),
      );
    });
  }
});

describe("sign, then evaluate, with an HMAC", () => {
  const combinations = (tokenLookupNamespace: Namespace, algorithm: HmacAlgorithm) =>
    words<DigestEncoding>(digestEncodings).flatMap((digestEncoding) =>
      words<SecretEncoding>(secretEncodings).map(
        (secretEncoding): Partial<HmacAuthentication> & { secretEncoding: SecretEncoding } => ({
          tokenLookupNamespace,
          algorithm,
          digestEncoding,
          secretEncoding,
        }),
      ),
    );

  for (const namespace of words(namespaces)) {
    const inBody = namespace === "url-encoded-body" || namespace === "json-body";
    for (const algorithm of words(hmacAlgorithms)) {
      it(`accepts ${algorithm} in ${namespace}, and nothing that was changed`, async () => {
        for (const fields of combinations(namespace, algorithm)) {
          const anyDelivery = fc.record({
            request: anyRequestFor(namespace),
            valuePrefix: anyPrefix,
            secret: anySecret(fields.secretEncoding),
            basestringFormat: anyBasestring(inBody ? "" : "{body}"),
            flip: anyFlip,
          });
          await fc.assert(
            fc.asyncProperty(anyDelivery, async ({ request, secret, flip, ...rest }) => {
              const condition = hmac({ ...fields, ...rest });
              const delivery = await delivered([condition], request, {
                secrets: { SECRET: secret },
              });
              const { fares, request: sent } = delivery;
              const refused = async (reason: Reason, changed: WebhookRequest) =>
                assert.deepEqual(await fares({ request: changed }), [reason]);
              const other = { secrets: { SECRET: otherThan(secret, fields.secretEncoding) } };
              assert.deepEqual(await fares({ context: other }), ["signature-mismatch"]);
              await refused("signature-mismatch", withHeader(sent, "X-First", "changed"));
              await refused("basestring-header-missing", without(sent, "x-first"));
              await refused("signature-mismatch", withOtherToken(condition, sent));
              if (!inBody) await refused("signature-mismatch", withOtherByte(sent, flip));
            }),
            runs,
          );
        }
      });
    }
  }
});

describe("sign, then evaluate, with a JWT", () => {
  for (const namespace of words(namespaces)) {
    for (const algorithm of words<JwtAlgorithm>(jwtAlgorithms)) {
      it(`accepts ${algorithm} in ${namespace} for a minute, and no other key`, async () => {
        const encodings: readonly SecretEncoding[] = algorithm.startsWith("HS")
          ? words(secretEncodings)
          : ["utf8"];
        for (const secretEncoding of encodings) {
          const anyDelivery = fc.record({
            request: anyRequestFor(namespace),
            valuePrefix: anyPrefix,
            secret: anySecret(secretEncoding),
          });
          await fc.assert(
            fc.asyncProperty(anyDelivery, async ({ request, valuePrefix, secret }) => {
              const condition = jwt({
                tokenLookupNamespace: namespace,
                algorithm,
                secretEncoding,
                valuePrefix,
              });
              const { right, other } = keysFor(algorithm, secret, secretEncoding);
              const { fares, request: sent } = await delivered([condition], request, right);
              const at = (time: number) => fares({ context: { now: time } });
              assert.deepEqual(await at(now + 59_999), ["passed"]);
              assert.deepEqual(await at(now + 60_000), ["jwt-expired"]);
              assert.deepEqual(await at(now - 1), ["jwt-not-yet-valid"]);
              assert.deepEqual(await fares({ context: other }), ["jwt-signature-mismatch"]);
              const forged = withOtherToken(condition, sent);
              assert.deepEqual(await fares({ request: forged }), ["jwt-signature-mismatch"]);
            }),
            algorithm.startsWith("HS") ? runs : { numRuns: 3 },
          );
        }
      });
    }
  }
});

describe("sign, then evaluate, with a timestamp", () => {
  for (const namespace of words(namespaces)) {
    for (const timestampUnit of words(timestampUnits)) {
      it(`accepts ${timestampUnit} in ${namespace} up to the tolerance, both ways`, async () => {
        const anyTime = fc.integer({ min: 1_000_000_000, max: 4_000_000_000 });
        const anyTolerance = fc.integer({ min: 1, max: 1_000_000 });
        await fc.assert(
          fc.asyncProperty(
            anyRequestFor(namespace),
            anyTime,
            anyTolerance,
            async (request, time, driftTolerance) => {
              const condition = webTimestamp({
                timestampLookupNamespace: namespace,
                timestampUnit,
                driftTolerance,
              });
              const at = (seconds: number) => ({ now: seconds * 1000 });
              const { fares } = await delivered([condition], request, at(time));
              const outcome = async (seconds: number) => fares({ context: at(time + seconds) });
              assert.deepEqual(await outcome(driftTolerance), ["passed"]);
              assert.deepEqual(await outcome(-driftTolerance), ["passed"]);
              const refused = ["timestamp-out-of-tolerance"];
              assert.deepEqual(await outcome(driftTolerance + 1), refused);
              assert.deepEqual(await outcome(-driftTolerance - 1), refused);
            },
          ),
          { numRuns: 25 },
        );
      });
    }
  }

  it("refuses a fresh timestamp on an old signature", async () => {
    const signature = hmac({ basestringFormat: "{header:X-Time}.{body}" });
    const { fares, request } = await delivered([signature, webTimestamp()], post("payload"), {});
    const later = { now: now + 3_600_000 };
    assert.deepEqual(await fares({ context: later }), ["passed", "timestamp-out-of-tolerance"]);
    const refreshed = withHeader(request, "X-Time", String(later.now / 1000));
    const outcomes = await fares({ request: refreshed, context: later });
    assert.deepEqual(outcomes, ["signature-mismatch", "passed"]);
  });
});

describe("sign, then evaluate, with everything at once", () => {
  it("accepts each condition and reports the one that fails", async () => {
    const conditions = [
      rateLimit(1, 60),
      hmac({ basestringFormat: "{header:X-Time}.{body}", digestEncoding: "base64" }),
      webTimestamp(),
      staticToken({ tokenLookupNamespace: "json-body", tokenLookupKey: "token" }),
      jwt({ tokenLookupNamespace: "querystring", tokenLookupKey: "jwt", valuePrefix: "JWT " }),
    ];
    await fc.assert(
      fc.asyncProperty(anyRequestFor("json-body"), async (request) => {
        const { fares, request: sent } = await delivered(conditions, request, {});
        const withoutQuery = { ...sent, url: "/launch" };
        const outcomes = await fares({ request: withoutQuery });
        assert.deepEqual(outcomes, ["passed", "passed", "passed", "passed", "value-missing"]);
        const placement = placeValue(sent, { namespace: "json-body", key: "token" }, "other");
        assert.ok(placement.outcome === "placed");
        const changed = await fares({ request: placement.request });
        const failed = ["passed", "signature-mismatch", "passed", "token-mismatch", "passed"];
        assert.deepEqual(changed, failed);
      }),
    );
  });
});

/** What signs and verifies tokens of an algorithm, and the same with another key to verify. */
function keysFor(
  algorithm: JwtAlgorithm,
  secret: string,
  encoding: SecretEncoding,
): { readonly right: NonNullable<Context>; readonly other: NonNullable<Context> } {
  if (algorithm === "HS256" || algorithm === "HS384" || algorithm === "HS512") {
    return {
      right: { secrets: { SECRET: secret } },
      other: { secrets: { SECRET: otherThan(secret, encoding) } },
    };
  }
  const { publicKey, privateKey } = keyPairs[pairFor[algorithm]];
  return {
    right: { secrets: { SECRET: spki(publicKey) }, privateKey: new Secret(pkcs8(privateKey)) },
    other: { secrets: { SECRET: spki(otherPublicKey(algorithm)) } },
  };
}

function otherPublicKey(algorithm: AsymmetricJwtAlgorithm) {
  return keyPairs[otherPairFor[pairFor[algorithm]]].publicKey;
}
