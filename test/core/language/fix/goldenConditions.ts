import { authentication, timestamp, withConditions, withHmac } from "../marked.ts";
import { actions, type GoldenRow, jwt, limit, marked, possible, spki, sure } from "./goldenCase.ts";

/** The fixes of what conditions and rate limits say together. */
export const goldenConditions = {
  "signature-circle": [
    possible(
      withHmac({ "token-lookup-namespace": "«signature-circle json-body»" }),
      "Look it up in a header",
      "json-body",
      "http-header",
    ),
  ],
  "public-key-for-hs": [
    sure(
      jwt({
        algorithm: "hs512",
        "secret-key": `«public-key-for-hs ${spki("MIIBIjANBgkqhkiG9w0BAQEFAAOC")}»`,
      }),
      "Choose RS512, which this key is made for",
      "hs512",
      "RS512",
    ),
    sure(
      jwt({ "secret-key": `«public-key-for-hs ${spki("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE")}»` }),
      "Choose ES256, which this key is made for",
      "jwt\n",
      "jwt\n          algorithm: ES256\n",
    ),
    sure(
      jwt({ "secret-key": `«public-key-for-hs '{"kty":"OKP","crv":"Ed25519","x":"a"}'»` }),
      "Choose EdDSA, which this key is made for",
      "jwt\n",
      "jwt\n          algorithm: EdDSA\n",
    ),
  ],
  "asymmetric-needs-public-key": "no clear mend",
  "env-reference-malformed": [
    sure(
      withHmac({ "secret-key": '"a«env-reference-malformed { ENV : KEY»"' }),
      "Change to `{env:KEY}`",
      "{ ENV : KEY",
      "{env:KEY}",
    ),
  ],
  "no-conditions": [
    possible(
      "- trigger:\n    name: A\n    «no-conditions conditions»: # none yet\n    # what follows\n    tests: []\n",
      "Add a static token",
      "none yet\n",
      'none yet\n      - web-authentication:\n          auth-type: static\n          secret-key: "{env:A_SECRET}"\n          token-lookup-namespace: http-header\n          token-lookup-key: Authorization\n',
    ),
    possible(
      "- trigger: { name: A, «no-conditions conditions»: [] }\n",
      "Add a static token",
      "[]",
      '[{ web-authentication: { auth-type: static, secret-key: "{env:A_SECRET}", token-lookup-namespace: http-header, token-lookup-key: Authorization } }]',
    ),
    possible(
      "- «no-conditions trigger»:\n      name: New labels\n      actions:\n          - web-response-text: a\n",
      "Add a static token",
      "New labels\n",
      'New labels\n      conditions:\n          - web-authentication:\n                auth-type: static\n                secret-key: "{env:NEW_LABELS_SECRET}"\n                token-lookup-namespace: http-header\n                token-lookup-key: Authorization\n',
    ),
    possible(
      "- trigger:\n    name: A\n    «no-conditions conditions»: [] # none\n",
      "Add an HMAC authentication",
      ": [] # none\n",
      ': # none\n      - web-authentication:\n          auth-type: hmac\n          secret-key: "{env:A_SECRET}"\n          token-lookup-namespace: http-header\n          token-lookup-key: X-Signature\n',
    ),
    possible(
      '[{ «no-conditions "trigger"»: { "name": "A" } }]',
      "Add a static token",
      '"A"',
      '"A", "conditions": [{ "web-authentication": { "auth-type": "static", "secret-key": "{env:A_SECRET}", "token-lookup-namespace": "http-header", "token-lookup-key": "Authorization" } }]',
    ),
  ],
  "literal-secret": [
    sure(
      withHmac({ "secret-key": "«literal-secret hello» # c" }),
      "Move it to secret storage as `A_SECRET`",
      "hello",
      '"{env:A_SECRET}"',
    ),
    sure(
      withConditions(
        authentication({ "secret-key": "«literal-secret |-\n            one\n            two»" }),
      ),
      "Move it to secret storage as `A_SECRET`",
      "|-\n            one\n            two",
      '"{env:A_SECRET}"',
    ),
    sure(
      withConditions(
        authentication({ "secret-key": "'{env:A_SECRET}'" }),
        authentication({ "secret-key": "«literal-secret 'it''s'»" }),
      ),
      "Move it to secret storage as `A_SECRET_2`",
      "'it''s'",
      "'{env:A_SECRET_2}'",
    ),
  ],
  "env-unresolved": [
    sure(withHmac({ "secret-key": '"a«env-unresolved {env:B}»"' }), "Set the secret `B`", "", ""),
  ],
  "prefix-without-blank": [
    sure(
      jwt({ "value-prefix": "«prefix-without-blank JWT»" }),
      "Add the blank that follows it",
      "JWT",
      '"JWT "',
    ),
    sure(
      jwt({ "value-prefix": "«prefix-without-blank 'bearer'»" }),
      "Add the blank that follows it",
      "bearer",
      "bearer ",
    ),
  ],
  "field-not-used": [
    sure(
      withConditions(authentication({ "«field-not-used algorithm»": "sha256 # a\n          # b" })),
      "Remove `algorithm`",
      "          algorithm: sha256 # a\n",
      "",
    ),
    sure(
      "- trigger: { name: A, conditions: [web-authentication: {\n    auth-type: static, # a\n    # b\n    «field-not-used algorithm»: sha256, # c\n    # d\n    secret-key: '{env:A}', token-lookup-namespace: http-header, token-lookup-key: X\n    }] }\n",
      "Remove `algorithm`",
      "    algorithm: sha256, # c\n",
      "",
    ),
  ],
  "timestamp-not-signed": [
    possible(
      withHmac({}, timestamp({ "timestamp-lookup-key": "«timestamp-not-signed X-Time»" })),
      "Add `{header:X-Time}` to the basestring",
      '"{env:KEY}"\n',
      '"{env:KEY}"\n          basestring-format: "{header:X-Time}.{body}"\n',
    ),
    possible(
      withHmac(
        { "basestring-format": "v0:{header:X-Id}:{body}" },
        timestamp({ "timestamp-lookup-key": "«timestamp-not-signed X-Time»" }),
      ),
      "Add `{header:X-Time}` to the basestring",
      ":{body}",
      ":{header:X-Time}:{body}",
    ),
    possible(
      withHmac(
        { "basestring-format": '"{header:X-Time}"' },
        timestamp({ "timestamp-lookup-namespace": "«timestamp-not-signed json-body»" }),
      ),
      "Add `{body}` to the basestring",
      '}"\n      - web-timestamp',
      '}.{body}"\n      - web-timestamp',
    ),
  ],
  "basestring-without-delimiter": [
    possible(
      withHmac({ "basestring-format": '"a:«basestring-without-delimiter {header:X-Time}{body}»"' }),
      "Put `:` between them",
      "}{",
      "}:{",
    ),
    possible(
      withHmac({
        "basestring-format": "«basestring-without-delimiter >-\n            {header:A}{body}»",
      }),
      "Put `.` between them",
      "}{",
      "}.{",
    ),
  ],
  "unknown-placeholder": [
    sure(
      withHmac({ "basestring-format": '"a «unknown-placeholder { Body }»"' }),
      "Change to `{body}`",
      "{ Body }",
      "{body}",
    ),
  ],
  "json-key-not-top-level": "no clear mend",
  "rate-limit-pointless": [
    sure(
      withConditions(
        limit(60, 10),
        "      # a\n",
        limit(60, 11, "«rate-limit-pointless rate-limit»"),
        "      # b\n",
      ),
      "Remove this limit",
      "      - rate-limit: { period: 60, quota: 11 }\n",
      "",
    ),
    sure(
      "- trigger:\n    name: A\n    conditions:\n    - rate-limit: { period: 60, quota: 10 }\n    # hooksmith-ignore: no-rate-limit\n    - «rate-limit-pointless rate-limit»: { period: 60, quota: 11 }",
      "Remove this limit",
      "\n    # hooksmith-ignore: no-rate-limit\n    - rate-limit: { period: 60, quota: 11 }",
      "",
    ),
  ],
  "rate-limit-twice": [
    sure(
      "- trigger: { name: A, conditions: [rate-limit: { period: 60, quota: 10 }, «rate-limit-twice rate-limit»: { period: 60, quota: 10 }] }\n",
      "Remove this limit",
      ", rate-limit: { period: 60, quota: 10 }]",
      "]",
    ),
  ],
  "not-portable": [
    sure(
      withHmac({ "«not-portable digest-encoding»": "hex" }),
      "Remove `digest-encoding`, which changes nothing",
      "          digest-encoding: hex\n",
      "",
    ),
  ],
  "jwt-body-not-covered": "no clear mend",
  "hmac-without-timestamp": [
    possible(
      marked("hmac-without-timestamp", withHmac({}), "web-authentication"),
      "Sign a timestamp in `X-Timestamp` and check it",
      "          token-lookup-namespace: http-header\n          token-lookup-key: X-Token\n",
      '          basestring-format: "{header:X-Timestamp}.{body}"\n          token-lookup-namespace: http-header\n          token-lookup-key: X-Token\n      - web-timestamp:\n          timestamp-lookup-namespace: http-header\n          timestamp-lookup-key: X-Timestamp\n          drift-tolerance: 300\n',
    ),
    possible(
      marked(
        "hmac-without-timestamp",
        withHmac({ "basestring-format": '"{header:X-Request-Time}:{body}"' }),
        "web-authentication",
      ),
      "Check the timestamp in `X-Request-Time`",
      '{body}"\n',
      '{body}"\n      - web-timestamp:\n          timestamp-lookup-namespace: http-header\n          timestamp-lookup-key: X-Request-Time\n          drift-tolerance: 300\n',
    ),
  ],
  "no-rate-limit": [
    possible(
      actions("run-execution: { step: S }").replace("conditions:", "«no-rate-limit conditions»:"),
      "Add a limit of 10 launches in an hour",
      "X-Token\n",
      "X-Token\n      - rate-limit: { period: 3600, quota: 10 }\n",
    ),
    possible(
      `- trigger:\n    name: A\n    «no-rate-limit conditions»: [\n      # signed\n      { web-authentication: { auth-type: static, secret-key: '{env:A}', token-lookup-namespace: http-header, token-lookup-key: A } } # a\n    ]\n    actions: [run-execution: { step: S }]\n`,
      "Add a limit of 10 launches in an hour",
      " # a\n",
      ", # a\n      { rate-limit: { period: 3600, quota: 10 } }\n",
    ),
  ],
} as const satisfies Readonly<Record<string, GoldenRow>>;
