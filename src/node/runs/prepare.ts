import { chmod, copyFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  type ExecutionPlan,
  type InputSource,
  inputFileName,
  type PlannedInput,
  payloadFileName,
} from "../../core/runs/execution.ts";
import { interpolateCommands } from "../../core/runs/interpolate.ts";
import { parameterJson } from "../../core/runs/parameters.ts";
import type { Json } from "../../core/trigger/trigger.ts";
import { UserError } from "../userError.ts";
import { copyPlainFile, fileFacts, makeFolder, pathWithin, writeNewFile } from "./runFiles.ts";

/** Where the parts of an execution are: here, and as its program sees them. */
export interface Places {
  /** The execution's own folder. */
  readonly folder: string;
  /** The folder of valohai.yaml, in which the commands run. */
  readonly repository: string;
  /** What `/valohai` stands for to the program. */
  readonly seen: (part: Part) => string;
}

export type Part = "config" | "inputs" | "outputs" | "repository";

/** What names an execution beside its plan. */
export interface ExecutionIdentity {
  readonly executionId: string;
  readonly title: string;
  readonly commit: string | undefined;
  readonly pipelineId?: string;
  readonly nodeName?: string;
}

/** Where the parts of an execution are when it runs directly on this machine. */
export function directPlaces(folder: string, repository: string): Places {
  const seen = (part: Part) => (part === "repository" ? repository : join(folder, part));
  return { folder, repository, seen };
}

/** Writes what a program finds of its execution: its inputs, its configuration and its script. */
export async function prepare(
  plan: ExecutionPlan,
  places: Places,
  identity: ExecutionIdentity,
  payloadFile: string,
): Promise<void> {
  const { folder } = places;
  await makeFolder(join(folder, "outputs"));
  const inputs: Record<string, Json> = {};
  for (const planned of plan.inputs) {
    inputs[planned.input.name] = { files: await fillInput(planned, plan, places, payloadFile) };
  }
  await makeFolder(join(folder, "inputs"));
  await writeConfig(folder, "inputs", inputs);
  await writeConfig(folder, "parameters", parametersJson(plan));
  await writeConfig(folder, "execution", executionJson(plan, identity));
  await writeNewFile(join(folder, "command.sh"), scriptOf(plan, places));
  await chmod(join(folder, "command.sh"), 0o700);
}

/** The variables by which a program finds its way. */
export function variablesOf(
  plan: ExecutionPlan,
  places: Places,
  identity: ExecutionIdentity,
): Readonly<Record<string, string>> {
  const declared = plan.step.environmentVariables.flatMap((variable) =>
    variable.default === undefined ? [] : [[variable.name, variable.default]],
  );
  return {
    ...Object.fromEntries(declared),
    VH_CONFIG_DIR: places.seen("config"),
    VH_INPUTS_DIR: places.seen("inputs"),
    VH_OUTPUTS_DIR: places.seen("outputs"),
    VH_REPOSITORY_DIR: places.seen("repository"),
    VH_JOB_ID: `exec-${identity.executionId}`,
    VH_EXECUTION_ID: identity.executionId,
    ...(identity.pipelineId === undefined ? {} : { VH_PIPELINE_ID: identity.pipelineId }),
    PYTHONUNBUFFERED: "1",
  };
}

/** The program and arguments that run an execution's script. */
export function scriptArguments(plan: ExecutionPlan, script: string): readonly string[] {
  return plan.commands[0]?.startsWith("#!") === true ? [script] : ["sh", script];
}

/**
 * All commands as one script for one shell, which ends with the first that fails. Where they name the
 * folders of the hosted service they get those of this execution, unless a shell could misread them.
 */
function scriptOf(plan: ExecutionPlan, places: Places): string {
  const command = plan.step.command.map((text) =>
    text.replace(
      /(?<![\w./-])\/valohai\/(config|inputs|outputs|repository)(?![\w-])/g,
      (whole, part) => {
        const place = places.seen(part as Part);
        return /^[\w@%+=:,./-]+$/.test(place) ? place : whole;
      },
    ),
  );
  const commands = interpolateCommands({ ...plan.step, command }, plan.values);
  return commands.map((text) => `${text}\n`).join("(exit $?) || exit\n");
}

async function fillInput(
  { input, sources }: PlannedInput,
  plan: ExecutionPlan,
  { folder, repository, seen }: Places,
  payloadFile: string,
): Promise<readonly Json[]> {
  const place = pathWithin(join(folder, "inputs"), input.name);
  await makeFolder(place);
  const files = new Map<string, Json>();
  const add = async (name: string, from: string, uri: string | null) => {
    const path = pathWithin(place, name);
    await copyPlainFile(from, path);
    const shown = `${seen("inputs")}${path.slice(join(folder, "inputs").length)}`;
    const facts = await fileFacts(path);
    files.set(path, { name: basename(path), path: shown, uri, ...facts, metadata: [] });
  };
  const isOnly = sources.length === 1;
  for (const source of sources) {
    if (source.kind === "payload") {
      await add(payloadFileName(input), payloadFile, null);
    } else if (source.kind === "file") {
      await add((isOnly && input.filename) || inputFileName(input, source), source.path, null);
    }
  }
  const addresses = sources.flatMap((source) => (source.kind === "address" ? [source] : []));
  if (addresses.length > 0) await addLocalFiles(addresses);
  return [...files.values()];

  /** Stored files are not fetched; what lies where valohai-utils keeps them stands for them. */
  async function addLocalFiles(wanted: readonly (InputSource & { kind: "address" })[]) {
    const local = pathWithin(join(repository, ".valohai", "inputs"), plan.step.name);
    const within = pathWithin(local, input.name);
    const names = await readdir(within).catch(() => []);
    if (names.length === 0 && !input.isOptional) {
      throw new UserError(
        `The input \`${input.name}\` comes from ${wanted[0]?.address}, which is not fetched here.`,
        `Put the files into ${within}.`,
      );
    }
    for (const name of names.toSorted()) {
      const only = names.length === 1 ? input.filename : undefined;
      await add(only ?? name, join(within, name), wanted[0]?.address ?? null);
    }
  }
}

function parametersJson(plan: ExecutionPlan): { readonly [key: string]: Json } {
  return Object.fromEntries(
    plan.step.parameters.map((parameter) => [
      parameter.name,
      parameterJson(parameter, plan.values.get(parameter.name)),
    ]),
  );
}

function executionJson(
  { step }: ExecutionPlan,
  { executionId, title, commit, pipelineId, nodeName }: ExecutionIdentity,
): { readonly [key: string]: Json } {
  return {
    "valohai.execution-id": executionId,
    "valohai.execution-step": step.name,
    "valohai.execution-title": title,
    "valohai.execution-image": step.image ?? null,
    "valohai.commit-identifier": commit ?? null,
    ...(pipelineId === undefined ? {} : { "valohai.pipeline-id": pipelineId }),
    ...(nodeName === undefined ? {} : { "valohai.pipeline-node-name": nodeName }),
  };
}

/** JSON is YAML too, so that the file of the second name holds the same. */
async function writeConfig(folder: string, name: string, value: Json): Promise<void> {
  const path = join(folder, "config", `${name}.json`);
  await writeNewFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
  await copyFile(path, join(folder, "config", `${name}.yaml`));
}
