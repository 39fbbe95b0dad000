import assert from "node:assert/strict";
import { plannedState } from "../../../src/core/actions/launchState.ts";
import { evaluateRunInfo } from "../../../src/core/engine/runInfo.ts";
import type { WebhookRequest } from "../../../src/core/request/request.ts";
import {
  contextOf,
  post,
  rateLimit,
  secretText,
  staticToken,
  triggerOf,
} from "../../support/context.ts";

const options = { commit: undefined, title: undefined, payloadInputName: undefined };
const runs = [
  { action: { type: "run-execution", step: "train", ...options }, id: "e1" },
  { action: { type: "run-pipeline", pipeline: "all", ...options }, id: "p1" },
] as const;

/** The status and body that a run info request gets, of a trigger with one launched run. */
async function asked(changes: Partial<WebhookRequest>): Promise<string> {
  const request = { ...post(), headers: [["X-Token", secretText]] as const, ...changes };
  const trigger = triggerOf(staticToken(), rateLimit(1, 60));
  const { status, answer } = await evaluateRunInfo(trigger, request, contextOf(), (runId) =>
    runId === "known" ? plannedState(runs) : undefined,
  );
  return `${status} ${answer.body.trim()}`;
}

describe("evaluateRunInfo", () => {
  const found =
    '200 {"status":"completed","result":[' +
    '{"action":"run_execution","execution_step":"train","execution_id":"e1"},' +
    '{"action":"run_pipeline","pipeline_name":"all","pipeline_id":"p1"}]}';
  const get = (url: string) => ({ method: "GET", url });
  const posted = (body: string, type: string) => ({
    body: Buffer.from(body),
    headers: [
      ["X-Token", secretText],
      ["Content-Type", type],
    ] as const,
  });

  it("tells what a run has made, asked by GET or POST", async () => {
    assert.equal(await asked(get("/run/?run_id=known")), found);
    assert.equal(await asked(posted('{"run_id":"known"}', "application/json")), found);
    assert.equal(await asked(posted("run_id=known", "application/x-www-form-urlencoded")), found);
  });

  it("is behind the trigger's authentication", async () => {
    const stranger = { ...get("/run/?run_id=known"), headers: [] };
    assert.equal(await asked(stranger), "400 web-authentication: value-missing");
  });

  it("does not know other runs", async () => {
    assert.equal(await asked(get("/run/?run_id=other")), "404 No such run.");
    assert.equal(await asked(get("/run/?run_id=__proto__")), "404 No such run.");
  });

  it("says what is wrong with the run id", async () => {
    assert.equal(await asked(get("/run/")), "400 run_id: value-missing");
    assert.equal(await asked(get("/run/?run_id=a&run_id=b")), "400 run_id: value-ambiguous");
    assert.equal(
      await asked(posted('{"run_id":1}', "application/json")),
      "400 run_id: value-not-text",
    );
    assert.equal(
      await asked(posted("run_id=known", "application/json")),
      "400 run_id: body-unreadable",
    );
  });

  it("takes no other method", async () => {
    assert.match(await asked({ method: "PUT", url: "/run/?run_id=known" }), /^405 /);
  });
});
