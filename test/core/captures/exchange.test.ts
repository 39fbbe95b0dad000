import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import fc from "fast-check";
import { type Capture, timeOrderedId } from "../../../src/core/captures/capture.ts";
import { harOf } from "../../../src/core/captures/har.ts";
import { httpDocumentOf, httpOf } from "../../../src/core/captures/httpText.ts";
import { importedCapture } from "../../../src/core/captures/imported.ts";
import { redact } from "../../../src/core/captures/redact.ts";
import { readRequestFile, readRequestFiles } from "../../../src/core/captures/requestFile.ts";
import { SecretFinder } from "../../../src/core/captures/secretFinder.ts";
import { textOf } from "../../../src/core/request/byteString.ts";
import type { WebhookRequest } from "../../../src/core/request/request.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { anyReceived } from "../../support/arbitraries.ts";
import { freshCapture } from "../../support/captures.ts";
import { now, post, staticToken, triggerOf } from "../../support/context.ts";

const note = { version: "0.1.0", comment: undefined };
const context = { now, newId: () => crypto.randomUUID(), finder: new SecretFinder([]) };

const secret = "a/secret with + and ü";
const finder = new SecretFinder([
  { slug: "test", trigger: triggerOf(staticToken()), secrets: () => new Secret(secret) },
]);

function captureOf(request: WebhookRequest): Capture {
  const redacted = redact(request, finder);
  const { sender, verdict, ...fresh } = freshCapture({ ...redacted });
  return { ...fresh, sender: undefined, verdict: undefined, position: 0, pinned: false };
}

/** What a file brings in, as far as it is what a capture was. */
function imported(fileName: string, text: string): readonly Capture[] {
  return readRequestFiles(fileName, text).map((read) => {
    assert.ok(read.outcome === "read", JSON.stringify(read));
    const fresh = importedCapture(read, context);
    return {
      ...fresh,
      trigger: { ...fresh.trigger, path: "test.trigger.yaml" },
      position: 0,
      pinned: false,
    };
  });
}

/** Bodies are compared as bytes, whatever holds them. */
function comparable(captures: readonly Capture[]) {
  return captures.map((capture) => ({
    ...capture,
    request: { ...capture.request, body: Buffer.from(capture.request.body).toString("latin1") },
  }));
}

const files: Readonly<Record<string, (captures: readonly Capture[]) => string>> = {
  "a.har": (captures) => JSON.stringify(harOf(captures, note)),
  "a.http": (captures) => httpOf(captures, "A comment."),
};

const anyCaptures = fc.array(
  fc
    .oneof(
      anyReceived,
      // A secret at a place of its own, and lines that mean something in an .http file.
      anyReceived.map((request) => ({ ...request, url: `/x?t=${encodeURIComponent(secret)}` })),
      fc
        .array(
          fc.constantFrom(
            "### x",
            "< ./a",
            "> {% a %}",
            "# c",
            "",
            " ",
            "\r",
            "{{x}}",
            "// d",
            secret,
          ),
          { maxLength: 8 },
        )
        .map((lines) =>
          post(lines.join("\n"), {
            headers: [
              ["X-Empty", ""],
              ["x-empty", "# a: b"],
            ],
          }),
        ),
    )
    .map(captureOf),
  { minLength: 1, maxLength: 4 },
);

const require = createRequire(import.meta.url);

