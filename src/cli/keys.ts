import type { AsymmetricJwtAlgorithm } from "../core/trigger/trigger.ts";
import { jwtAlgorithms } from "../core/trigger/words.ts";
import { makeKeyPair } from "../node/keyPair.ts";
import type { ExitCode, Io } from "./io.ts";
import { parseArguments, UsageError } from "./usage.ts";

/** Makes a key pair for an asymmetric JWT algorithm and prints it as PEM. */
export async function keys(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    algorithm: { type: "string" },
    json: { type: "boolean", default: false },
  });
  if (positionals.length > 0) throw new UsageError("keys takes no file.");
  const pair = await makeKeyPair(algorithmOf(values.algorithm));
  io.stdout(values.json ? `${JSON.stringify(pair)}\n` : `${pair.privateKey}${pair.publicKey}`);
  return 0;
}

function algorithmOf(value: string | undefined): AsymmetricJwtAlgorithm {
  const all = Object.keys(jwtAlgorithms).filter(
    (name): name is AsymmetricJwtAlgorithm => !name.startsWith("HS"),
  );
  const algorithm = all.find((name) => name.toLowerCase() === value?.toLowerCase());
  if (algorithm !== undefined) return algorithm;
  throw new UsageError(
    `--algorithm takes ${all.join(", ")}${value === undefined ? "" : `, not “${value}”`}.`,
  );
}
