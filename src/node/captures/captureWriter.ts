import type { CaptureSummary, FreshCapture } from "../../core/captures/capture.ts";
import { captureColumns, captureValues, contentColumns, contentValues } from "./captureRow.ts";
import type { Database } from "./database.ts";

/** Positions of one millisecond: so many captures keep their order and their time. */
const positionsPerMillisecond = 1024;

const insertCapture = insertInto("captures", captureColumns);
const insertContent = insertInto("contents", contentColumns);

/** The first position of a time. */
export function firstPosition(time: number): number {
  return Math.floor(time) * positionsPerMillisecond;
}

/** Writes a capture into both tables, and gives its size; undefined when its id is there already. */
export function writeCapture(
  database: Database,
  capture: FreshCapture,
): { readonly summary: CaptureSummary; readonly bytes: number } | undefined {
  if (database.one("SELECT 1 FROM captures WHERE id = ?", capture.id) !== undefined) {
    return undefined;
  }
  const position = freePosition(database, capture.receivedAt);
  const content = contentValues(capture);
  const bytes = content.reduce((sum, value) => sum + (value?.length ?? 0), 0);
  const values = captureValues(capture, bytes);
  database.run(insertCapture, position, ...values);
  database.run(insertContent, position, ...content);
  for (const reason of capture.reasons) {
    database.run("INSERT INTO failures (reason, position) VALUES (?, ?)", reason, position);
  }
  const { sender, request, references, verdict, ...summary } = capture;
  return { summary: { ...summary, position, pinned: false }, bytes };
}

/** The first position of a time, or of the next one that has any left. */
function freePosition(database: Database, time: number): number {
  for (let first = firstPosition(time); ; first += positionsPerMillisecond) {
    const end = first + positionsPerMillisecond;
    const row = database.one(
      "SELECT max(position) AS last FROM captures WHERE position >= ? AND position < ?",
      first,
      end,
    );
    const last = row?.last;
    if (last === null || last === undefined) return first;
    if (Number(last) + 1 < end) return Number(last) + 1;
  }
}

function insertInto(table: string, columns: readonly string[]): string {
  const marks = columns.map(() => ", ?").join("");
  return `INSERT INTO ${table} (position, ${columns.join(", ")}) VALUES (?${marks})`;
}
