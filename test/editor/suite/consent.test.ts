import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { Consent } from "../../../src/extension/runs/consent.ts";

/** What a workspace remembers. */
function memoryOf(entries: Readonly<Record<string, unknown>>): vscode.Memento {
  const kept = new Map(Object.entries(entries));
  return {
    keys: () => [...kept.keys()],
    get: <Value>(key: string, fallback?: Value) => (kept.get(key) ?? fallback) as Value,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
}

describe("what may be run here", () => {
  // An editor under test shows no dialog, and says which one it refused to show.
  const question = { direct: /commands on this machine, as you/, docker: /commands in Docker/ };

  for (const [known, direct, docker] of [
    [{}, "asked", "asked"],
    [{ "hooksmith.directRunsAllowed": true }, "allowed", "allowed"],
    [{ "hooksmith.dockerRunsAllowed": true }, "asked", "allowed"],
    [{ "hooksmith.runsAllowed": true }, "asked", "asked"],
  ] as const) {
    it(`is asked for what ${JSON.stringify(known)} does not allow`, async () => {
      for (const [how, wanted] of [
        ["direct", direct],
        ["docker", docker],
      ] as const) {
        const answer = new Consent(memoryOf(known)).mayRun([], how === "docker");
        if (wanted === "asked") await assert.rejects(answer, question[how]);
        else assert.equal(await answer, true);
      }
    });
  }

  it("is not what may be sent on, which is asked for each target", async () => {
    const one = "https://one.invalid/api/v0/launch/1/";
    const consent = new Consent(memoryOf({ "hooksmith.relayTargets": [one] }));
    assert.equal(await consent.maySendOn(one), true);
    assert.equal(await consent.mayAsk(one), true);
    const other = "https://one.invalid/api/v0/launch/2/";
    await assert.rejects(consent.maySendOn(other), /Send accepted webhooks on to/);
    await assert.rejects(consent.mayAsk(other), /about the run\?/);
    await assert.rejects(consent.mayRun([], false), question.direct);
  });
});