describe("exports of captures", () => {
  for (const [fileName, write] of Object.entries(files)) {
    it(`come back from ${fileName.slice(1)} as they were, whatever bytes they have`, () => {
      fc.assert(
        fc.property(anyCaptures, (captures) => {
          const back = imported(fileName, write(captures));
          assert.deepEqual(comparable(back), comparable(captures));
        }),
        { numRuns: 300 },
      );
    });
  }

  it("are HAR 1.2 by its schema", () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json") as object);
    const schemas = require("har-schema") as Readonly<Record<string, object>>;
    for (const schema of Object.values(schemas)) ajv.addSchema(schema);
    const validate = ajv.getSchema("har.json#") ?? assert.fail("there is no schema");
    fc.assert(
      fc.property(anyCaptures, (captures) => {
        validate(JSON.parse(JSON.stringify(harOf(captures, note))));
        assert.deepEqual(validate.errors, null);
      }),
    );
  });

  it("show a text as it is in an .http file, and what is none in base64", () => {
    const text = httpOf(
      [
        captureOf(
          post('{"a":1}', {
            headers: [
              ["Host", "a.example:8080"],
              ["X-Ä".normalize(), "1"],
            ],
          }),
        ),
      ],
      undefined,
    );
    assert.match(text, /^### Test accepted 2023-11-14T22:13:20\.000Z\n# hooksmith: \{/);
    assert.match(
      text,
      /\nPOST http:\/\/a\.example:8080\/launch HTTP\/1\.1\nHost: a\.example:8080\n/,
    );
    assert.match(text, /\n\n\{"a":1\}\n$/);
    const bytes = httpOf([captureOf(post(Uint8Array.of(0xff, 0)))], undefined);
    assert.match(bytes, /"encoding":"base64"/);
    assert.match(bytes, /\n\n\/wA=\n$/);
  });

  it("give the line that was changed, where a comment tells the bytes of what stood there", () => {
    const request = post("b", {
      headers: [
        ["X-A", "\xff"],
        ["X-B", "\xfe"],
      ],
      url: "/a?\xff",
    });
    const text = httpDocumentOf(request);
    const same = readRequestFile("a.http", text);
    assert.ok(same.outcome === "read");
    assert.deepEqual(same.request.headers, request.headers);
    assert.equal(same.request.url, request.url);
    const edited = readRequestFile("a.http", text.replace("X-B: \ufffd", "X-B: new"));
    assert.ok(edited.outcome === "read");
    assert.deepEqual(edited.request.headers, [
      ["X-A", "\xff"],
      ["X-B", "new"],
    ]);
  });

  it("keep only references that stand where they say", () => {
    const [capture] = imported(
      "a.http",
      httpOf([captureOf(post(`token ${secret}`))], undefined).replace(
        "token {env",
        "the token {env",
      ),
    );
    assert.deepEqual(capture?.references, []);
  });
});

describe("imports from other tools", () => {
  const entry = (request: object) =>
    JSON.stringify({
      log: {
        entries: [
          {
            startedDateTime: "2026-01-02T03:04:05.678+01:00",
            request: {
              method: "POST",
              url: "https://a.example/hook?x=1#y",
              headers: [],
              ...request,
            },
            response: { status: 200 },
          },
        ],
      },
    });

  it("take the target and the host from the URL, and state the length of the body", () => {
    const [capture] = imported("a.har", entry({ postData: { mimeType: "a/b", text: "Größe" } }));
    assert.equal(capture?.url, "/hook?x=1#y");
    assert.deepEqual(capture.request.headers, [
      ["Host", "a.example"],
      ["Content-Length", "7"],
    ]);
    assert.equal(textOf(Buffer.from(capture.request.body).toString("latin1")), "Größe");
    assert.equal(capture.receivedAt, Date.parse("2026-01-02T02:04:05.678Z"));
    assert.equal(capture.outcome, "unjudged");
    assert.equal(capture.id, timeOrderedId(capture.id, capture.receivedAt));
  });

  it("take pseudo headers of HTTP/2 for what they stand for", () => {
    const headers = [":method", ":authority", ":scheme", "x-a"].map((name) => ({
      name,
      value: "b.example",
    }));
    const [capture] = imported("a.har", entry({ headers }));
    assert.deepEqual(capture?.request.headers, [
      ["Host", "b.example"],
      ["x-a", "b.example"],
    ]);
  });

  it("take the query from its list where the URL has none", () => {
    const queryString = [{ name: "a b", value: "ü" }];
    const [capture] = imported("a.har", entry({ url: "http://a/", queryString }));
    assert.equal(capture?.url, "/?a+b=%C3%BC");
  });

  it("read several requests of an .http file, with queries on lines of their own", () => {
    const text =
      "@host = x\n\n### one\nGET http://a/b\n  ?c=d\n  &e=f\nX-A: 1\n\n###\n\n### two\nPOST http://a/ HTTP/1.1\n\nbody\n";
    const captures = imported("a.http", text);
    assert.deepEqual(
      captures.map(({ method, url, bodySize }) => [method, url, bodySize]),
      [
        ["GET", "/b?c=d&e=f", 0],
        ["POST", "/", 4],
      ],
    );
  });
});
