import type { LaunchState } from "../../core/actions/launchState.ts";
import type { SecretLookup } from "../../core/secrets/secret.ts";
import type { ReceivedRequest } from "../../node/listener.ts";
import type { ServedTrigger } from "../../node/triggerTable.ts";

/** What becomes of the requests that the listener of the window accepts. */
export interface SessionLauncher {
  /** Called, and waited for, before the answer leaves. */
  launch(received: ReceivedRequest, secrets: SecretLookup): Promise<void>;
  /** Lets what was refused be asked again, since somebody wants webhooks now. */
  askAgain(): void;
  /** What run info tells of a run that a trigger launched. */
  stateOf(served: ServedTrigger, runId: string): Promise<LaunchState | undefined>;
}
