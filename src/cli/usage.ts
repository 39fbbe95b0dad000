import { type ParseArgsConfig, parseArgs } from "node:util";
import { timeIn } from "../core/trigger/time.ts";

/** The command line is not as the command takes it. */
export class UsageError extends Error {}

/** Parses a command's arguments strictly; a `UsageError` says what does not fit. */
export function parseArguments<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({
      args: [...withJoinedValues(args, options)],
      options,
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    const [message = ""] = (error as Error).message.split(". To specify");
    throw new UsageError(message);
  }
}

/** An option that takes a value takes the next argument, even one that begins with a dash, as -10m. */
function withJoinedValues(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig["options"]>,
): readonly string[] {
  const joined: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] as string;
    if (arg === "--") return [...joined, ...args.slice(index)];
    const takesValue = arg.startsWith("--") && options[arg.slice(2)]?.type === "string";
    const value = takesValue ? args[index + 1] : undefined;
    joined.push(value === undefined ? arg : `${arg}=${value}`);
    if (value !== undefined) index += 1;
  }
  return joined;
}

/** The files that a command was given, at least one. */
export function filesOf(positionals: readonly string[]): readonly string[] {
  if (positionals.length === 0)
    throw new UsageError("Which file? Give a trigger file or a folder.");
  return positionals;
}

/** The one file that a command was given. */
export function fileOf(positionals: readonly string[]): string {
  const [file, ...others] = filesOf(positionals);
  if (file === undefined || others.length > 0) throw new UsageError("Give one file, not several.");
  return file;
}

/** The whole number that an option gives, within bounds, or the fallback without the option. */
export function numberOf(
  name: string,
  value: string | undefined,
  fallback: number,
  [least, most]: readonly [number, number],
): number {
  if (value === undefined) return fallback;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not “${value}”.`);
}

/** The time in milliseconds that `--at` gives, or now. */
export function timeOf(value: string | undefined, now: number): number {
  if (value === undefined) return now;
  const time = timeIn(value, now);
  if (time !== undefined) return time;
  throw new UsageError(
    `--at takes UNIX seconds, an ISO time or an offset such as -10m, not “${value}”.`,
  );
}

/** One of the words that an option allows, or the fallback without the option. */
export function wordOf<Word extends string>(
  name: string,
  value: string | undefined,
  words: readonly [Word, ...Word[]],
): Word {
  if (value === undefined) return words[0];
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  throw new UsageError(`--${name} takes ${words.join(", ")}, not “${value}”.`);
}
