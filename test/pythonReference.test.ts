import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Header } from "../src/core/request/request.ts";
import { launchPath } from "../src/core/trigger/address.ts";
import type { Reason } from "../src/core/trigger/trigger.ts";
import { sendRequest } from "../src/node/sendRequest.ts";
import { interpreters, itWith, runProgram } from "./support/interpreters.ts";
import { type Listening, listening } from "./support/listening.ts";

const secret = "a reasonably long secret passphrase";

/** The triggers as the steps of the Webhook Triggers Reference describe them. */
const triggers = `
- trigger:
    name: static
    conditions:
      - web-authentication:
          auth-type: static
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          secret-key: "{env:WEBHOOK_TOKEN}"
- trigger:
    name: hmac
    conditions:
      - web-authentication:
          auth-type: hmac
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          secret-key: "{env:WEBHOOK_TOKEN}"
          algorithm: SHA256
- trigger:
    name: jwt
    conditions:
      - web-authentication:
          auth-type: jwt
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          secret-key: "{env:WEBHOOK_TOKEN}"
          algorithm: HS256
- trigger:
    name: timestamp
    conditions:
      - web-authentication:
          auth-type: hmac
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          secret-key: "{env:WEBHOOK_TOKEN}"
          basestring-format: prefix.{body}.{header:Request-Timestamp}
          algorithm: SHA256
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: Request-Timestamp
          drift-tolerance: 60
- trigger:
    name: jwt behind a prefix
    conditions:
      - web-authentication:
          auth-type: jwt
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          value-prefix: "JWT "
          secret-key: "{env:WEBHOOK_TOKEN}"
- trigger:
    name: hmac with a basestring
    conditions:
      - web-authentication:
          auth-type: hmac
          token-lookup-namespace: http-header
          token-lookup-key: X-Hmac-Signature
          value-prefix: v0=
          basestring-format: "hmac:{header:X-Hmac-Timestamp}:{body}"
          secret-key: "{env:WEBHOOK_TOKEN}"
- trigger:
    name: token in the body
    conditions:
      - web-authentication:
          auth-type: static
          token-lookup-namespace: url-encoded-body
          token-lookup-key: token
          secret-key: "{env:WEBHOOK_TOKEN}"
`;

const programs = [
  { file: "static-urllib", slug: "static", wrong: "token-mismatch" },
  { file: "static-requests", slug: "static", wrong: "token-mismatch" },
  { file: "hmac-authentication", slug: "hmac", wrong: "signature-mismatch" },
  { file: "jwt-authentication", slug: "jwt", wrong: "jwt-signature-mismatch" },
  { file: "timestamp-with-hmac", slug: "timestamp", wrong: "signature-mismatch" },
] as const;

