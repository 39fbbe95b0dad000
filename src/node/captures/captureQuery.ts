import type { SQLInputValue } from "node:sqlite";
import type { CaptureFilter } from "../../core/captures/capture.ts";
import { byteStringOf } from "../../core/request/byteString.ts";

/** A condition of SQL over the tables, with its values. */
export interface Where {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** What a filter asks of the table `captures`, all of which an index or a small row answers. */
export function whereCaptures(filter: CaptureFilter, before: number): Where {
  const parts: [string, SQLInputValue][] = [["captures.position < ?", before]];
  const { trigger, outcome, reason, pinned, replayOf } = filter;
  if (trigger !== undefined) parts.push(["trigger_slug = ?", trigger]);
  if (outcome !== undefined) parts.push(["outcome = ?", outcome]);
  if (pinned !== undefined) parts.push(["pinned = ?", pinned ? 1 : 0]);
  if (replayOf !== undefined) parts.push(["replay_of = ?", replayOf]);
  if (reason !== undefined) {
    parts.push(["captures.position IN (SELECT position FROM failures WHERE reason = ?)", reason]);
  }
  return {
    sql: parts.map(([sql]) => sql).join(" AND "),
    values: parts.map(([, value]) => value),
  };
}

/** What a filter's text asks of both tables, which means to look through all that was received. */
export function whereText(text: string): Where {
  // Headers and URL are kept with one character for each byte, the body as bytes.
  const columns: [string, string][] = [
    ["method", text],
    ["url", byteStringOf(text)],
    ["headers", JSON.stringify(byteStringOf(text)).slice(1, -1)],
    ["CAST(body AS TEXT)", text],
  ];
  const likes = columns.map(([column]) => `${column} LIKE ? ESCAPE '\\'`);
  return {
    // Beyond a zero byte LIKE sees nothing.
    sql: `(${[...likes, "instr(body, ?)"].join(" OR ")})`,
    values: [
      ...columns.map(([, wanted]) => `%${wanted.replace(/[\\%_]/g, "\\$&")}%`),
      Buffer.from(text),
    ],
  };
}
