import type { LaunchState } from "../core/actions/launchState.ts";
import type { RunPlan } from "../core/runs/plan.ts";
import { Secret, type SecretLookup } from "../core/secrets/secret.ts";
import { readText } from "../node/files.ts";
import type { ReceivedRequest } from "../node/listener.ts";
import { ProjectFiles } from "../node/projectFile.ts";
import { LocalRuns } from "../node/runs/localRuns.ts";
import { programEnvironment } from "../node/runs/programEnvironment.ts";
import { RelayRuns } from "../node/runs/relayRuns.ts";
import type { RunWatcher } from "../node/runs/runKeeper.ts";
import { RunStore } from "../node/runs/runStore.ts";
import type { ServedTrigger, TriggerTable } from "../node/triggerTable.ts";
import type { Io } from "./io.ts";
import { defaultRunsFolder } from "./runsFolder.ts";
import { numberOf, UsageError, wordOf } from "./usage.ts";

/** The options of `listen` that say what becomes of accepted requests. */
export const runOptions = {
  run: { type: "string" },
  "run-limit": { type: "string" },
  "run-timeout": { type: "string" },
  runs: { type: "string" },
  docker: { type: "boolean", default: false },
  "private-key": { type: "string" },
} as const;

/** What becomes of accepted requests. */
export interface Launcher {
  /** What the actions of an accepted request mean. */
  plansOf(received: ReceivedRequest): readonly RunPlan[];
  /** Begins the runs of an accepted request; resolves when they are kept. */
  launch(received: ReceivedRequest, plans: readonly RunPlan[]): Promise<void>;
  stateOf(served: ServedTrigger, runId: string): LaunchState | undefined;
  /** Ends all that goes on. */
  close(): Promise<void>;
}

interface Values {
  readonly run?: string | undefined;
  readonly "run-limit"?: string | undefined;
  readonly "run-timeout"?: string | undefined;
  readonly runs?: string | undefined;
  readonly docker: boolean;
  readonly "private-key"?: string | undefined;
}

/** What the launcher needs of the listener around it. */
interface Surroundings {
  readonly io: Io;
  readonly triggers: TriggerTable;
  readonly secrets: () => SecretLookup;
  readonly watcher: RunWatcher;
  /** The address of the listener, once it listens. */
  readonly ownUrl: () => string;
}

/** The pace at which requests are sent on: answers within so many seconds, questions so far apart. */
const relayPace = { answerTimeout: 60, pollInterval: 1000 };
const hour = 3600;
const day = 24 * hour;

/** The launcher that the options ask for: a plan only, unless they say otherwise. */
export function launcherFor(values: Values, surroundings: Surroundings): Launcher {
  const mode = wordOf("run", values.run, ["plan", "local", "relay"]);
  const limit = numberOf("run-limit", values["run-limit"], 2, [1, 64]);
  const timeout = numberOf("run-timeout", values["run-timeout"], hour, [1, 7 * day]);
  if (values.docker && mode !== "local") throw new UsageError("--docker goes with --run local.");
  const { io, triggers, watcher } = surroundings;
  const projects = new ProjectFiles();
  const plansOf = ({ served, verdict }: ReceivedRequest) =>
    verdict.verdict === "accepted" ? projects.plan(verdict.runs, served.path).plans : [];
  const store = new RunStore(values.runs ?? defaultRunsFolder);
  const shared = { store, watcher, timeout, now: io.now, newId: io.newId };
  switch (mode) {
    case "plan":
      return {
        plansOf,
        launch: async () => undefined,
        stateOf: () => undefined,
        close: async () => undefined,
      };
    case "local": {
      const environment = () => programEnvironment(io.environment, triggers.served);
      const runs = new LocalRuns({ ...shared, limit, environment, isInDocker: values.docker });
      return {
        plansOf,
        launch: async (received, plans) => {
          const { served, request } = received;
          if (plans.length === 0) return;
          const { project } = projects.plan([], served.path);
          await runs.launch({ ...launchedOf(received, plans), payload: request.body, project });
        },
        stateOf: ({ slug }, runId) => runs.stateOf(slug, runId),
        close: () => runs.close(),
      };
    }
    case "relay": {
      const keyFile = values["private-key"];
      const privateKey =
        keyFile === undefined ? undefined : new Secret(readText(keyFile, "private key"));
      const { ownUrl } = surroundings;
      const runs = new RelayRuns({ ...shared, ownUrl, ...relayPace });
      return {
        plansOf,
        launch: async (received, plans) => {
          if (received.verdict.verdict !== "accepted") return;
          const { served, request } = received;
          const secrets = surroundings.secrets();
          const definition = served.trigger;
          runs.launch({
            ...launchedOf(received, plans),
            ...{ request, definition, secrets, privateKey },
          });
        },
        stateOf: ({ slug }, runId) => runs.stateOf(slug, runId),
        close: () => runs.close(),
      };
    }
  }
}

function launchedOf({ served, verdict, id }: ReceivedRequest, plans: readonly RunPlan[]) {
  const runId = verdict.verdict === "accepted" ? verdict.runId : id;
  return { runId, trigger: served.trigger.name, slug: served.slug, plans };
}
