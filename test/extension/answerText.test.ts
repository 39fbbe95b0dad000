import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { withContentLength } from "../../src/core/engine/draft.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import { answerLine, answerText } from "../../src/extension/send/answerText.ts";
import { type ReceivedAnswer, sendRequest } from "../../src/node/sendRequest.ts";
import { post, staticToken, triggerOf } from "../support/context.ts";

/** A token that hides differently in each way of writing it. */
const token = `"tök+en"/ ${randomBytes(12).toString("hex")}`;
const bytes = Buffer.from(token);
const percentEncoded = encodeURIComponent(token);

const waysToRepeat: readonly (readonly [how: string, repeated: string])[] = [
  ["plainly", token],
  ["percent-encoded", percentEncoded],
  [
    "percent-encoded in lower case",
    percentEncoded.replaceAll(/%../g, (sign) => sign.toLowerCase()),
  ],
  ["with every byte percent-encoded", bytes.toString("hex").replaceAll(/../g, "%$&")],
  ["as a field of a form", String(new URLSearchParams({ token }))],
  ["as a string of JSON", JSON.stringify(token)],
  ["as a string of JSON in ASCII", JSON.stringify(token).replaceAll("ö", "\\u00f6")],
  ["in hex", bytes.toString("hex")],
  ["in base64", bytes.toString("base64")],
  ["in base64 behind a name", Buffer.from(`user:${token}`).toString("base64")],
];

const secrets = {
  slug: "echo",
  trigger: triggerOf(staticToken({ secretKey: "{env:TOKEN}" })),
  secrets: (name: string) => (name === "TOKEN" ? new Secret(token) : undefined),
};

/** What a service on another port of this machine answers that repeats the body that it is sent. */
async function echoOf(body: string): Promise<ReceivedAnswer & { readonly url: string }> {
  const echo = createServer((request, response) => {
    request.pipe(response);
  }).listen(0, "127.0.0.1");
  try {
    await once(echo, "listening");
    const { host } = new URL(`http://127.0.0.1:${(echo.address() as AddressInfo).port}`);
    const url = `http://${host}/hook?key=${percentEncoded}`;
    const request = withContentLength(post(body, { url, headers: [["Host", host]] }));
    return { ...(await sendRequest(request)), url };
  } finally {
    echo.close();
  }
}

describe("an answer from elsewhere", () => {
  for (const [how, repeated] of waysToRepeat) {
    it(`shows nothing of a token that it repeats ${how}`, async () => {
      const answer = await echoOf(`You sent ${repeated}, ✓ thanks`);
      assert.ok(answer.body.includes(repeated));
      const shown = answerText(answer, secrets);
      assert.match(shown, /^You sent .*••••.*, ✓ thanks$/);
      // What is left of a code may be a character that the neighbors of the token decide too.
      assert.ok(shown.length < "You sent token=••••, ✓ thanks".length + 12, shown);
      assert.doesNotMatch(shown, new RegExp(token.slice(-24)));
    });
  }

  it("is shown as it is where it repeats no secret", async () => {
    const answer = await echoOf("100 % fine + good “ö”");
    assert.equal(answerText(answer, secrets), "100 % fine + good “ö”");
  });

  it("is in the log by its status and size only, without the query it was asked with", async () => {
    const answer = await echoOf(token);
    const { origin } = new URL(answer.url);
    assert.equal(
      answerLine("Echo", answer.url, answer),
      `answered  200  Echo  ${origin}/hook  ${bytes.length} bytes`,
    );
  });
});
