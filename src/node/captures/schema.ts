import type { DatabaseSync } from "node:sqlite";
import { UserError } from "../userError.ts";

/** Marks a database as one of captures (“hook”), so that another program's is never written to. */
const applicationId = 0x686f6f6b;

/**
 * What turns a database of one version into the next one; the first makes an empty one version 1.
 * What lists show stands in one table and what is large in another, so that lists read little.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE captures (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    received_at REAL NOT NULL,
    trigger_name TEXT NOT NULL,
    trigger_slug TEXT NOT NULL,
    trigger_path TEXT NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    body_size INTEGER NOT NULL,
    kept_size INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    duration REAL NOT NULL,
    sender TEXT,
    replay_of TEXT,
    replay_how TEXT,
    pinned INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX captures_by_trigger ON captures (trigger_slug);
  CREATE INDEX captures_by_outcome ON captures (outcome);
  CREATE INDEX captures_by_origin ON captures (replay_of) WHERE replay_of IS NOT NULL;
  CREATE INDEX captures_pinned ON captures (pinned) WHERE pinned = 1;
  CREATE TABLE contents (
    position INTEGER PRIMARY KEY REFERENCES captures ON DELETE CASCADE,
    headers TEXT NOT NULL,
    body BLOB NOT NULL,
    secret_references TEXT NOT NULL,
    verdict TEXT
  ) STRICT;
  CREATE TABLE failures (
    reason TEXT NOT NULL,
    position INTEGER NOT NULL REFERENCES captures ON DELETE CASCADE,
    PRIMARY KEY (reason, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX failures_of_capture ON failures (position);`,
];

/** Brings a database to the present version, one step after another; a `UserError` when it is not ours. */
export function migrate(
  database: DatabaseSync,
  path: string,
  steps: readonly string[] = migrations,
): void {
  const found = versionOf(database);
  if (found > steps.length) {
    throw new UserError(
      `The captures in ${path} were written by a newer Hooksmith.`,
      "Update Hooksmith, or use another database.",
    );
  }
  if (found === 0 && database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() !== undefined) {
    throw notOurs(path);
  }
  if (found > 0 && numberOf(database, "application_id") !== applicationId) throw notOurs(path);
  if (found === steps.length) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    // Another process may have been quicker.
    for (const migration of steps.slice(versionOf(database))) database.exec(migration);
    database.exec(
      `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}`,
    );
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

function versionOf(database: DatabaseSync): number {
  return numberOf(database, "user_version");
}

function numberOf(database: DatabaseSync, pragma: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
}

function notOurs(path: string): UserError {
  return new UserError(
    `${path} is a database of another program.`,
    "Give another path for the captures.",
  );
}
