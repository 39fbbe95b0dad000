import assert from "node:assert/strict";
import fc from "fast-check";
import { credentialsOf } from "../../../src/core/captures/credentials.ts";
import { maskCredentials, maskedText } from "../../../src/core/captures/mask.ts";
import { redact, restore } from "../../../src/core/captures/redact.ts";
import { SecretFinder } from "../../../src/core/captures/secretFinder.ts";
import { requestText } from "../../../src/core/request/requestText.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { anyReceived } from "../../support/arbitraries.ts";
import { hmac, post, staticToken, triggerOf } from "../../support/context.ts";

const lookups = [
  hmac({ tokenLookupKey: "X-Sig", valuePrefix: "sha256=" }),
  hmac({ tokenLookupNamespace: "querystring", tokenLookupKey: "s" }),
  hmac({ tokenLookupNamespace: "json-body", tokenLookupKey: "hook" }),
  hmac({ tokenLookupNamespace: "url-encoded-body", tokenLookupKey: "f" }),
  hmac({ tokenLookupKey: "Authorization", valuePrefix: "HMAC key=" }),
];

const credentials = credentialsOf([{ conditions: lookups }], []);
const none = credentialsOf([], []);

const jwtText = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLWl0";

function masked(request: ReturnType<typeof post>): string {
  const { request: shown, masked: count } = maskCredentials(
    { request, references: [] },
    credentials,
  );
  return `${requestText(shown).trim()}\n${count}`;
}

