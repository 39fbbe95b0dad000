import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** Debian's `webhook`, https://github.com/adnanh/webhook, where it is installed. */
export const webhookProgram = spawnSync("webhook", ["-version"]).status === 0;

/**
 * Starts it with one hook that checks the HMAC of the body. The hook's command does not exist, so
 * that no process is started: that would cost it most of its time.
 */
export async function startWebhookProgram(
  folder: string,
  secret: string,
): Promise<{ process: ChildProcess; port: number; path: string }> {
  const parameter = { source: "header", name: "X-Signature" };
  const hook = {
    id: "bench",
    "execute-command": join(folder, "no-such-command"),
    "trigger-rule": { match: { type: "payload-hmac-sha256", secret, parameter } },
  };
  const file = join(folder, "hooks.json");
  writeFileSync(file, JSON.stringify([hook]));
  const port = await freePort();
  const args = ["-hooks", file, "-ip", "127.0.0.1", "-port", String(port)];
  const child = spawn("webhook", args, { stdio: "ignore" });
  const address = `http://127.0.0.1:${port}/`;
  while (!(await fetch(address).then(Boolean, () => false))) await new Promise(setImmediate);
  return { process: child, port, path: "/hooks/bench" };
}

/** The CPU time that a process has used, in microseconds; Linux counts it in hundredths of a second. */
export function cpuTimeOf(pid: number): number {
  const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const [user, system] = fields.split(" ").slice(11, 13).map(Number);
  return ((user ?? 0) + (system ?? 0)) * 10_000;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
