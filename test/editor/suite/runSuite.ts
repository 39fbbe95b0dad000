import { once } from "node:events";
import { createConnection } from "node:net";
import { format } from "node:util";
import Mocha from "mocha";
import { originalStack } from "./originalStack.ts";

const testLimit = 60_000;

/** Runs the tests in the extension host, says each result through a socket, and throws on failure. */
export async function runSuite(loadTests: () => void): Promise<void> {
  const output = createConnection(Number(process.env.HOOKSMITH_SUITE_PORT), "127.0.0.1");
  await once(output, "connect");
  const say = (...args: readonly unknown[]) => void output.write(`${format(...args)}\n`);
  Mocha.reporters.Base.consoleLog = say;
  const failures = await runTests(loadTests, say);
  await new Promise<void>((resolve) => output.end(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

async function runTests(
  loadTests: () => void,
  say: (...args: readonly unknown[]) => void,
): Promise<number> {
  const mocha = new Mocha({
    ui: "bdd",
    reporter: "spec",
    timeout: testLimit,
    forbidOnly: true,
    color: process.env.HOOKSMITH_SUITE_COLOR !== "",
    grep: process.env.HOOKSMITH_SUITE_GREP ?? "",
  });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  loadTests();
  return await new Promise((resolve) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      say(`${passes} passed, ${failures} failed, ${pending} skipped`);
      resolve(failures);
    });
    runner.on("fail", (_test, error: Error) => {
      error.stack = originalStack(error.stack ?? String(error));
    });
  });
}
