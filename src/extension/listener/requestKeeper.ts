import type { ReceivedRequest } from "../../node/listener.ts";
import type { ServedTrigger } from "../../node/triggerTable.ts";
import type { SecretsOfFile } from "./secrets.ts";

/** Where the listener puts what it receives, before it answers. */
export interface RequestKeeper {
  /** Called when a listener is about to start. */
  begin(): Promise<void>;
  /** Called with the triggers that are served from now on. */
  follow(triggers: readonly ServedTrigger[], secretsOf: SecretsOfFile): void;
  keep(received: ReceivedRequest): Promise<void>;
}
