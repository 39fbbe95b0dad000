import { rename } from "node:fs/promises";
import { join } from "node:path";
import type { ExecutionPlan } from "../../core/runs/execution.ts";
import type { ExecutionStatus, OutputFile } from "../../core/runs/runRecord.ts";
import type { Json } from "../../core/trigger/trigger.ts";
import { UserError } from "../userError.ts";
import { checkDocker, containerPlaces, dockerArguments, endContainer } from "./docker.ts";
import { OutputLog } from "./outputLog.ts";
import {
  directPlaces,
  type ExecutionIdentity,
  prepare,
  scriptArguments,
  variablesOf,
} from "./prepare.ts";
import { type GroupEnd, runGroup } from "./processGroup.ts";
import { listOutputs, makeFolder, writeError } from "./runFiles.ts";

/** What running an execution depends on beside its plan. */
export interface ExecutionSurroundings {
  /** The execution's own folder; it is not there yet. */
  readonly folder: string;
  /** The folder of valohai.yaml. */
  readonly repository: string;
  readonly payloadFile: string;
  readonly identity: ExecutionIdentity;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** In seconds. */
  readonly timeout: number;
  readonly isInDocker: boolean;
  readonly stop: AbortSignal;
  readonly onOutput: (text: string) => void;
}

/** What became of an execution. */
export interface ExecutionOutcome {
  readonly status: ExecutionStatus;
  readonly why?: string;
  readonly exitCode?: number;
  readonly outputs: readonly OutputFile[];
  readonly metadata: { readonly [key: string]: Json };
}

/** Runs an execution to its end; whatever goes wrong is an outcome. */
export async function runExecution(
  plan: ExecutionPlan,
  surroundings: ExecutionSurroundings,
): Promise<ExecutionOutcome> {
  const nothing = { outputs: [], metadata: {} };
  const [problem] = plan.problems;
  if (problem !== undefined) return { status: "error", why: problem, ...nothing };
  const { folder, stop } = surroundings;
  if (stop.aborted) return { status: "stopped", why: "It was stopped.", ...nothing };
  try {
    await keepFirstTry(folder);
    await makeFolder(folder);
    return await runLogged(plan, surroundings);
  } catch (error) {
    return { status: "crashed", why: reasonIn(folder, error), ...nothing };
  }
}

/** Runs an execution whose folder is there; it is ended when what it writes cannot be kept. */
async function runLogged(
  plan: ExecutionPlan,
  surroundings: ExecutionSurroundings,
): Promise<ExecutionOutcome> {
  const { folder, onOutput } = surroundings;
  const logPath = join(folder, "output.log");
  const unkept = new AbortController();
  const log = new OutputLog(logPath, onOutput, () => unkept.abort());
  const stop = AbortSignal.any([surroundings.stop, unkept.signal]);
  const end = await runPrepared(plan, { ...surroundings, stop }, log).catch(
    (error: unknown) => ({ kind: "not-started", why: reasonIn(folder, error) }) as const,
  );
  const logError = await log.written();
  const result: Result =
    logError === undefined
      ? resultOf(end, surroundings)
      : { status: "crashed", why: reasonIn(logPath, logError) };
  if (result.why !== undefined) log.say(result.why);
  await log.close();
  const outputs = await listOutputs(join(folder, "outputs"));
  return { ...result, outputs, metadata: log.metadata };
}

/** What to tell of an error; it is thrown on when it is a bug of ours. */
function reasonIn(path: string, error: unknown): string {
  const known = error instanceof UserError ? error : writeError(path, error);
  if (!(known instanceof UserError)) throw known;
  return `${known.message} ${known.remedy}`;
}

/** A second try finds an empty folder; what the first one left stays beside it. */
async function keepFirstTry(folder: string): Promise<void> {
  await rename(folder, `${folder}-first-try`).catch(() => undefined);
}

async function runPrepared(
  plan: ExecutionPlan,
  surroundings: ExecutionSurroundings,
  log: OutputLog,
): Promise<GroupEnd> {
  const { folder, repository, identity, environment, isInDocker, stop } = surroundings;
  const places = (isInDocker ? containerPlaces : directPlaces)(folder, repository);
  await prepare(plan, places, identity, surroundings.payloadFile);
  const variables = variablesOf(plan, places, identity);
  const group = {
    cwd: repository,
    mark: `VH_EXECUTION_ID=${identity.executionId}`,
    timeout: surroundings.timeout * 1000,
    stop,
    onOutput: (stream: "stdout" | "stderr", chunk: Buffer) => log.take(stream, chunk),
  };
  if (!isInDocker) {
    const argv = scriptArguments(plan, join(folder, "command.sh"));
    return runGroup({ ...group, argv, environment: { ...environment, ...variables } });
  }
  await checkDocker(environment);
  const { image = "" } = plan.step;
  if (!/^[\w][\w./:@-]*$/.test(image)) {
    throw new UserError(`“${image}” is no image.`, "Correct it in valohai.yaml.");
  }
  const name = `hooksmith-${identity.executionId}`;
  const script = scriptArguments(plan, "/valohai/command.sh");
  const argv = dockerArguments(image, name, places, variables, script);
  try {
    return await runGroup({ ...group, argv, environment, lastCommand: `docker kill ${name}` });
  } finally {
    await endContainer(name, environment);
  }
}

type Result = Pick<ExecutionOutcome, "status" | "why" | "exitCode">;

function resultOf(end: GroupEnd, { timeout, isInDocker }: ExecutionSurroundings): Result {
  switch (end.kind) {
    case "exited":
      return end.code === 0
        ? { status: "complete", exitCode: 0 }
        : { status: "error", exitCode: end.code, why: exitText(end.code, isInDocker) };
    case "killed":
      return { status: "crashed", why: `It was ended by ${end.signal}.` };
    case "stopped":
      return { status: "stopped", why: "It was stopped." };
    case "timed-out":
      return { status: "error", why: `It was stopped because it ran longer than ${timeout} s.` };
    case "not-started":
      return { status: "crashed", why: end.why };
  }
}

/** What the exit codes of a shell, and of Docker, mean. */
function exitText(code: number, isInDocker: boolean): string {
  if (code === 125 && isInDocker) {
    return "Docker could not start the container (exit code 125): its output says why.";
  }
  if (code === 127) return "A command was not found (exit code 127): is its program installed?";
  if (code === 126) return "A command may not be executed (exit code 126).";
  if (code > 128) return `A command was ended by signal ${code - 128} (exit code ${code}).`;
  return `It failed with exit code ${code}.`;
}
