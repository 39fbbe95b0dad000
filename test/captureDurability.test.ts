import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CaptureStore } from "../src/node/captures/captureStore.ts";
import { fileOf, folderOf } from "./support/folder.ts";

const bundle = fileURLToPath(new URL("../dist/cli.cjs", import.meta.url));
const kills = 50;
const connections = 6;
const longestLife = 120;

/** Starts a listener in a process of its own, and gives its port. */
async function start(db: string, file: string): Promise<{ child: ChildProcess; port: number }> {
  const args = [bundle, "listen", file, "--port", "0", "--captures", db, "--json"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout ?? assert.fail(), "data")) as [Buffer];
  child.stdout?.resume();
  const { url } = JSON.parse(line.toString("utf8").split("\n", 1)[0] ?? "") as { url: string };
  return { child, port: Number(new URL(url).port) };
}

/** Sends request after request until the connection ends, and gives the numbers that were answered. */
function keepSending(port: number, next: () => number): Promise<readonly number[]> {
  return new Promise((resolve) => {
    const answered: number[] = [];
    const socket = connect({ port, host: "127.0.0.1" });
    let number = 0;
    const send = () => {
      number = next();
      socket.write(
        `POST /api/v0/launch/test/?n=${number} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}`,
      );
    };
    socket.on("connect", send);
    socket.on("data", () => {
      answered.push(number);
      send();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answered));
  });
}

describe("a listener that is killed", () => {
  before("needs the build", () => {
    assert.ok(existsSync(bundle), "dist/cli.cjs is not there: run “npm run build” first.");
  });

  it(`at any moment, ${kills} times, has kept every request that it answered`, async () => {
    const file = fileOf("a.trigger.yaml", "- trigger: { name: Test }\n");
    const db = join(folderOf({}), "captures.db");
    let numbers = 0;
    let answeredInAll = 0;
    for (let round = 0; round < kills; round += 1) {
      const first = numbers;
      const { child, port } = await start(db, file);
      const senders = Array.from({ length: connections }, () =>
        keepSending(port, () => {
          numbers += 1;
          return numbers;
        }),
      );
      setTimeout(() => child.kill("SIGKILL"), Math.random() * longestLife);
      const answered = (await Promise.all(senders)).flat();
      answeredInAll += answered.length;
      const store = CaptureStore.open(db);
      const kept = new Set<number>();
      for (const page of store.pages({}, 500)) {
        for (const { url } of page) kept.add(Number(url.split("=")[1]));
        if (page.some(({ url }) => Number(url.split("=")[1]) <= first)) break;
      }
      store.close();
      assert.deepEqual(
        answered.filter((number) => !kept.has(number)),
        [],
      );
    }
    assert.ok(answeredInAll > kills, `only ${answeredInAll} were answered`);
  });
});
