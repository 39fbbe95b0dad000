import type { CaptureSummary } from "../../core/captures/capture.ts";
import { printable } from "../../core/engine/printable.ts";
import type { ExitCode, Io } from "../io.ts";
import { localTime } from "../localTime.ts";
import { paintFor } from "../report.ts";
import { numberOf, parseArguments, UsageError } from "../usage.ts";
import { filterOf, filterOptions, withStore } from "./options.ts";

const usualLimit = 50;

/** Lists captures, the newest first. */
export function list(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...filterOptions,
    limit: { type: "string" },
    json: { type: "boolean", default: false },
  });
  if (positionals.length > 0) throw new UsageError("list takes no ids: “captures show” does.");
  const limit = numberOf("limit", values.limit, usualLimit, [1, 1_000_000]);
  const filter = filterOf(values);
  return withStore(values, (store) => {
    const found: CaptureSummary[] = [];
    // One more tells whether there are any.
    for (const page of store.pages(filter, limit + 1)) {
      found.push(...page);
      if (found.length > limit) break;
    }
    const shown = found.slice(0, limit);
    const more = found.length > limit;
    io.stdout(
      values.json
        ? `${JSON.stringify({ captures: shown.map(summaryJson), more })}\n`
        : textOf(shown, more, io),
    );
    return 0;
  });
}

/** A capture in the JSON that other programs rely on. */
export function summaryJson(summary: CaptureSummary) {
  const { id, receivedAt, trigger, method, url, bodySize, outcome, status, reasons } = summary;
  const { durationInMilliseconds, lineage, pinned } = summary;
  const { name, slug } = trigger;
  return {
    id,
    receivedAt: new Date(receivedAt).toISOString(),
    trigger: { name, slug },
    method,
    url,
    bodySize,
    outcome,
    status,
    reasons,
    durationInMilliseconds,
    ...(lineage && { replayOf: lineage }),
    pinned,
  };
}

/** The end of an id, which is enough to tell it from others. */
export function shortId(id: string): string {
  return id.slice(-8);
}

function textOf(captures: readonly CaptureSummary[], more: boolean, io: Io): string {
  if (captures.length === 0) return "No captures.\n";
  const width = Math.max(...captures.map(({ trigger }) => trigger.name.length));
  const lines = captures.map((capture) => lineOf(capture, width, io));
  return lines.join("") + (more ? "There are more: --limit shows them.\n" : "");
}

const styles = { accepted: "green", refused: "red", unjudged: "dim" } as const;

function lineOf(capture: CaptureSummary, width: number, io: Io): string {
  const { id, receivedAt, trigger, method, url, bodySize, outcome, reasons, status } = capture;
  const paint = paintFor(io.color);
  const cells = [
    shortId(id),
    paint("dim", localTime(receivedAt)),
    paint(styles[outcome], outcome.padEnd(8)),
    printable(trigger.name).padEnd(width),
    `${method} ${printable(url).slice(0, 60)}`,
    `${bodySize} B`,
    reasons.join(", ") || (outcome === "refused" ? String(status) : ""),
    capture.lineage === undefined ? "" : `from ${shortId(capture.lineage.id)}`,
    capture.pinned ? "pinned" : "",
  ];
  return `${cells.filter((cell) => cell !== "").join("  ")}\n`;
}
