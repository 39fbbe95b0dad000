import assert from "node:assert/strict";
import { Questions } from "../../src/extension/runs/questions.ts";

/** Questions that stay open until they are answered, and how often each was asked. */
function asked() {
  const questions = new Questions();
  const open = new Map<string, (answer: boolean) => void>();
  const counts = new Map<string, number>();
  return {
    questions,
    count: (about: string) => counts.get(about) ?? 0,
    answer: (about: string, answer: boolean) => open.get(about)?.(answer),
    ask: (about: string) =>
      questions.ask(about, () => {
        counts.set(about, (counts.get(about) ?? 0) + 1);
        return new Promise((resolve) => open.set(about, resolve));
      }),
  };
}

describe("Questions", () => {
  it("are one about one thing while nobody has answered", async () => {
    const { ask, answer, count } = asked();
    const [first, second, other] = [ask("a"), ask("a"), ask("b")];
    assert.deepEqual([count("a"), count("b")], [1, 1]);
    answer("a", true);
    answer("b", false);
    assert.deepEqual(await Promise.all([first, second, other]), [true, true, false]);
  });

  it("are not asked again after a no, until refusals are forgotten", async () => {
    const { questions, ask, answer, count } = asked();
    const first = ask("a");
    answer("a", false);
    assert.equal(await first, false);
    assert.equal(await ask("a"), false);
    assert.equal(count("a"), 1);
    questions.forgetRefusals();
    const again = ask("a");
    answer("a", true);
    assert.equal(await again, true);
    assert.equal(count("a"), 2);
  });

  it("are asked once while open, even when refusals are forgotten meanwhile", async () => {
    const { questions, ask, answer, count } = asked();
    const first = ask("a");
    questions.forgetRefusals();
    const second = ask("a");
    answer("a", false);
    assert.deepEqual(await Promise.all([first, second]), [false, false]);
    assert.equal(count("a"), 1);
  });

  it("can be asked again after one that failed", async () => {
    const { questions } = asked();
    await assert.rejects(questions.ask("a", () => Promise.reject(new Error("no dialog"))));
    assert.equal(await questions.ask("a", async () => true), true);
  });
});
