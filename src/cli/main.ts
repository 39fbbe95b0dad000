#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { systemErrorCode } from "../node/userError.ts";
import { run } from "./cli.ts";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(`hooksmith needs Node 22.13 or newer; this is ${process.version}.\n`);
  process.exit(2);
}

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // The second signal ends the program at once, as it would without a listener.
  process.once(signal, () => interrupted.abort());
}

process.stdout.on("error", (error) => {
  if (systemErrorCode(error) !== "EPIPE") throw error;
  // Who reads the output has gone, as a closed pager has: there is nobody left to tell.
  interrupted.abort();
});

void run(process.argv.slice(2), {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  environment: process.env,
  color: [process.stdout, process.stderr].every((stream) => stream.isTTY && stream.hasColors()),
  now: Date.now,
  newId: randomUUID,
  interrupted: interrupted.signal,
}).then((code) => {
  process.exitCode = code;
});
