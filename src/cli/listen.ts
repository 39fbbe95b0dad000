import { checkFiles } from "../core/language/check.ts";
import { launchPath } from "../core/trigger/address.ts";
import { secretsFrom } from "../node/environment.ts";
import { type Listener, startListener } from "../node/listener.ts";
import {
  type Loaded,
  readSources,
  type ServedTrigger,
  TriggerTable,
} from "../node/triggerTable.ts";
import { UserError } from "../node/userError.ts";
import { watchFiles } from "../node/watch.ts";
import { openCaptures, withCapturesPath } from "./captures/database.ts";
import type { ExitCode, Io } from "./io.ts";
import { type Addressed, jsonOutput, type ListenOutput, peopleOutput } from "./listenOutput.ts";
import { launcherFor, runOptions } from "./listenRuns.ts";
import { defaultPort } from "./sendOptions.ts";
import { filesOf, numberOf, parseArguments } from "./usage.ts";

const mebibyte = 1024 * 1024;

/** Listens for webhooks until interrupted, and follows changes of the files. */
export async function listen(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(withCapturesPath(args), {
    port: { type: "string" },
    "env-file": { type: "string" },
    "body-limit": { type: "string" },
    "allow-host": { type: "string", multiple: true, default: [] },
    "allow-origin": { type: "string", multiple: true, default: [] },
    captures: { type: "string" },
    ...runOptions,
    json: { type: "boolean", default: false },
  });
  const files = filesOf(positionals);
  const envFile = values["env-file"];
  const output = values.json ? jsonOutput(io) : peopleOutput(io);
  const triggers = new TriggerTable();
  let secrets = secretsFrom(envFile, io.environment);
  const load = () => {
    secrets = secretsFrom(envFile, io.environment);
    const secretIsSet = (name: string) => secrets(name)?.isEmpty === false;
    return triggers.load(checkFiles(readSources(files), { secretIsSet }));
  };
  const loaded = load();
  refuseEmpty(files, loaded, triggers);
  let ownUrl = "";
  const launcher = launcherFor(values, {
    ...{ io, triggers, watcher: output.runs, secrets: () => secrets, ownUrl: () => ownUrl },
  });
  const captures = openCaptures(values.captures, output);
  captures.follow(triggers.served, () => secrets);
  const visitors = { hosts: values["allow-host"], origins: values["allow-origin"] };
  try {
    const listener = await startListener({
      port: numberOf("port", values.port, defaultPort, [0, 65_535]),
      bodyLimit: numberOf("body-limit", values["body-limit"], mebibyte, [0, 100 * mebibyte]),
      visitors: () => visitors,
      triggers,
      secretsOf: () => secrets,
      now: io.now,
      newId: io.newId,
      onRequest: async (received) => {
        await captures.record(received);
        const plans = launcher.plansOf(received);
        output.request(received, plans);
        await launcher.launch(received, plans).catch(output.bug);
      },
      stateOf: launcher.stateOf,
      onTurnedAway: async (turnedAway, received) => {
        if (received !== undefined) await captures.record(received);
        output.turnedAway(turnedAway);
      },
      onBug: output.bug,
    });
    ownUrl = listener.url;
    try {
      const watched = envFile === undefined ? files : [...files, envFile];
      const stopWatching = watchFiles(watched, () => {
        reload(load, listener, triggers, output);
        captures.follow(triggers.served, () => secrets);
      });
      output.listening(listener.url, addressesAt(listener, triggers), loaded);
      await aborted(io.interrupted);
      stopWatching();
    } finally {
      await listener.close();
      await launcher.close();
    }
  } finally {
    captures.close();
  }
  output.closed();
  return 0;
}

function addressesAt(listener: Listener, triggers: TriggerTable): readonly Addressed[] {
  return triggers.served.map(({ trigger, slug }: ServedTrigger) => ({
    name: trigger.name,
    url: `${listener.url}${launchPath}${encodeURIComponent(slug)}/`,
  }));
}

function reload(
  load: () => Loaded,
  listener: Listener,
  triggers: TriggerTable,
  output: ListenOutput,
): void {
  try {
    const loaded = load();
    output.reloaded(addressesAt(listener, triggers), loaded);
  } catch (error) {
    // A file that is just being replaced; what was served before stays.
    if (!(error instanceof UserError)) throw error;
    output.notReloaded(error);
  }
}

function refuseEmpty(files: readonly string[], loaded: Loaded, triggers: TriggerTable): void {
  if (triggers.served.length > 0) return;
  const where = files.join(", ");
  throw loaded.leftOut.length > 0 || loaded.files.some((file) => file.problems.length > 0)
    ? new UserError(
        `No trigger of ${where} can be served: each has an error.`,
        `Run “hooksmith check ${files.join(" ")}” and mend them.`,
      )
    : new UserError(`There is no trigger in ${where}.`, "Add one that begins with “- trigger:”.");
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