describe("masking", () => {
  it("masks the lookup keys of triggers in every namespace, and keeps their prefixes", () => {
    const headers = [
      ["x-sig", "sha256=abcdef"],
      ["X-Other", "kept"],
    ] as const;
    assert.equal(
      masked(
        post('{"hook": "a\\"b", "s":"x", "more":1}', { url: "/a?s=1&t=2&%73=3#s=4", headers }),
      ),
      'POST /a?s=[masked]&t=2&%73=[masked]#s=[masked]\nx-sig: sha256=[masked]\nX-Other: kept\n\n{"hook": "[masked]", "s":"[masked]", "more":1}\n6',
    );
    assert.equal(
      masked(post("a=1&f=two&b=3")),
      "POST /launch\n\n\na=1&f=[masked]&b=3\n1".replace("\n\n\n", "\n\n"),
    );
  });

  for (const [where, body, shown] of [
    [
      "in members of members",
      '{"auth":{"hook":"x","id":1}}',
      '{"auth":{"hook":"[masked]","id":1}}',
    ],
    ["in arrays", '[{"a":["x",{"HOOK":"x"}]}]', '[{"a":["x",{"HOOK":"[masked]"}]}]'],
    [
      "below a member",
      '{"hook":{"value":"x","all":["y",[]]},"b":"z"}',
      '{"hook":{"value":"[masked]","all":["[masked]",[]]},"b":"z"}',
    ],
    ["in members with escapes", '{"h\\u006fok":"x\\"y"}', '{"h\\u006fok":"[masked]"}'],
    [
      "in JSON that is a string of JSON",
      '{"Message":"{\\"hook\\":\\"a\\\\\\"b\\",\\"c\\":1}"}',
      '{"Message":"{\\"hook\\":\\"[masked]\\",\\"c\\":1}"}',
    ],
    [
      "as a number",
      '{"hook":123, "all":[{"hook":[-1.5e3 ,2]}],"c":4}',
      '{"hook":"[masked]", "all":[{"hook":["[masked]" ,"[masked]"]}],"c":4}',
    ],
    [
      "as a number in a member, but no literals",
      '{"hook":{"v":987,"a":true,"b":null},"c":1}',
      '{"hook":{"v":"[masked]","a":true,"b":null},"c":1}',
    ],
    [
      "as a number in JSON that is a string of JSON",
      '{"Message":"{\\"hook\\":12,\\"a\\":\\"{\\\\\\"hook\\\\\\":1}\\"}"}',
      '{"Message":"{\\"hook\\":\\"[masked]\\",\\"a\\":\\"{\\\\\\"hook\\\\\\":\\\\\\"[masked]\\\\\\"}\\"}"}',
    ],
    [
      "as a number in JSON that is a field",
      "payload=%7B%22hook%22%3A12%7D",
      "payload=%7B%22hook%22%3A%22[masked]%22%7D",
    ],
    ["without its quotes in broken JSON", '{"hook":a-b_1}', '{"hook":"[masked]"}'],
    ["as a number in JSON that is cut off", '{"hook": 12', '{"hook": "[masked]"'],
    ["in broken JSON", '{"hook":"x",}', '{"hook":"[masked]",}'],
    ["in JSON that is cut off", '{"a":{"hook":"x', '{"a":{"hook":"[masked]'],
    ["in JSON behind a byte order mark", '\ufeff{"hook":"x"}', '\ufeff{"hook":"[masked]"}'],
    [
      "in fields of fields",
      "a[hook]=x&hook.b=y&hooks=z",
      "a[hook]=[masked]&hook.b=[masked]&hooks=z",
    ],
    ["in fields with a number sign", "f=a#b=c&d=e", "f=[masked]&d=e"],
    ["in fields behind text", "hello world&f=x", "hello world&f=[masked]"],
    [
      "in JSON that is a field",
      "payload=%7B%22hook%22%3A%22a+b%22%2C%22c%22%3A%22d%22%7D&e=1",
      "payload=%7B%22hook%22%3A%22[masked]%22%2C%22c%22%3A%22d%22%7D&e=1",
    ],
  ] as const) {
    it(`masks what stands ${where}`, () => {
      assert.equal(masked(post(body)).replace(/^.*\n\n|\n\d+$/g, ""), shown);
    });
  }

  for (const [where, request, shown] of [
    [
      "a header",
      post("", {
        headers: [
          ["Referer", "https://a/?access_token=x&b=c"],
          ["X-Original-URI", "/a?b=c&token=x"],
          ["Link", "<https://a/?s=x>; rel=next, <https://b/#token=x>"],
        ],
      }),
      "Referer: https://a/?access_token=[masked]&b=c\nX-Original-URI: /a?b=c&token=[masked]\nLink: <https://a/?s=[masked]>; rel=next, <https://b/#token=[masked]>\n4",
    ],
    [
      "a string of JSON",
      post('{"callback":"https:\\/\\/a\\/?b=c\\u0026token=x?y","d":"[e] https://a?s=x"}'),
      '\n{"callback":"https:\\/\\/a\\/?b=c\\u0026token=[masked]","d":"[e] https://a?s=[masked]"}\n2',
    ],
    [
      "a field of a URL",
      post("", { url: "/?next=https%3A%2F%2Fa%2F%3Ftoken%3Dx%26b%3Dc&d=/a?s=x" }),
      "/?next=https%3A%2F%2Fa%2F%3Ftoken%3D[masked]%26b%3Dc&d=/a?s=[masked]\n2",
    ],
    [
      "a field of a form",
      post("a=b&next=https%3A%2F%2Fa%2F%3Ftoken%3Dx"),
      "\na=b&next=https%3A%2F%2Fa%2F%3Ftoken%3D[masked]\n1",
    ],
    ["prose", post("see https://a/?token=x now"), "\nsee https://a/?token=[masked] now\n1"],
  ] as const) {
    it(`masks what stands in the URLs of ${where}`, () => {
      assert.ok(masked(request).endsWith(shown), masked(request));
    });
  }

  it("leaves prose and markup alone, whatever words stand in them", () => {
    for (const body of [
      '<token kind="x">1</token>',
      "My secret plan = to wait",
      "no pairs at all",
    ]) {
      assert.equal(masked(post(body)), `POST /launch\n\n${body}\n0`);
    }
  });

  it("masks what carries credentials by its name", () => {
    const headers = [
      ["Authorization", "Bearer abc"],
      ["proxy-authorization", "Basic dXNlcjpwYXNz"],
      ["Cookie", "a=b"],
      ["X-Hub-Signature-256", "sha256=00ff"],
      ["X-Api-Key", "k"],
    ] as const;
    assert.equal(
      masked(post("", { headers, url: "/?access_token=1" })),
      "POST /?access_token=[masked]\nAuthorization: Bearer [masked]\nproxy-authorization: Basic [masked]\nCookie: [masked]\nX-Hub-Signature-256: sha256=[masked]\nX-Api-Key: [masked]\n6",
    );
  });

  it("masks a passphrase with its first word, but for the scheme of an authorization", () => {
    const headers = [
      ["Authorization", "hunter two"],
      ["Authorization", "token abc"],
      ["X-Token", "Bearer of rings"],
      ["Authorization", "HMAC key=abc"],
    ] as const;
    assert.equal(
      masked(post('{"password":"open sesame"}', { headers })),
      'POST /launch\nAuthorization: [masked]\nAuthorization: token [masked]\nX-Token: [masked]\nAuthorization: HMAC key=[masked]\n\n{"password":"[masked]"}\n5',
    );
  });

  it("masks the signature of a JWT wherever it stands", () => {
    assert.equal(
      masked(post(`see ${jwtText}.`, { headers: [["X", jwtText]] })),
      "POST /launch\nX: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.[masked]\n\nsee eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.[masked].\n2",
    );
  });

  it("leaves of a JWT at its place what it says, which is signed and no credential", () => {
    assert.match(
      masked(post("", { headers: [["Authorization", `Bearer ${jwtText}`]] })),
      /Bearer eyJhbGciOiJIUzI1NiJ9\.eyJzdWIiOiIxIn0\.\[masked\]\n/,
    );
  });

  it("gets through long texts of all kinds", () => {
    const size = 2 ** 19;
    for (const piece of [
      "a",
      "&",
      "ey-",
      "eyJhbGciOiJI.",
      "[",
      '{"a":',
      "?a=",
      "?a=%3F",
      "%25",
      '"\\',
    ]) {
      maskCredentials({ request: post(Buffer.alloc(size, piece)), references: [] }, credentials);
    }
  });

  it("leaves references where they are, and right", () => {
    const secrets = { SECRET: "the-secret-itself" };
    const lookup = (name: string) => new Secret(name === "SECRET" ? secrets.SECRET : "");
    const finder = new SecretFinder([
      { slug: "test", trigger: triggerOf(staticToken()), secrets: lookup },
    ]);
    const url = `/?s=long-signature&x=${secrets.SECRET}&token=${secrets.SECRET}&s=1-${secrets.SECRET}`;
    const shown = maskCredentials(redact(post("", { url }), finder), credentials);
    assert.equal(shown.request.url, "/?s=[masked]&x={env:SECRET}&token={env:SECRET}&s=[masked]");
    const back = restore(shown, (source) =>
      lookup(source.from === "environment" ? source.name : ""),
    );
    const body = JSON.stringify({ a: 1, token: 12345678, hook: 9 }).replace("9", secrets.SECRET);
    const bare = maskCredentials(redact(post(body), finder), credentials);
    assert.equal(
      Buffer.from(bare.request.body).toString(),
      '{"a":1,"token":"[masked]","hook":{env:SECRET}}',
    );
    assert.equal(bare.references.length, 1);
    assert.equal(back.url, `/?s=[masked]&x=${secrets.SECRET}&token=${secrets.SECRET}&s=[masked]`);
  });

  it("changes nothing else of any request", () => {
    fc.assert(
      fc.property(anyReceived, (request) => {
        const once = maskCredentials({ request, references: [] }, none);
        if (once.masked === 0) assert.equal(requestText(once.request), requestText(request));
        const twice = maskCredentials(once, none);
        assert.deepEqual(requestText(twice.request), requestText(once.request));
      }),
    );
  });

  it("says what it did", () => {
    assert.equal(maskedText(0), undefined);
    assert.equal(maskedText(1), "1 credential is masked.");
    assert.equal(maskedText(2), "2 credentials are masked.");
  });
});
