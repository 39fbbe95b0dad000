import manifest from "../../package.json" with { type: "json" };
import { printable } from "../core/engine/printable.ts";
import { UserError } from "../node/userError.ts";
import { captures } from "./captures/captures.ts";
import { check } from "./check.ts";
import { commandHelp, generalHelp } from "./help.ts";
import type { ExitCode, Io } from "./io.ts";
import { keys } from "./keys.ts";
import { listen } from "./listen.ts";
import { paintFor } from "./report.ts";
import { runs } from "./runs.ts";
import { send } from "./send.ts";
import { snippet } from "./snippet.ts";
import { UsageError } from "./usage.ts";
import { verify } from "./verify.ts";

type Command = (args: readonly string[], io: Io) => Promise<ExitCode>;

const commands: Readonly<Record<string, Command>> = {
  check,
  listen,
  send,
  verify,
  snippet,
  captures,
  keys,
  runs,
};

/** Runs the program with its arguments; whatever goes wrong becomes a sentence and an exit code. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name = "", ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (name === "--version" || name === "-v") return print(io, `hooksmith ${manifest.version}\n`);
  if (name === "" || name === "help" || name === "--help" || name === "-h") {
    return print(io, generalHelp);
  }
  if (command === undefined) {
    io.stderr(`There is no command “${printable(name)}”.\n\n${generalHelp}`);
    return 2;
  }
  if (rest.includes("--help") || rest.includes("-h")) return print(io, commandHelp(name));
  try {
    return await command(rest, io);
  } catch (error) {
    io.stderr(errorText(name, error, io));
    return 2;
  }
}

function print(io: Io, text: string): ExitCode {
  io.stdout(text);
  return 0;
}

function errorText(command: string, error: unknown, io: Io): string {
  const label = paintFor(io.color)("red", "error");
  if (error instanceof UsageError)
    return `${label}  ${printable(error.message)}\n\n${commandHelp(command)}`;
  if (error instanceof UserError)
    return `${label}  ${printable(error.message)}\n       ${printable(error.remedy)}\n`;
  return `${label}  This is a bug in Hooksmith: ${error instanceof Error ? error.message : String(error)}\n`;
}
