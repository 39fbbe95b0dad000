import assert from "node:assert/strict";
import { evaluate } from "../../../src/core/engine/evaluate.ts";
import { sign } from "../../../src/core/engine/sign.ts";
import {
  type SigningProblem,
  signingProblemText,
} from "../../../src/core/engine/signingProblem.ts";
import { headerValues, type WebhookRequest } from "../../../src/core/request/request.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import type { Condition } from "../../../src/core/trigger/trigger.ts";
import {
  contextOf,
  hmac,
  jwt,
  now,
  outcomesOf,
  post,
  secretText,
  staticToken,
  triggerOf,
  webTimestamp,
} from "../../support/context.ts";
import { keyPairs, pkcs8, spki } from "../../support/keys.ts";

/** The request signed for the conditions; fails when it is not, or is then refused. */
async function accepted(
  conditions: readonly Condition[],
  request: WebhookRequest = post("payload"),
): Promise<WebhookRequest> {
  const trigger = triggerOf(...conditions);
  const signed = await sign(trigger, request, contextOf());
  assert.ok(signed.outcome === "signed", JSON.stringify(signed));
  const verdict = await evaluate(trigger, signed.request, contextOf());
  assert.deepEqual(
    outcomesOf(verdict).filter((outcome) => outcome !== "passed"),
    [],
  );
  return signed.request;
}

/** Why the request cannot be signed for the conditions. */
async function problemOf(
  conditions: readonly Condition[],
  request: WebhookRequest = post("payload"),
  changes: Parameters<typeof contextOf>[0] = {},
): Promise<SigningProblem | undefined> {
  const signed = await sign(triggerOf(...conditions), request, contextOf(changes));
  return signed.outcome === "impossible" ? signed.problem : undefined;
}

describe("sign", () => {
  it("signs the length that the body has in the end", async () => {
    const request = await accepted([
      staticToken({ tokenLookupNamespace: "url-encoded-body", tokenLookupKey: "token" }),
      hmac({ basestringFormat: "{header:Content-Length}.x" }),
    ]);
    assert.deepEqual(headerValues(request, "content-length"), [String(request.body.length)]);
  });

  it("leaves a request alone when there is nothing to prove", async () => {
    const request = post("payload", { headers: [["A", "b"]] });
    assert.deepEqual(await accepted([], request), request);
  });

  it("gives the headers that a basestring needs a time or an id, by their names", async () => {
    const format = "{header:X-Request-Timestamp}.{header:X-Id}.{header:X-Given}.{body}";
    const given = post("payload", { headers: [["x-given", "given"]] });
    const request = await accepted([hmac({ basestringFormat: format })], given);
    assert.deepEqual(headerValues(request, "X-Request-Timestamp"), [String(now / 1000)]);
    assert.match(headerValues(request, "X-Id")[0] ?? "", /^0{8}-/);
    assert.deepEqual(headerValues(request, "X-Given"), ["given"]);
  });

  it("puts a timestamp in its place before it is signed, in any order of the file", async () => {
    const signature = hmac({ basestringFormat: "{header:X-Time}.{body}" });
    const inHeader = webTimestamp();
    const inBody = webTimestamp({ timestampLookupNamespace: "json-body", timestampLookupKey: "t" });
    for (const timestamp of [inHeader, inBody]) {
      await accepted([signature, timestamp], post("{}"));
      await accepted([timestamp, signature], post("{}"));
    }
  });

  it("signs first what another signature covers", async () => {
    const inner = hmac({ tokenLookupKey: "X-Inner" });
    const outer = hmac({ basestringFormat: "{header:x-inner}" });
    const third = jwt({ tokenLookupNamespace: "json-body", tokenLookupKey: "token" });
    await accepted([inner, outer, third], post("{}"));
    await accepted([outer, third, inner], post("{}"));
  });

  it("lets two conditions share a place when they want the same value there", async () => {
    await accepted([staticToken(), staticToken({ tokenLookupKey: "x-token" })]);
    await accepted([webTimestamp(), webTimestamp({ driftTolerance: 5 })]);
  });

  it("replaces what a request already has in a token's place", async () => {
    const stale = post("payload", {
      headers: [
        ["x-token", "old"],
        ["X-TOKEN", "older"],
      ],
    });
    assert.equal(headerValues(await accepted([hmac()], stale), "X-Token").length, 1);
  });

  it("signs with a private key in any spelling that is understood", async () => {
    const { publicKey, privateKey } = keyPairs.es256;
    const trigger = triggerOf(jwt({ algorithm: "ES256" }));
    const pem = pkcs8(privateKey);
    const spellings = [
      pem,
      ` ${pem.replaceAll("\n", "\\n")}`,
      privateKey.export({ type: "sec1", format: "pem" }) as string,
      JSON.stringify(privateKey.export({ format: "jwk" })),
    ];
    for (const spelling of spellings) {
      const context = contextOf({
        secrets: { SECRET: spki(publicKey) },
        privateKey: new Secret(spelling),
      });
      const signed = await sign(trigger, post(), context);
      assert.ok(signed.outcome === "signed");
      assert.equal((await evaluate(trigger, signed.request, context)).verdict, "accepted");
    }
  });
});

