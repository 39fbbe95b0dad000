import fc from "fast-check";
import type { ByteString } from "../../src/core/request/byteString.ts";
import type { WebhookRequest } from "../../src/core/request/request.ts";
import type { Json, Namespace } from "../../src/core/trigger/trigger.ts";

export const anyNamespace: fc.Arbitrary<Namespace> = fc.constantFrom(
  "http-header",
  "querystring",
  "url-encoded-body",
  "json-body",
);

/** A body of any bytes, much of which is no UTF-8. */
export const anyBytes: fc.Arbitrary<Uint8Array> = fc.uint8Array({ maxLength: 80 });

/** Text of any characters, without lone surrogates. */
export const anyText: fc.Arbitrary<string> = fc.string({ unit: "grapheme", maxLength: 20 });

/** What HTTP can carry as a header value: bytes, no control characters, no blanks at the ends. */
export const anyHeaderValue: fc.Arbitrary<ByteString> = fc
  .string({
    unit: fc
      .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0x80, max: 0xff }))
      .map((code) => String.fromCharCode(code)),
    maxLength: 20,
  })
  .map((value) => value.replace(/^ +| +$/g, ""));

/** A header name (RFC 9110, section 5.6.2). */
export const anyHeaderName: fc.Arbitrary<string> = fc.stringMatching(
  /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,12}$/,
);

/** A JSON value; its keys may be `__proto__`. */
export const anyJson: fc.Arbitrary<Json> = fc.jsonValue() as fc.Arbitrary<Json>;

/** A JSON object as text, in a layout that is not always the shortest. */
export const anyJsonObject: fc.Arbitrary<string> = fc
  .tuple(fc.dictionary(anyText, fc.jsonValue()), fc.constantFrom(0, 1, "\t", "\r\n"))
  .map(([document, indent]) => JSON.stringify(document, null, indent));

/** Pairs as they stand in a querystring or URL-encoded body, not all of them well encoded. */
export const anyPairs: fc.Arbitrary<ByteString> = fc.oneof(
  fc.array(fc.tuple(anyText, anyText)).map((pairs) => new URLSearchParams(pairs).toString()),
  fc.stringMatching(/^[a-z0-9%&=+?[\].-]{0,30}$/),
);

/** A POST request with any headers and any bytes as its body. */
export const anyRequest: fc.Arbitrary<WebhookRequest> = fc.record({
  method: fc.constant("POST"),
  url: anyPairs.map((pairs) => (pairs === "" ? "/launch" : `/launch?${pairs}`)),
  headers: fc.array(fc.tuple(anyHeaderName, anyHeaderValue), { maxLength: 4 }),
  body: fc.oneof(
    anyBytes,
    anyJsonObject.map((text) => Buffer.from(text)),
    anyPairs.map((text) => Buffer.from(text)),
  ),
});

/** A header value as a listener receives it, tabs included: any bytes that HTTP allows. */
const anyReceivedValue: fc.Arbitrary<ByteString> = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0x20, max: 0x7e }),
      fc.integer({ min: 0x80, max: 0xff }),
      fc.constant(9),
    ),
    {
      maxLength: 24,
    },
  )
  .map((codes) => String.fromCharCode(...codes).replace(/^[ \t]+|[ \t]+$/g, ""));

/** A request as a listener receives it: any bytes, headers of odd case and several times, any target. */
export const anyReceived: fc.Arbitrary<WebhookRequest> = fc.record({
  method: fc.constantFrom("POST", "PUT", "GET", "DELETE", "PATCH", "M-SEARCH", "OPTIONS"),
  url: fc
    .array(fc.oneof(fc.integer({ min: 0x21, max: 0x7e }), fc.integer({ min: 0x80, max: 0xff })), {
      maxLength: 20,
    })
    .map((codes) => `/${String.fromCharCode(...codes)}`),
  headers: fc.array(
    fc.tuple(
      fc.oneof(anyHeaderName, fc.constantFrom("X-Twice", "x-twice", "X-TWICE")),
      anyReceivedValue,
    ),
    { maxLength: 8 },
  ),
  body: fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    anyJsonObject.map((text) => Buffer.from(text)),
    anyText.map((text) => Buffer.from(text)),
    anyPairs.map((text) => Buffer.from(text)),
  ),
});
