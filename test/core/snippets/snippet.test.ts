import assert from "node:assert/strict";
import { checkFiles } from "../../../src/core/language/check.ts";
import type { Message } from "../../../src/core/snippets/recipeFor.ts";
import {
  type SnippetLanguage,
  snippetFor,
  snippetLanguages,
} from "../../../src/core/snippets/snippet.ts";
import type { Trigger } from "../../../src/core/trigger/trigger.ts";

const languages = Object.keys(snippetLanguages) as SnippetLanguage[];
const url = "https://app.valohai.com/api/v0/launch/retrain/";

describe("snippetFor", () => {
  it("writes short curl for an HMAC", () => {
    assert.equal(
      codeIn("curl", signed, '{"event": "done"}'),
      `#!/bin/sh
: "\${WEBHOOK_TOKEN:?Set this environment variable.}"

body='{"event": "done"}'
timestamp=$(date +%s)
signature="v0=$(printf %s "v0:\${timestamp}:$body" |
  openssl dgst -sha256 -hmac "$WEBHOOK_TOKEN" -r | cut -d ' ' -f 1)"

curl --fail-with-body '${url}' \\
  -H 'Content-Type: application/json' \\
  -H "X-Request-Timestamp: $timestamp" \\
  -H "X-Signature: $signature" \\
  --data-binary "$body"
`,
    );
  });

  it("writes Python like the reference's own for an HMAC", () => {
    assert.equal(
      codeIn("python", signed, '{"event": "done"}'),
      `import hmac
import os
import sys
import time
import urllib.request

secret = os.getenv("WEBHOOK_TOKEN") or sys.exit("Set the environment variable WEBHOOK_TOKEN.")

body = '{"event": "done"}'
timestamp = str(int(time.time()))
signature = "v0=" + hmac.new(
    key=secret.encode(),
    msg=f"v0:{timestamp}:{body}".encode(),
    digestmod="sha256",
).hexdigest()

request = urllib.request.Request(
    "${url}",
    data=body.encode(),
    headers={
        "Content-Type": "application/json",
        "X-Request-Timestamp": timestamp,
        "X-Signature": signature,
    },
)
with urllib.request.urlopen(request) as response:
    print(response.status, response.read().decode())
`,
    );
  });

  it("writes Python with requests and PyJWT for a JWT", () => {
    assert.equal(
      codeIn("python-requests", jwt("HS256"), '{"event": "done"}'),
      `import os
import sys
import time

import jwt
import requests

secret = os.getenv("WEBHOOK_TOKEN") or sys.exit("Set the environment variable WEBHOOK_TOKEN.")

body = '{"event": "done"}'
now = int(time.time())
token = "JWT " + jwt.encode(
    {"iat": now, "exp": now + 60},
    key=secret.encode(),
    algorithm="HS256",
)

response = requests.post(
    "${url}",
    data=body.encode(),
    headers={
        "Content-Type": "application/json",
        "Authorization": token,
    },
)
print(response.status_code, response.text)
response.raise_for_status()
`,
    );
  });

  it("writes JavaScript that puts a token into a JSON body", () => {
    assert.equal(
      codeIn("javascript", inBody("static", "json-body"), '{"event": "done"}'),
      `const secret = process.env.WEBHOOK_TOKEN;
if (!secret) throw new Error("Set the environment variable WEBHOOK_TOKEN.");

const body = '{"event": "done","token":' + JSON.stringify(secret) + "}";

const response = await fetch("${url}", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
  },
  body,
});
console.log(response.status, await response.text());
if (!response.ok) process.exitCode = 1;
`,
    );
  });

  it("writes no secret key that stands in the file, in any language", () => {
    const canary = "canary-7f3a";
    for (const type of ["static", "hmac", "jwt"] as const) {
      const trigger = triggerOf([
        authentication(type, { "secret-key": canary, ...header("X-Token") }),
        authentication(type, { "secret-key": `${canary}-2`, ...header("X-Other") }),
        authentication("static", { "secret-key": "{env:WEBHOOK_SECRET}", ...header("X-Third") }),
      ]);
      for (const language of languages) {
        const code = codeIn(language, trigger, "{}");
        assert(!code.includes(canary));
        assert.match(code, /stands in the trigger file/);
        for (const name of ["WEBHOOK_SECRET", "WEBHOOK_SECRET_2", "WEBHOOK_SECRET_3"]) {
          assert.match(code, new RegExp(`\\b${name}\\b`));
        }
      }
    }
  });

  it("writes no code for a trigger that no sender can sign", () => {
    const trigger = triggerOf([
      authentication("hmac", { "basestring-format": "{header:X-B}", ...header("X-A") }),
      authentication("hmac", { "basestring-format": "{header:X-A}", ...header("X-B") }),
    ]);
    everywhere(trigger, "{}", /would have to cover itself/);
  });

  it("writes no code for two different values in one place", () => {
    const trigger = triggerOf([
      authentication("static", header("X-A")),
      authentication("hmac", header("x-a")),
    ]);
    everywhere(trigger, "{}", /Two conditions need different values/);
  });

  it("writes no code that puts a token into a body that cannot hold it", () => {
    everywhere(inBody("static", "json-body"), "[]", /not a JSON object/);
    everywhere(inBody("static", "url-encoded-body"), Buffer.from([255]), /not text/);
    const both = triggerOf([
      authentication("static", {
        "token-lookup-namespace": "url-encoded-body",
        "token-lookup-key": "a",
      }),
      authentication("static", { "token-lookup-namespace": "json-body", "token-lookup-key": "b" }),
    ]);
    everywhere(both, "{}", /form field a cannot be sent/);
    everywhere(both, "", /JSON key b cannot be sent/);
  });

  it("writes no code for headers that clients keep to themselves", () => {
    everywhere(triggerOf([authentication("static", header("Host"))]), "{}", /HTTP clients set/);
    const chunked = triggerOf([
      authentication("hmac", {
        "basestring-format": "{header:Transfer-Encoding}.{body}",
        ...header("X-A"),
      }),
    ]);
    everywhere(chunked, "{}", /HTTP clients set the header Transfer-Encoding/);
  });

  it("writes no code with a content type that no header can carry", () => {
    const snippet = snippetFor("curl", signed, { ...messageOf("{}"), contentType: "a\r\nX-B: c" });
    assert(snippet.outcome === "impossible");
  });

  it("says what a shell cannot do", () => {
    const named = triggerOf([
      authentication("static", { "secret-key": "{env:API-TOKEN}", ...header("X-A") }),
    ]);
    assert.match(whyNotIn("curl", named, "{}"), /named API-TOKEN/);
    assert.match(codeIn("javascript", named, "{}"), /process\.env\["API-TOKEN"\]/);
    assert.match(codeIn("python", named, "{}"), /os\.getenv\("API-TOKEN"\)/);
    assert.match(whyNotIn("curl", jwt("ES256"), "{}"), /can be signed with ES256 in this language/);
    assert.match(whyNotIn("curl", jwt("EdDSA"), "{}"), /can be signed with EdDSA in this language/);
    assert.match(whyNotIn("curl", inBody("hmac", "url-encoded-body"), "a=\0"), /U\+0000/);
  });
});

