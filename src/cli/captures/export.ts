import { writeFileSync } from "node:fs";
import manifest from "../../../package.json" with { type: "json" };
import type { Capture } from "../../core/captures/capture.ts";
import { harOf } from "../../core/captures/har.ts";
import { httpOf } from "../../core/captures/httpText.ts";
import { maskCredentials, maskedText } from "../../core/captures/mask.ts";
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
    "with-credentials": { type: "boolean", default: false },
  });
  const { output } = values;
  const format = formatOf(values.format, output);
  return withStore(values, (store) => {
    const ids = chosenIds(store, positionals, filterOf(values));
    if (ids.length === 0) throw new UsageError("No capture is chosen, so there is none to export.");
    const captures = ids.flatMap((id) => store.get(id) ?? []);
    const { written, masked } = values["with-credentials"]
      ? { written: captures, masked: 0 }
      : maskedCaptures(captures);
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

/** What any of the captures looked a token up at is masked in all of them. */
function maskedCaptures(captures: readonly Capture[]): {
  readonly written: readonly Capture[];
  readonly masked: number;
} {
  const conditions = captures.flatMap(({ verdict }) =>
    (verdict?.trace ?? []).map(({ condition }) => condition),
  );
  const unique = [...new Map(conditions.map((one) => [JSON.stringify(one), one])).values()];
  let count = 0;
  const written = captures.map((capture): Capture => {
    const { masked, request, references } = maskCredentials(capture, unique);
    count += masked;
    return { ...capture, request, references };
  });
  return { written, masked: count };
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
