import { printable } from "../../core/engine/printable.ts";
import type { ExitCode, Io } from "../io.ts";
import { UsageError } from "../usage.ts";
import { clear } from "./clear.ts";
import { exportCaptures } from "./export.ts";
import { importCaptures } from "./import.ts";
import { list } from "./list.ts";
import { replay } from "./replay.ts";
import { show } from "./show.ts";

type Command = (args: readonly string[], io: Io) => Promise<ExitCode>;

const commands: Readonly<Record<string, Command>> = {
  list,
  show,
  export: exportCaptures,
  import: importCaptures,
  replay,
  clear,
};

/** What was received: listed, shown, carried elsewhere and back, sent again, forgotten. */
export async function captures(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name = "", ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return await command(rest, io);
  const words = Object.keys(commands).join(", ");
  throw new UsageError(
    name === "" ? `Give one of ${words}.` : `captures does ${words}, not “${printable(name)}”.`,
  );
}