describe("the reference's own", () => {
  let listener: Listening;

  before(async () => {
    listener = await listening(triggers, { secrets: { WEBHOOK_TOKEN: secret } });
  });

  describe("Python programs", () => {
    for (const { file, slug, wrong } of programs) {
      const interpreter =
        file === "static-requests" || file === "jwt-authentication"
          ? interpreters.pythonWithPackages
          : interpreters.python;

      itWith(interpreter, `${file}.py is answered 200`, async () => {
        const { exitCode, output } = await runProgram(interpreter, programText(file, slug), {
          WEBHOOK_TOKEN: secret,
        });
        assert.equal(exitCode, 0, output);
        assert.equal(lastVerdict().status, 200);
        const body = lastReceived().request.body;
        assert.equal(Buffer.from(body).toString(), "hello=valohai&prompt=draw+me+a+shark");
      });

      itWith(
        interpreter,
        `${file}.py is answered 400 for ${wrong} with a wrong token`,
        async () => {
          await runProgram(interpreter, programText(file, slug), { WEBHOOK_TOKEN: `${secret}.` });
          assert.deepEqual(refusal(), { status: 400, reasons: [wrong] });
        },
      );
    }

    itWith(
      interpreters.pythonWithPackages,
      "jwt-authentication.py has its expiry in the header, which is noted",
      async () => {
        const program = programText("jwt-authentication", "jwt");
        await runProgram(interpreters.pythonWithPackages, program, { WEBHOOK_TOKEN: secret });
        assert.deepEqual(lastVerdict().trace[0]?.check.notes, ["jwt-expiry-in-header"]);
      },
    );
  });

  describe("example of a JWT behind a prefix", () => {
    const send = (value: string) =>
      answerTo("jwt-behind-a-prefix", [["Authorization", value]], "{}");

    it("is accepted", async () => {
      assert.deepEqual(await send(`JWT ${jwt()}`), accepted);
    });

    it("is refused when a character of the prefix is off", async () => {
      assert.deepEqual(await send(`JWT${jwt()}`), refused("prefix-missing"));
      assert.deepEqual(await send(`JWt ${jwt()}`), refused("prefix-missing"));
      assert.deepEqual(await send(`JWT  ${jwt()}`), refused("jwt-malformed"));
    });

    it("is refused when a character of the token is off", async () => {
      const [header, claims, signature] = jwt().split(".");
      const other = `${header}.${claims}.${signature?.startsWith("A") ? "B" : "A"}${signature?.slice(1)}`;
      assert.deepEqual(await send(`JWT ${other}`), refused("jwt-signature-mismatch"));
    });
  });

  describe("example of an HMAC with a basestring", () => {
    const body = '{"event": "new"}\n';
    const time = "1700000000";
    const send = (signature: string, headers: readonly Header[] = [["X-Hmac-Timestamp", time]]) =>
      answerTo("hmac-with-a-basestring", [...headers, ["X-Hmac-Signature", signature]], body);

    it("is accepted", async () => {
      assert.deepEqual(await send(`v0=${hmac(`hmac:${time}:${body}`)}`), accepted);
    });

    it("is refused when a character of the prefix is off", async () => {
      const digest = hmac(`hmac:${time}:${body}`);
      assert.deepEqual(await send(`v1=${digest}`), refused("prefix-missing"));
      assert.deepEqual(await send(`v0= ${digest}`), refused("signature-malformed"));
    });

    it("is refused when a character of the basestring is off", async () => {
      for (const basestring of [
        `hmac.${time}:${body}`,
        `hmac:${time}.${body}`,
        `Hmac:${time}:${body}`,
        `hmac:${time}:${body.trim()}`,
      ]) {
        assert.deepEqual(await send(`v0=${hmac(basestring)}`), refused("signature-mismatch"));
      }
    });

    it("is refused when a character of the timestamp header is off", async () => {
      const signature = `v0=${hmac(`hmac:${time}:${body}`)}`;
      assert.deepEqual(
        await send(signature, [["X-Hmac-Timestamp", "1700000001"]]),
        refused("signature-mismatch"),
      );
      assert.deepEqual(
        await send(signature, [["X-Hmac-Timestamps", time]]),
        refused("basestring-header-missing"),
      );
    });
  });

  describe("example of a static token in a URL-encoded body", () => {
    const send = (body: string) =>
      answerTo("token-in-the-body", [["Content-Type", "application/x-www-form-urlencoded"]], body);
    const encoded = encodeURIComponent(secret);

    it("is accepted", async () => {
      assert.deepEqual(await send(`token=${encoded}&event_type=new_data`), accepted);
    });

    it("is refused when a character of the token or its key is off", async () => {
      assert.deepEqual(
        await send(`token=${encoded}.&event_type=new_data`),
        refused("token-mismatch"),
      );
      assert.deepEqual(
        await send(`tokens=${encoded}&event_type=new_data`),
        refused("value-missing"),
      );
      assert.deepEqual(await send(`token=${encoded}&token=${encoded}`), refused("value-ambiguous"));
    });
  });

  const accepted = { status: 200, reasons: [] };

  function refused(reason: Reason) {
    return { status: 400, reasons: [reason] };
  }

  function urlOf(slug: string): string {
    return `${listener.url}${launchPath}${slug}/`;
  }

  function programText(file: string, slug: string): string {
    const path = new URL(`fixtures/reference/${file}.py`, import.meta.url);
    return readFileSync(path, "utf8").replace("<paste the webhook URL here>", urlOf(slug));
  }

  async function answerTo(slug: string, headers: readonly Header[], body: string) {
    const bytes = Buffer.from(body);
    const url = urlOf(slug);
    const { status } = await sendRequest({
      method: "POST",
      url,
      headers: [["Host", new URL(url).host], ...headers, ["Content-Length", String(bytes.length)]],
      body: bytes,
    });
    assert.equal(status, lastVerdict().status);
    return refusal();
  }

  function lastReceived() {
    return listener.received.at(-1) ?? assert.fail("Nothing was received.");
  }

  function lastVerdict() {
    return lastReceived().verdict;
  }

  function refusal() {
    const { status, trace } = lastVerdict();
    const reasons = trace.flatMap(({ check }) =>
      check.outcome === "failed" ? [check.reason] : [],
    );
    return { status, reasons };
  }
});

function hmac(text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

function jwt(): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 60;
  const unsigned = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({ exp })}`;
  const signature = createHmac("sha256", secret).update(unsigned).digest("base64url");
  return `${unsigned}.${signature}`;
}
