import { secretNamesIn } from "../../core/secrets/resolve.ts";
import type { ServedTrigger } from "../triggerTable.ts";

/**
 * What the programs of runs see of an environment: neither the secrets of triggers, nor the traces of
 * another execution.
 */
export function programEnvironment(
  environment: Readonly<NodeJS.ProcessEnv>,
  served: readonly Pick<ServedTrigger, "trigger">[],
): Readonly<NodeJS.ProcessEnv> {
  const secret = new Set(
    served.flatMap(({ trigger }) =>
      trigger.conditions.flatMap((condition) =>
        condition.type === "web-authentication" ? secretNamesIn(condition.secretKey) : [],
      ),
    ),
  );
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !secret.has(name) && !/^VH_/i.test(name)),
  );
}
