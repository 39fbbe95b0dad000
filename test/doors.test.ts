import assert from "node:assert/strict";
import { jsonOfRequest } from "../src/core/captures/requestFile.ts";
import { isAsymmetric } from "../src/core/conditions/keys.ts";
import { evaluate } from "../src/core/engine/evaluate.ts";
import { launchPath, slugOf } from "../src/core/trigger/address.ts";
import { planted } from "./support/canaries.ts";
import { hooksmith } from "./support/commandLine.ts";
import { contextOf, outcomesOf } from "./support/context.ts";
import { fileOf } from "./support/folder.ts";
import { listening } from "./support/listening.ts";
import { exchange } from "./support/socket.ts";
import { triggerYaml } from "./support/triggerYaml.ts";
import { type Vector, vectors } from "./support/vectors.ts";

/** What came of a request: the status, what the caller is told, and how each condition fared. */
interface Outcome {
  readonly status: number;
  readonly answer: string;
  readonly conditions: readonly string[];
}

async function throughCore({ trigger, request, secrets, now }: Vector): Promise<Outcome> {
  const verdict = await evaluate(trigger, request, contextOf({ secrets, now }));
  return {
    status: verdict.status,
    answer: verdict.answer.body,
    conditions: outcomesOf(verdict),
  };
}

async function throughSocket({ trigger, request, secrets, now }: Vector): Promise<Outcome> {
  const hosts = request.headers.filter(([name]) => name.toLowerCase() === "host");
  const listener = await listening(triggerYaml(trigger), {
    secrets,
    now: () => now,
    visitors: { hosts: hosts.map(([, host]) => host), origins: [] },
  });
  const query = request.url.includes("?") ? request.url.slice(request.url.indexOf("?")) : "";
  const target = `${launchPath}${encodeURIComponent(slugOf(trigger.name))}/${query}`;
  const { headers, body } = request;
  const answer = await exchange(listener.url, { method: request.method, target, headers, body });
  await listener.close();
  const [received] = listener.received;
  assert.ok(received !== undefined, JSON.stringify(listener.turnedAway));
  return {
    status: answer.status,
    answer: answer.body,
    conditions: outcomesOf(received.verdict),
  };
}

async function throughCommandLine({ trigger, request, secrets, now }: Vector): Promise<Outcome> {
  const path = fileOf("vector.trigger.yaml", triggerYaml(trigger));
  const stored = fileOf("request.json", JSON.stringify(jsonOfRequest(request)));
  const given = { environment: secrets, now };
  const { code, stdout } = await hooksmith(["verify", path, "--request", stored, "--json"], given);
  const verdict = JSON.parse(stdout) as {
    verdict: string;
    status: number;
    conditions: { outcome: string; reason?: string }[];
    response: { body: string };
  };
  assert.equal(code, verdict.verdict === "accepted" ? 0 : 1);
  return {
    status: verdict.status,
    answer: verdict.response.body,
    conditions: verdict.conditions.map(({ outcome, reason }) => reason ?? outcome),
  };
}

/** Whether the secret that verifies can sign as well. */
function isSymmetric({ trigger }: Vector): boolean {
  return trigger.conditions.every(
    (condition) =>
      condition.type !== "web-authentication" ||
      condition.authType !== "jwt" ||
      !isAsymmetric(condition.algorithm),
  );
}

/** Lets no door show a secret that is too long to stand somewhere by chance. */
function plant({ secrets }: Vector): void {
  for (const secret of Object.values(secrets)) if (secret.length >= 16) planted(secret);
}

describe("the three doors: core, socket and command line", () => {
  for (const vector of vectors()) {
    const { id, expect } = vector;
    it(`agree on ${id}`, async () => {
      plant(vector);
      const outcome = await throughCore(vector);
      const failed = outcome.conditions.filter((condition) => condition !== "passed");
      assert.deepEqual(failed, expect === "accepted" ? [] : [expect.refused]);
      assert.equal(outcome.status, expect === "accepted" ? 200 : 400);
      assert.deepEqual(await throughSocket(vector), outcome);
      assert.deepEqual(await throughCommandLine(vector), outcome);
    });
  }
});

describe("send, to the listener", () => {
  for (const vector of vectors().filter(isSymmetric)) {
    const { id, trigger, secrets, now } = vector;
    it(`is accepted by the trigger of ${id}`, async () => {
      plant(vector);
      const text = triggerYaml(trigger);
      const listener = await listening(text, { secrets, now: () => now });
      const args = ["send", fileOf("vector.trigger.yaml", text), "--to", listener.url, "--json"];
      const { code, stdout, stderr } = await hooksmith(args, { environment: secrets, now });
      await listener.close();
      assert.deepEqual([code, stderr], [0, ""], stdout);
      assert.equal(listener.received[0]?.verdict.verdict, "accepted");
    });
  }
});
