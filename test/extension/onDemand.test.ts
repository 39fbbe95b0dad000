import assert from "node:assert/strict";
import { OnDemand } from "../../src/extension/runs/onDemand.ts";

describe("what is made on demand", () => {
  it("is made once, when it is first wanted", async () => {
    let count = 0;
    const numbers = new OnDemand(async () => {
      count += 1;
      return count;
    });
    await numbers.ifMade(() => assert.fail("nobody has wanted it"));
    assert.equal(count, 0);
    assert.deepEqual(await Promise.all([numbers.get(), numbers.get()]), [1, 1]);
    const seen: number[] = [];
    await numbers.ifMade((number) => seen.push(number));
    assert.deepEqual(seen, [1]);
  });

  it("is made anew when that failed, of which only those hear who wanted it", async () => {
    let hasFailed = false;
    const word = new OnDemand(async () => {
      if (hasFailed) return "made";
      hasFailed = true;
      throw new Error("not now");
    });
    const wanted = word.get();
    const left = word.ifMade(() => assert.fail("it was not made"));
    await assert.rejects(wanted, /not now/);
    await left;
    await word.ifMade(() => assert.fail("it was not made"));
    assert.equal(await word.get(), "made");
  });

  it("is made anew once, however many waited for what failed", async () => {
    let count = 0;
    const word = new OnDemand(async () => {
      count += 1;
      if (count === 1) throw new Error("not now");
      return count;
    });
    const again = () => word.get().catch(() => word.get());
    assert.deepEqual(await Promise.all([again(), again(), again()]), [2, 2, 2]);
    assert.equal(await word.get(), 2);
  });
});
