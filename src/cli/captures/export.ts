import { existsSync, writeFileSync } from "node:fs";
import manifest from "../../../package.json" with { type: "json" };
import type { Capture } from "../../core/captures/capture.ts";
import { harOf } from "../../core/captures/har.ts";
import { httpOf } from "../../core/captures/httpText.ts";
import { maskCaptures, maskedText } from "../../core/captures/mask.ts";
import { printable } from "../../core/engine/printable.ts";
import { checkFiles } from "../../core/language/check.ts";
import type { Trigger } from "../../core/trigger/trigger.ts";
import { readWhatCanBe, readWhole } from "../../node/files.ts";
import { readSources } from "../../node/triggerTable.ts";
import { systemErrorCode, UserError } from "../../node/userError.ts";
import type { ExitCode, Io } from "../io.ts";
import { parseArguments, UsageError, wordOf } from "../usage.ts";
import { chosenIds, filterOf, filterOptions, withStore } from "./options.ts";

/** Writes captures as a HAR or `.http` file; their credentials are masked unless asked otherwise. */
export function exportCaptures(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...filterOptions,
    format: { type: "string" },
    output: { type: "string" },
    triggers: { type: "string", multiple: true, default: [] },
    "with-credentials": { type: "boolean", default: false },
  });
  const { output } = values;
  const format = formatOf(values.format, output);
  return withStore(values, (store) => {
    const ids = chosenIds(store, positionals, filterOf(values));
    if (ids.length === 0) throw new UsageError("No capture is chosen, so there is none to export.");
    const captures = ids.flatMap((id) => store.get(id) ?? []);
    const { captures: written, masked } = values["with-credentials"]
      ? { captures, masked: 0 }
      : maskCaptures(captures, triggersOfNow(values, captures, io));
    const hint = "--with-credentials exports them.";
    const comment = maskedText(masked);
    const text =
      format === "http"
        ? httpOf(written, comment)
        : `${JSON.stringify(harOf(written, { version: manifest.version, comment }), null, 2)}\n`;
    if (output === undefined) io.stdout(text);
    else write(output, text);
    if (comment !== undefined) io.stderr(`${comment} ${hint}\n`);
    return 0;
  });
}

/** The triggers of the given files and of those that captures came for, or of the project. */
function triggersOfNow(
  {
    triggers,
    captures: database,
  }: { readonly triggers: readonly string[]; captures?: string | undefined },
  captures: readonly Capture[],
  io: Io,
): readonly Trigger[] {
  // The database of a project stands in its folder.
  const given = triggers.length === 0 && database === undefined ? ["."] : triggers;
  const named = captures.map(({ trigger }) => trigger.path);
  const files = [...given, ...new Set(named.filter((path) => path !== "" && existsSync(path)))];
  // What nobody named may have nothing to do with the captures.
  const reading =
    triggers.length > 0
      ? readWhole
      : readWhatCanBe(({ message }) => io.stderr(`Left out  ${printable(message)}\n`));
  return checkFiles(readSources(files, reading), {}).flatMap((file) =>
    file.triggers.flatMap(({ trigger }) => trigger ?? []),
  );
}

function formatOf(format: string | undefined, output: string | undefined): "har" | "http" {
  if (format === undefined && /\.(?:http|rest)$/i.test(output ?? "")) return "http";
  return wordOf("format", format, ["har", "http"]);
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UserError(
      `${path} cannot be written (${systemErrorCode(error) ?? String(error)}).`,
      "Check the path and its permissions.",
    );
  }
}
