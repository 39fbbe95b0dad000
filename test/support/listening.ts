import { checkFiles } from "../../src/core/language/check.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { Visitors } from "../../src/node/door.ts";
import {
  type Listener,
  type ListenerOptions,
  type ReceivedRequest,
  startListener,
  type TurnedAway,
} from "../../src/node/listener.ts";
import { TriggerTable } from "../../src/node/triggerTable.ts";

/** A listener of a test, with all that it told. */
export interface Listening extends Listener {
  readonly triggers: TriggerTable;
  readonly received: readonly ReceivedRequest[];
  readonly turnedAway: readonly TurnedAway[];
  readonly bugs: readonly unknown[];
}

interface Changes extends Partial<Omit<ListenerOptions, "secretsOf" | "triggers" | "visitors">> {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly visitors?: Visitors;
}

const open = new Set<Listener>();

/** Starts a listener on any port for the triggers of a text; it is closed when all tests have run. */
export async function listening(text: string, changes: Changes = {}): Promise<Listening> {
  const triggers = new TriggerTable();
  triggers.load(checkFiles([{ path: "test.trigger.yaml", text }], {}));
  const received: ReceivedRequest[] = [];
  const turnedAway: TurnedAway[] = [];
  const bugs: unknown[] = [];
  const secrets = new Map(Object.entries(changes.secrets ?? {}));
  const listener = await startListener({
    port: 0,
    bodyLimit: 1024 * 1024,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    onRequest: (request) => void received.push(request),
    onTurnedAway: (request) => void turnedAway.push(request),
    onBug: (bug) => void bugs.push(bug),
    ...changes,
    visitors: () => changes.visitors ?? { hosts: [], origins: [] },
    triggers,
    secretsOf: () => (name) => {
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
