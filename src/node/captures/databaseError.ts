import { systemErrorCode, UserError } from "../userError.ts";

/** What is wrong with a database, as a `UserError`; any other error is itself. */
export function databaseError(path: string, error: unknown): unknown {
  if (systemErrorCode(error) === "ERR_INVALID_STATE") {
    return new UserError(`The captures in ${path} are closed.`, "Open them again.");
  }
  switch (resultCodeOf(error)) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return new UserError(
        `The captures in ${path} are locked by another program.`,
        "Close what uses them, or give another path.",
      );
    case 8: // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
    case 23: // SQLITE_AUTH
    case 3: // SQLITE_PERM
      return new UserError(
        `The captures in ${path} cannot be written.`,
        "Check that it is a file whose folder may be written too, or give another path.",
      );
    case 10: // SQLITE_IOERR
      return new UserError(
        `The captures in ${path} cannot be read or written.`,
        "Check the disk, or give another path on a local one.",
      );
    case 13: // SQLITE_FULL
      return new UserError(
        `The disk is full: the captures in ${path} cannot grow.`,
        "Make room, or clear captures.",
      );
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return new UserError(
        `${path} is damaged or no database.`,
        "Move it away, or give another path for the captures.",
      );
    case undefined:
      return error;
    default:
      return new UserError(
        `The captures in ${path} cannot be used: ${(error as Error).message}.`,
        "Give another path.",
      );
  }
}

/** The primary result code of SQLite in an error; undefined for any other error. */
function resultCodeOf(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : undefined;
}
