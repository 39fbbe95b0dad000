import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "../userError.ts";
import type { Part, Places } from "./prepare.ts";

const run = promisify(execFile);

/** Where the parts of an execution are to a program in a container: where the hosted service has them. */
export function containerPlaces(folder: string, repository: string): Places {
  return { folder, repository, seen: (part: Part) => `/valohai/${part}` };
}

/** The command line that runs an execution's script in a container of its step's image. */
export function dockerArguments(
  image: string,
  name: string,
  { folder, repository }: Places,
  variables: Readonly<Record<string, string>>,
  script: readonly string[],
): readonly string[] {
  const mount = (from: string, to: string, isReadOnly = false) => [
    "--mount",
    `type=bind,source=${from},target=${to}${isReadOnly ? ",readonly" : ""}`,
  ];
  const user = process.getuid?.();
  return [
    ...["docker", "run", "--rm", "--init", "--name", name, "--workdir", "/valohai/repository"],
    ...(user === undefined ? [] : ["--user", `${user}:${process.getgid?.() ?? user}`]),
    ...mount(repository, "/valohai/repository"),
    ...mount(join(folder, "inputs"), "/valohai/inputs", true),
    ...mount(join(folder, "config"), "/valohai/config", true),
    ...mount(join(folder, "outputs"), "/valohai/outputs"),
    ...mount(join(folder, "command.sh"), "/valohai/command.sh", true),
    ...Object.entries(variables).flatMap(([key, value]) => ["--env", `${key}=${value}`]),
    image,
    ...script,
  ];
}

/** Whether there is an engine that answers; a `UserError` says why not. */
export async function checkDocker(environment: Readonly<NodeJS.ProcessEnv>): Promise<void> {
  try {
    await run("docker", ["version", "--format", "{{.Server.Version}}"], { env: environment });
  } catch (error) {
    const [line = ""] = String((error as { stderr?: string }).stderr ?? "").split("\n");
    throw new UserError(
      `There is no Docker engine to run the step in${line === "" ? "" : `: ${line}`}.`,
      "Start the engine, or run the steps directly on this machine.",
    );
  }
}

/** Ends a container that may still run; the client's end does not end it. */
export async function endContainer(
  name: string,
  environment: Readonly<NodeJS.ProcessEnv>,
): Promise<void> {
  await run("docker", ["kill", name], { env: environment }).catch(() => undefined);
}
