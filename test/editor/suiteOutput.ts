import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** Where the suite says how it goes, since an extension host has no terminal. */
export interface SuiteOutput extends Disposable {
  /** The environment variables by which the suite finds this place. */
  readonly environment: Readonly<Record<string, string>>;
  /** Fails when the suite has said nothing for some minutes. */
  readonly silence: Promise<never>;
  /** What the suite's closing line says. */
  result(): "passed" | "failed" | "unfinished";
}

const silenceLimit = 180_000;

/** Prints what the suite says as it says it. */
export async function printSuiteOutput(): Promise<SuiteOutput> {
  let last = "";
  const silence = Promise.withResolvers<never>();
  const fail = () => silence.reject(new Error("The suite said nothing for three minutes."));
  const timer = setTimeout(fail, silenceLimit);
  const server = createServer((socket) => {
    socket.setEncoding("utf8").on("data", (text: string) => {
      process.stdout.write(text);
      last = (last + text).slice(-200);
      timer.refresh();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      HOOKSMITH_SUITE_PORT: String(port),
      HOOKSMITH_SUITE_COLOR: process.stdout.isTTY ? "yes" : "",
      HOOKSMITH_SUITE_GREP: process.argv[2] ?? "",
    },
    silence: silence.promise,
    result: () => {
      const counts = /(\d+) passed, (\d+) failed, \d+ skipped\n$/.exec(last);
      if (counts === null) return "unfinished";
      return counts[1] !== "0" && counts[2] === "0" ? "passed" : "failed";
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      server.close();
    },
  };
}
