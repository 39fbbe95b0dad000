import assert from "node:assert/strict";
import fc from "fast-check";
import { harOf } from "../src/core/captures/har.ts";
import { httpOf } from "../src/core/captures/httpText.ts";
import { maskCaptures } from "../src/core/captures/mask.ts";
import { wholeUrlOf } from "../src/core/captures/replay.ts";
import { evaluate } from "../src/core/engine/evaluate.ts";
import { curlCommand } from "../src/core/inspector/curlCommand.ts";
import { inspect } from "../src/core/inspector/inspection.ts";
import { byteStringOf } from "../src/core/request/byteString.ts";
import { type Place, parametersOf } from "../src/core/request/lookUp.ts";
import { placeValue } from "../src/core/request/place.ts";
import type { WebhookRequest } from "../src/core/request/request.ts";
import type { WebAuthentication } from "../src/core/trigger/trigger.ts";
import { captureText } from "../src/extension/captures/captureText.ts";
import { anyHeaderName, anyNamespace, anyReceived, anyText } from "./support/arbitraries.ts";
import { freshCapture } from "./support/captures.ts";
import { contextOf, hmac, jwt, staticToken, triggerOf, webTimestamp } from "./support/context.ts";

const canary = "5Y8QjTk3vNwXzGd1";

type Lookup = Pick<WebAuthentication, "tokenLookupNamespace" | "tokenLookupKey" | "valuePrefix">;

const anyLookup: fc.Arbitrary<WebAuthentication> = anyNamespace.chain((tokenLookupNamespace) => {
  const isHeader = tokenLookupNamespace === "http-header";
  return fc
    .record({
      make: fc.constantFrom<(changes: Lookup) => WebAuthentication>(staticToken, hmac, jwt),
      tokenLookupKey: isHeader ? anyHeaderName : anyText.filter((key) => key !== ""),
      valuePrefix: fc.constantFrom("", "sha256=", "Bearer ", "vö="),
    })
    .map(({ make, ...changes }) => make({ tokenLookupNamespace, ...changes }));
});

/** Ways in which senders put a token where a trigger looks, or deeper, where none does. */
const manners: Readonly<Record<string, (request: WebhookRequest, place: Place) => WebhookRequest>> =
  {
    "where it belongs": (request, place) => placed(request, place),
    "in every namespace": (request, { key }) =>
      (["http-header", "querystring", "json-body", "url-encoded-body"] as const).reduce(
        (all, namespace) => placed(all, { namespace, key }),
        request,
      ),
    "in members and arrays": (request, { key }) => ({
      ...request,
      body: Buffer.from(JSON.stringify([{ a: { [key]: ["x", { b: canary }] } }], null, 1)),
    }),
    "in JSON within JSON": (request, { key }) => ({
      ...request,
      body: Buffer.from(JSON.stringify({ Message: JSON.stringify({ [key]: canary }) })),
    }),
    "in JSON within a form": (request, { key }) => ({
      ...request,
      body: Buffer.from(
        String(new URLSearchParams({ a: "1", payload: JSON.stringify({ [key]: canary }) })),
      ),
    }),
    "in a field of a field": (request, { key }) => ({
      ...request,
      body: Buffer.from(
        `b=1&${new URLSearchParams([[/[[\]]/.test(key) ? key : `auth[${key}]`, canary]])}`,
      ),
    }),
  };

function placed(request: WebhookRequest, place: Place): WebhookRequest {
  const placement = placeValue(request, place, byteStringOf(canary));
  return placement.outcome === "placed" ? placement.request : request;
}

describe("a credential", () => {
  it("is in no export, copy, comparison or inspection, whichever trigger looks it up and wherever it stands", async () => {
    const anyCase = fc.record({
      request: anyReceived,
      lookups: fc.array(anyLookup, { minLength: 1, maxLength: 3 }),
      manner: fc.constantFrom(...Object.values(manners)),
      /** The trigger that judged it; none of a request that was imported or met no trigger. */
      judge: fc.option(fc.nat({ max: 2 })),
    });
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ request, lookups, manner, judge }) => {
        const places = lookups.map(
          (lookup): Place => ({
            namespace: lookup.tokenLookupNamespace,
            key: lookup.tokenLookupKey,
          }),
        );
        const sent = places.reduce(manner, request);
        const triggers = lookups.map((lookup) => triggerOf(webTimestamp(), lookup));
        const own = judge === null ? undefined : triggers[judge];
        const verdict = own && (await evaluate(own, sent, contextOf()));
        const fresh = { ...freshCapture({ request: sent }), verdict };
        const capture = { ...fresh, position: 1, pinned: false };
        const { captures } = maskCaptures([capture], triggers);
        for (const one of captures) {
          const shown = [
            JSON.stringify(harOf(captures, { version: "0", comment: undefined })),
            httpOf(captures, undefined),
            curlCommand({ ...one.request, url: wholeUrlOf(one.request) }),
            captureText(one, "request"),
            captureText(one, "body"),
            JSON.stringify(inspect(one, { origin: undefined, replays: [] }, undefined)),
          ];
          for (const text of shown) assert.ok(!meaningsOf(text).includes(canary), text);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** A text and what its percent escapes and its base64 stand for. */
function meaningsOf(text: string): string {
  const coded = text.match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? [];
  const decoded = coded.map((each) => Buffer.from(each, "base64").toString("latin1"));
  return [text, ...parametersOf(byteStringOf(text)).values(), ...decoded].join("\n");
}
