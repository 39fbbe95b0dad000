import { generateKeyPairSync, type KeyObject } from "node:crypto";

/** A trigger with a message, and the environment with which a snippet for them must be accepted. */
export interface SnippetCase {
  readonly title: string;
  readonly conditions: readonly object[];
  readonly body: string | Uint8Array;
  readonly contentType: string;
  /** Further query parameters of the address. */
  readonly query: string;
  /** Whether the body arrives as it was given, without a token in it. */
  readonly keepsBody: boolean;
  readonly secrets: Readonly<Record<string, string>>;
  /** What the sender has in its environment when it is not the secrets. */
  readonly environment: Readonly<Record<string, string>>;
}

const awkward = `'single' "double" \`ticks\` $HOME $(id) \${x} \\n \\ %s %d {} {body} {{}} !! é 😀`;
const lines = `${awkward}\n\t- yaml: [x] # no\n"""\n'''\nEND\n\`\n`;
const binary = Buffer.from([0, 1, 2, 10, 13, 34, 39, 36, 92, 128, 192, 255, 0, 10]);
const json = `{ "nested": {"token": [1]}, "big": 12345678901234567890, "text": "it's \\"so\\" $x \\\\ é" }\n`;
const form = "event=new+data&x=%25%27&y='$z'";
const secret = `s3cr'et "$HOME" \`id\` \\ % {} é`;
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ec521 = generateKeyPairSync("ec", { namedCurve: "P-521" });
const ed = generateKeyPairSync("ed25519");

const key = "{env:WEBHOOK_TOKEN}";
const header = (name: string) => ({
  "token-lookup-namespace": "http-header",
  "token-lookup-key": name,
});

function authentication(type: "static" | "hmac" | "jwt", fields: object): object {
  return { "web-authentication": { "auth-type": type, "secret-key": key, ...fields } };
}

function timestamp(namespace: string, name: string, fields: object = {}): object {
  return {
    "web-timestamp": {
      "timestamp-lookup-namespace": namespace,
      "timestamp-lookup-key": name,
      "drift-tolerance": 60,
      ...fields,
    },
  };
}

function snippetCase(
  title: string,
  conditions: readonly object[],
  given: Partial<SnippetCase> = {},
): SnippetCase {
  const secrets = given.secrets ?? { WEBHOOK_TOKEN: secret };
  return {
    title,
    conditions,
    body: lines,
    contentType: "text/plain",
    query: "",
    keepsBody: true,
    environment: secrets,
    ...given,
    secrets,
  };
}

const asJson = { body: json, contentType: "application/json", keepsBody: false };
const asForm = { body: form, contentType: "application/x-www-form-urlencoded", keepsBody: false };

function asymmetric(algorithm: string, pair: { publicKey: KeyObject; privateKey: KeyObject }) {
  const publicKey = pair.publicKey.export({ type: "spki", format: "pem" });
  const privateKey = pair.privateKey.export({ type: "pkcs8", format: "pem" });
  return snippetCase(
    `a JWT of ${algorithm} in a header`,
    [authentication("jwt", { algorithm, "value-prefix": "Bearer ", ...header("Authorization") })],
    {
      secrets: { WEBHOOK_TOKEN: String(publicKey) },
      environment: { WEBHOOK_PRIVATE_KEY: String(privateKey) },
    },
  );
}

