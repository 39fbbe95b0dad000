import { basename } from "node:path";
import type { FreshCapture } from "../../core/captures/capture.ts";
import { importedCapture } from "../../core/captures/imported.ts";
import { readRequestFiles } from "../../core/captures/requestFile.ts";
import { SecretFinder } from "../../core/captures/secretFinder.ts";
import { printable } from "../../core/engine/printable.ts";
import { CaptureStore } from "../../node/captures/captureStore.ts";
import { readText } from "../../node/files.ts";
import { UserError } from "../../node/userError.ts";
import type { ExitCode, Io } from "../io.ts";
import { filesOf, parseArguments } from "../usage.ts";
import { defaultCaptures, makeOwnFolder } from "./database.ts";
import { Judges } from "./judges.ts";

/** Takes the requests of HAR, `.http` and JSON files into the store. */
export async function importCaptures(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    captures: { type: "string" },
    triggers: { type: "string", multiple: true, default: [] },
    "env-file": { type: "string" },
    json: { type: "boolean", default: false },
  });
  const judges = new Judges(values.triggers, values["env-file"], io);
  const finder = new SecretFinder(judges.all());
  const captures: FreshCapture[] = [];
  const unread: string[] = [];
  for (const path of filesOf(positionals)) {
    for (const read of readRequestFiles(basename(path), readText(path, "request file"))) {
      if (read.outcome === "unreadable") unread.push(`${path}: ${read.why}`);
      else captures.push(importedCapture(read, { now: io.now(), newId: io.newId, finder }));
    }
  }
  if (captures.length === 0) {
    throw new UserError("There is no request to import.", unread.join(" ") || "Check the files.");
  }
  const imported = add(values.captures ?? defaultCaptures, captures);
  const known = captures.length - imported;
  if (values.json) {
    io.stdout(`${JSON.stringify({ imported, known, unreadable: unread })}\n`);
  } else {
    const there = known === 0 ? "" : ` ${known} ${known === 1 ? "was" : "were"} there already.`;
    io.stdout(`${imported} ${imported === 1 ? "request" : "requests"} imported.${there}\n`);
    for (const why of unread) io.stderr(`Left out  ${printable(why)}\n`);
  }
  return unread.length > 0 ? 1 : 0;
}

function add(path: string, captures: readonly FreshCapture[]): number {
  if (path === defaultCaptures) makeOwnFolder();
  const store = CaptureStore.open(path);
  try {
    return store.add(captures).captures.length;
  } finally {
    store.close();
  }
}
