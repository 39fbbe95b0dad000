import { Secret } from "../../src/core/secrets/secret.ts";
import {
  type Listener,
  type ListenerOptions,
  type ReceivedRequest,
  startListener,
  type TurnedAway,
} from "../../src/node/listener.ts";
import { TriggerTable } from "../../src/node/triggerTable.ts";
import { folderOf } from "./folder.ts";

/** A listener of a test, with all that it told. */
export interface Listening extends Listener {
  readonly triggers: TriggerTable;
  readonly received: readonly ReceivedRequest[];
  readonly turnedAway: readonly TurnedAway[];
  readonly bugs: readonly unknown[];
}

interface Changes extends Partial<Omit<ListenerOptions, "secrets" | "triggers">> {
  readonly secrets?: Readonly<Record<string, string>>;
}

const open = new Set<Listener>();

/** Starts a listener on any port for the triggers of a text; it is closed when all tests have run. */
export async function listening(text: string, changes: Changes = {}): Promise<Listening> {
  const triggers = new TriggerTable([folderOf({ "test.trigger.yaml": text })]);
  triggers.load();
  const received: ReceivedRequest[] = [];
  const turnedAway: TurnedAway[] = [];
  const bugs: unknown[] = [];
  const secrets = new Map(Object.entries(changes.secrets ?? {}));
  const listener = await startListener({
    port: 0,
    visitors: { hosts: [], origins: [] },
    bodyLimit: 1024 * 1024,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onRequest: (request) => void received.push(request),
    onTurnedAway: (request) => void turnedAway.push(request),
    onBug: (bug) => void bugs.push(bug),
    ...changes,
    triggers,
    secrets: (name) => {
      const value = secrets.get(name);
      return value === undefined ? undefined : new Secret(value);
    },
  });
  open.add(listener);
  const close = () => {
    open.delete(listener);
    return listener.close();
  };
  return { ...listener, close, triggers, received, turnedAway, bugs };
}

after("closes the listeners of the tests", async () => {
  await Promise.all([...open].map((listener) => listener.close()));
});
