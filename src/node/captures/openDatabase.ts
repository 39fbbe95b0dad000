import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { systemErrorCode, UserError } from "../userError.ts";
import { Database } from "./database.ts";
import { databaseError } from "./databaseError.ts";
import { migrate } from "./schema.ts";

/** How long a process waits for another one that writes, in milliseconds. */
export const busyTimeout = 2000;

/** Opens a database of captures, and makes it when there is none; a `UserError` says why it cannot. */
export function openDatabase(path: string): Database {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // What was received is nobody else's business; SQLite makes its other files alike.
    closeSync(openSync(path, "a", 0o600));
  } catch (error) {
    if (existsSync(path)) return open(path);
    throw new UserError(
      `The captures cannot be kept in ${path} (${systemErrorCode(error)}).`,
      "Check the permissions of its folder, or give another path.",
    );
  }
  return open(path);
}

/** Opens a database of captures that is there already. */
export function openExistingDatabase(path: string): Database {
  if (existsSync(path)) return open(path);
  throw new UserError(
    `There are no captures in ${path}.`,
    "“hooksmith listen --captures” keeps what it receives; --captures gives another database.",
  );
}

function open(path: string): Database {
  const { DatabaseSync } = sqlite();
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: busyTimeout, enableForeignKeyConstraints: true });
    // A deleted request must be gone, and killing the process must lose nothing; the power may fail.
    // Large pages take several requests each, so that keeping one costs less.
    database.exec(
      `PRAGMA page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
       PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 16777216;
       PRAGMA wal_autocheckpoint = 4000`,
    );
    migrate(database, path);
    database.exec("BEGIN IMMEDIATE; ROLLBACK");
    return new Database(path, database);
  } catch (error) {
    database?.close();
    throw databaseError(path, error);
  }
}

/** SQLite is loaded when it is wanted: an older Node does not have it, and an early one warns of it. */
function sqlite(): typeof import("node:sqlite") {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    const found = process.getBuiltinModule("node:sqlite");
    if (found !== undefined) return found;
  } finally {
    process.emitWarning = emitWarning;
  }
  throw new UserError(
    "This version of Node has no SQLite, so that captures cannot be kept.",
    "Update Node, or the editor that brings its own.",
  );
}