describe("sign, when it is impossible", () => {
  const inJson = { tokenLookupNamespace: "json-body", tokenLookupKey: "token" } as const;
  const inForm = { tokenLookupNamespace: "url-encoded-body", tokenLookupKey: "token" } as const;
  const headerPlace = { namespace: "http-header", key: "X-Token" } as const;

  it("sees a signature that would have to cover itself", async () => {
    const circles: readonly (readonly Condition[])[] = [
      [hmac(inJson)],
      [hmac(inForm)],
      [hmac({ basestringFormat: "{header:x-TOKEN}" })],
      [
        hmac({ basestringFormat: "{header:B}", tokenLookupKey: "A" }),
        hmac({ basestringFormat: "{header:A}", tokenLookupKey: "B" }),
      ],
      [hmac({ ...inJson, basestringFormat: "{header:A}" }), hmac({ tokenLookupKey: "A" })],
    ];
    for (const conditions of circles) {
      assert.deepEqual(await problemOf(conditions, post("{}")), { problem: "circle" });
    }
  });

  it("sees two different values in one place", async () => {
    const problem = { problem: "place-taken", place: headerPlace };
    assert.deepEqual(await problemOf([staticToken(), hmac({ algorithm: "sha512" })]), problem);
    const timestamp = webTimestamp({ timestampLookupKey: "X-Token" });
    assert.deepEqual(await problemOf([timestamp, staticToken()]), problem);
  });

  it("sees a body that would have to be JSON and a form", async () => {
    const timestamp = webTimestamp({ timestampLookupNamespace: "json-body" });
    const why = async (...conditions: readonly Condition[]) => {
      const problem = await problemOf(conditions, post(""));
      return problem?.problem === "unplaceable" ? problem.why : undefined;
    };
    assert.equal(await why(timestamp, staticToken(inForm)), "body-is-json");
    assert.equal(await why(staticToken(inForm), timestamp), "body-not-json-object");
  });

  it("sees a value that its place cannot carry", async () => {
    for (const secret of ["two\nlines", "two\r\nlines", " blank", "blank ", "nul\0"]) {
      const problem = await problemOf([staticToken()], post(), { secrets: { SECRET: secret } });
      assert.deepEqual(problem, {
        problem: "unplaceable",
        place: headerPlace,
        why: "header-value",
      });
    }
    const place = { namespace: "http-header", key: "X Token" } as const;
    assert.deepEqual(await problemOf([staticToken({ tokenLookupKey: "X Token" })]), {
      problem: "unplaceable",
      place,
      why: "header-name",
    });
    assert.equal((await problemOf([staticToken(inJson)], post("no JSON")))?.problem, "unplaceable");
  });

  it("sees a basestring header that no request can have", async () => {
    assert.deepEqual(await problemOf([hmac({ basestringFormat: "{header:X Time}{body}" })]), {
      problem: "unplaceable",
      place: { namespace: "http-header", key: "X Time" },
      why: "header-name",
    });
  });

  it("sees a basestring header that the request has twice", async () => {
    const twice = post("", {
      headers: [
        ["A", "1"],
        ["a", "1"],
      ],
    });
    const problem = await problemOf([hmac({ basestringFormat: "{header:A}" })], twice);
    assert.deepEqual(problem, { problem: "header-ambiguous", name: "A" });
  });

  it("sees secrets that are missing, empty or of no use", async () => {
    const none = { secrets: {} };
    for (const condition of [staticToken(), hmac(), jwt()]) {
      const missing = { problem: "secret-missing", names: ["SECRET"] };
      assert.deepEqual(await problemOf([condition], post(), none), missing);
      const empty = await problemOf([{ ...condition, secretKey: "" }]);
      assert.deepEqual(empty, { problem: "secret-missing", names: [] });
    }
    for (const condition of [hmac({ secretEncoding: "hex" }), jwt({ secretEncoding: "hex" })]) {
      const unusable = { problem: "secret-unusable", why: "not-in-secret-encoding" };
      assert.deepEqual(await problemOf([condition]), unusable);
    }
    const secrets = { SECRET: spki(keyPairs.es256.publicKey) };
    const publicKey = { problem: "secret-unusable", why: "public-key-for-hs" };
    assert.deepEqual(await problemOf([jwt()], post(), { secrets }), publicKey);
  });

  it("sees private keys that are missing or of no use", async () => {
    const condition = jwt({ algorithm: "RS256" });
    const missing = { problem: "private-key-missing", algorithm: "RS256" };
    assert.deepEqual(await problemOf([condition]), missing);
    const keys = {
      "not-a-private-key": secretText,
      "key-type-does-not-fit": pkcs8(keyPairs.es256.privateKey),
      "rsa-below-2048-bits": pkcs8(keyPairs.rsa1024.privateKey),
    };
    for (const [why, text] of Object.entries(keys)) {
      const problem = await problemOf([condition], post(), { privateKey: new Secret(text) });
      assert.deepEqual(problem, { problem: "private-key-unusable", why });
    }
  });
});

describe("signingProblemText", () => {
  it("is a sentence for every problem", () => {
    const place = { namespace: "http-header", key: "X-Token" } as const;
    const problems: { readonly [P in SigningProblem["problem"]]: SigningProblem & { problem: P } } =
      {
        circle: { problem: "circle" },
        "header-ambiguous": { problem: "header-ambiguous", name: "A" },
        "place-taken": { problem: "place-taken", place },
        "private-key-missing": { problem: "private-key-missing", algorithm: "ES256" },
        "private-key-unusable": { problem: "private-key-unusable", why: "not-a-private-key" },
        "secret-missing": { problem: "secret-missing", names: ["A", "B"] },
        "secret-unusable": { problem: "secret-unusable", why: "not-in-secret-encoding" },
        unplaceable: { problem: "unplaceable", place, why: "header-value" },
      };
    for (const problem of Object.values(problems)) {
      const text = signingProblemText(problem);
      assert.match(text, /^[A-Z].*\.$/);
      assert.doesNotMatch(text, /undefined/);
    }
  });
});