const signed = triggerOf([
  authentication("hmac", {
    "basestring-format": "v0:{header:X-Request-Timestamp}:{body}",
    "value-prefix": "v0=",
    ...header("X-Signature"),
  }),
  {
    "web-timestamp": {
      "timestamp-lookup-namespace": "http-header",
      "timestamp-lookup-key": "X-Request-Timestamp",
      "drift-tolerance": 300,
    },
  },
]);

function jwt(algorithm: string): Trigger {
  const fields = { algorithm, "value-prefix": "JWT ", ...header("Authorization") };
  return triggerOf([authentication("jwt", fields)]);
}

function inBody(type: "static" | "hmac", namespace: string): Trigger {
  const basestring = type === "hmac" ? { "basestring-format": "{header:X-Time}" } : {};
  const place = { "token-lookup-namespace": namespace, "token-lookup-key": "token" };
  return triggerOf([authentication(type, { ...basestring, ...place })]);
}

function authentication(type: "static" | "hmac" | "jwt", fields: object): object {
  const secret = { "secret-key": "{env:WEBHOOK_TOKEN}" };
  return { "web-authentication": { "auth-type": type, ...secret, ...fields } };
}

function header(name: string): object {
  return { "token-lookup-namespace": "http-header", "token-lookup-key": name };
}

function triggerOf(conditions: readonly object[]): Trigger {
  const text = `- trigger: ${JSON.stringify({ name: "retrain", conditions })}\n`;
  const [file] = checkFiles([{ path: "a.trigger.yaml", text }], {});
  return file?.triggers[0]?.trigger ?? assert.fail(JSON.stringify(file?.problems));
}

function messageOf(body: string | Uint8Array): Message {
  return { url, body: Buffer.from(body), contentType: "application/json" };
}

function codeIn(language: SnippetLanguage, trigger: Trigger, body: string | Uint8Array): string {
  const snippet = snippetFor(language, trigger, messageOf(body));
  return snippet.outcome === "written" ? snippet.code : assert.fail(snippet.why);
}

function whyNotIn(language: SnippetLanguage, trigger: Trigger, body: string | Uint8Array): string {
  const snippet = snippetFor(language, trigger, messageOf(body));
  return snippet.outcome === "impossible" ? snippet.why : assert.fail(snippet.code);
}

function everywhere(trigger: Trigger, body: string | Uint8Array, why: RegExp): void {
  for (const language of languages) assert.match(whyNotIn(language, trigger, body), why);
}