/** Every auth type at every namespace, with names, texts and bodies that quoting could get wrong. */
export const snippetCases: readonly SnippetCase[] = [
  snippetCase("a static token in a header", [
    authentication("static", { ...header("Authorization") }),
  ]),
  snippetCase(
    "a static token behind a prefix in the querystring",
    [
      authentication("static", {
        "value-prefix": `pre'fix "$x" \\ {é} `,
        "token-lookup-namespace": "querystring",
        "token-lookup-key": `to ken&=é$'"{}`,
      }),
    ],
    { query: "a=[1-3]&b={x,y}&c=%20&d='$HOME'" },
  ),
  snippetCase(
    "a static token in a form body",
    [
      authentication("static", {
        "token-lookup-namespace": "url-encoded-body",
        "token-lookup-key": `to ken&=é$'"`,
      }),
    ],
    asForm,
  ),
  snippetCase(
    "a static token behind a prefix in a JSON body",
    [
      authentication("static", {
        "value-prefix": `pre'fix "$x" \\ {é} `,
        "token-lookup-namespace": "json-body",
        "token-lookup-key": `to"ken\\ $x 'é`,
      }),
    ],
    asJson,
  ),
  snippetCase(
    "a literal secret key",
    [authentication("static", { "secret-key": "literal-canary", ...header("X-Token") })],
    { secrets: {}, environment: { WEBHOOK_SECRET: "literal-canary" } },
  ),
  snippetCase(
    "a secret key of several references",
    [authentication("hmac", { "secret-key": "{env:one}-'$-{env:TWO}", ...header("X-Signature") })],
    { secrets: { one: secret, TWO: "second" } },
  ),
  snippetCase(
    "secrets whose names are those of variables in the code",
    [
      authentication("static", {
        "secret-key": "{env:body}",
        "value-prefix": "a ",
        ...header("X-A"),
      }),
      authentication("static", {
        "secret-key": "{env:token}",
        "value-prefix": "b ",
        ...header("X-B"),
      }),
      authentication("jwt", { "secret-key": "{env:now}", ...header("X-C") }),
      authentication("jwt", { "secret-key": "{env:unsigned}", ...header("X-D") }),
      authentication("hmac", {
        "secret-key": "{env:key}",
        "secret-encoding": "base64",
        ...header("X-E"),
      }),
    ],
    { secrets: { body: "1", token: "2", now: "3", unsigned: "4", key: "a2V5" } },
  ),
  snippetCase(
    "an HMAC of SHA-256 over a body of bytes",
    [
      authentication("hmac", {
        algorithm: "sha256",
        ...header("X-Hub-Signature-256"),
        "value-prefix": "sha256=",
      }),
    ],
    { body: binary, contentType: "application/octet-stream" },
  ),
  snippetCase(
    "an HMAC of SHA-1 in base64 over a basestring with awkward texts and bytes",
    [
      authentication("hmac", {
        algorithm: "sha1",
        "digest-encoding": "base64",
        "basestring-format": `${awkward}\n{header:X-Time}{body}é:{header:X-Request-Id}`,
        "value-prefix": `"v$0'= `,
        ...header("X-Signature"),
      }),
      timestamp("http-header", "x-time"),
    ],
    { body: binary, contentType: "application/octet-stream" },
  ),
  snippetCase("an HMAC of SHA-224 in base64url in the querystring", [
    authentication("hmac", {
      algorithm: "sha224",
      "digest-encoding": "base64url",
      "basestring-format": `${awkward}|{body}|{header:X-Sent-Date}\n`,
      "token-lookup-namespace": "querystring",
      "token-lookup-key": "signature",
    }),
  ]),
  snippetCase(
    "an HMAC of SHA-384 in base64 in a JSON body",
    [
      authentication("hmac", {
        algorithm: "sha384",
        "digest-encoding": "base64",
        "basestring-format": "{header:X-Id}.{header:X-Time}",
        "value-prefix": `v"0='\\`,
        "token-lookup-namespace": "json-body",
        "token-lookup-key": "signature",
      }),
    ],
    asJson,
  ),
  snippetCase(
    "an HMAC of SHA-512 in base64 in a form body",
    [
      authentication("hmac", {
        algorithm: "sha512",
        "digest-encoding": "base64",
        "basestring-format": "{header:X-Time}",
        "token-lookup-namespace": "url-encoded-body",
        "token-lookup-key": "signature",
      }),
    ],
    asForm,
  ),
  snippetCase(
    "an HMAC with a key in hexadecimal",
    [authentication("hmac", { "secret-encoding": "hex", ...header("X-Signature") })],
    { secrets: { WEBHOOK_TOKEN: "00ff10AB" }, body: "@not-a-file" },
  ),
  snippetCase(
    "an HMAC as of Standard Webhooks",
    [
      authentication("hmac", {
        "secret-encoding": "base64",
        "digest-encoding": "base64",
        "basestring-format": "{header:webhook-id}.{header:webhook-timestamp}.{body}",
        "value-prefix": "v1,",
        ...header("webhook-signature"),
      }),
      timestamp("http-header", "webhook-timestamp"),
    ],
    { secrets: { WEBHOOK_TOKEN: "whsec_AP8QAP+/" }, body: "one\r\ntwo\rthree\n\n" },
  ),
  snippetCase(
    "an HMAC with a key in base64url without padding",
    [authentication("hmac", { "secret-encoding": "base64url", ...header("X-Signature") })],
    { secrets: { WEBHOOK_TOKEN: "_-8QAA" }, body: "" },
  ),
  snippetCase("an HMAC over headers that clients set", [
    authentication("hmac", {
      "basestring-format":
        "{header:Host} {header:content-type} {header:User-Agent} {header:Content-Length} {header:Accept}",
      ...header("X-Signature"),
    }),
  ]),
  snippetCase(
    "a signature over another token and a timestamp in the body",
    [
      authentication("hmac", {
        "basestring-format": "{header:X-Token}:{body}:{header:Authorization}",
        ...header("X-Signature"),
      }),
      authentication("static", { "value-prefix": "é ", ...header("X-Token") }),
      authentication("jwt", { ...header("Authorization"), "value-prefix": `J"$W\\T{} ` }),
      authentication("static", {
        "secret-key": "{env:OTHER}",
        "token-lookup-namespace": "json-body",
        "token-lookup-key": "big",
      }),
      timestamp("json-body", "sent", { "timestamp-unit": "milliseconds" }),
    ],
    { ...asJson, secrets: { WEBHOOK_TOKEN: secret, OTHER: `o"th\\er` } },
  ),
  snippetCase(
    "timestamps in every namespace",
    [
      timestamp("http-header", "X-Time", { "timestamp-unit": "milliseconds" }),
      timestamp("http-header", "x-time", {
        "timestamp-unit": "milliseconds",
        "drift-tolerance": 90,
      }),
      timestamp("querystring", "sent at"),
      timestamp("url-encoded-body", "t"),
    ],
    { ...asForm, secrets: {} },
  ),
  snippetCase("a JWT of HS256 in a header", [
    authentication("jwt", { ...header("Authorization"), "value-prefix": "JWT " }),
  ]),
  snippetCase(
    "a JWT of HS384 in a form body",
    [
      authentication("jwt", {
        algorithm: "HS384",
        "token-lookup-namespace": "url-encoded-body",
        "token-lookup-key": "token",
      }),
    ],
    { ...asForm, body: "" },
  ),
  snippetCase(
    "a JWT of HS512 with a key in base64 in the querystring",
    [
      authentication("jwt", {
        algorithm: "HS512",
        "secret-encoding": "base64",
        "token-lookup-namespace": "querystring",
        "token-lookup-key": "token",
        "value-prefix": "Bearer ",
      }),
    ],
    { secrets: { WEBHOOK_TOKEN: "whsec_AP8QAP+/" } },
  ),
  snippetCase(
    "a JWT of HS256 in a JSON body",
    [authentication("jwt", { "token-lookup-namespace": "json-body", "token-lookup-key": "token" })],
    { ...asJson, body: "{}" },
  ),
  asymmetric("RS256", rsa),
  asymmetric("PS384", rsa),
  asymmetric("ES256", ec),
  asymmetric("ES512", ec521),
  asymmetric("EdDSA", ed),
];
