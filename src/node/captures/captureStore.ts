import type {
  Capture,
  CaptureFilter,
  CaptureSummary,
  FreshCapture,
  Lineage,
} from "../../core/captures/capture.ts";
import { whereCaptures, whereText } from "./captureQuery.ts";
import { captureOf, summaryOf } from "./captureRow.ts";
import { firstPosition, writeCapture } from "./captureWriter.ts";
import type { Database, Row } from "./database.ts";
import { openDatabase, openExistingDatabase } from "./openDatabase.ts";

/** How much is kept; pinned captures are kept beyond it. */
export interface Retention {
  readonly count: number;
  /** Of headers, bodies and verdicts together. */
  readonly bytes: number;
}

/** How many captures a store holds, and how large they are. */
export type Held = Retention;

/** The captures that were added, and how large they are together. */
export interface Added {
  readonly captures: readonly CaptureSummary[];
  readonly bytes: number;
}

/** Some captures, newest first, and where the next ones begin. */
export interface CapturePage {
  readonly captures: readonly CaptureSummary[];
  /** The `before` of the next page; undefined at the end. A search for text may stop for a rest early. */
  readonly next: number | undefined;
}

const beyondAll = Number.MAX_SAFE_INTEGER;
const searchedAtOnce: Retention = { count: 2000, bytes: 4 * 1024 * 1024 };
const deletedAtOnce = 500;

/** The captures of one database, which several processes may use at once. */
export class CaptureStore {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** Opens a store, and makes it when there is none; a `UserError` says why it cannot. */
  static open(path: string): CaptureStore {
    return new CaptureStore(openDatabase(path));
  }

  /** Opens a store that is there already. */
  static openExisting(path: string): CaptureStore {
    return new CaptureStore(openExistingDatabase(path));
  }

  /** Keeps captures, all or none of them; one whose id is there already is left out. */
  add(captures: readonly FreshCapture[]): Added {
    return this.#database.transaction(() => {
      let bytes = 0;
      const added: CaptureSummary[] = [];
      for (const capture of captures) {
        const written = writeCapture(this.#database, capture);
        if (written === undefined) continue;
        bytes += written.bytes;
        added.push(written.summary);
      }
      return { captures: added, bytes };
    });
  }

  /** Some of the captures that a filter wants, newest first; bodies and headers are not read for it. */
  list(filter: CaptureFilter, limit: number, before: number = beyondAll): CapturePage {
    const { sql, values } = whereCaptures(filter, before);
    const newest = `FROM captures WHERE ${sql} ORDER BY captures.position DESC LIMIT ?`;
    if (filter.text === undefined || filter.text === "") {
      const captures = this.#database
        .all(`SELECT captures.* ${newest}`, ...values, limit)
        .map(summaryOf);
      return { captures, next: captures.length < limit ? undefined : captures.at(-1)?.position };
    }
    const candidates = this.#database.all(
      `SELECT captures.position, kept_size ${newest}`,
      ...values,
      searchedAtOnce.count,
    );
    const searched = stretchOf(candidates);
    const last = searched.at(-1)?.position;
    if (last === undefined) return { captures: [], next: undefined };
    const text = whereText(filter.text);
    const captures = this.#database
      .all(
        `SELECT captures.* FROM captures JOIN contents USING (position)
       WHERE ${sql} AND captures.position >= ? AND ${text.sql} ORDER BY captures.position DESC LIMIT ?`,
        ...values,
        last,
        ...text.values,
        limit,
      )
      .map(summaryOf);
    if (captures.length === limit) return { captures, next: captures.at(-1)?.position };
    const isEnd = candidates.length < searchedAtOnce.count && searched === candidates;
    return { captures, next: isEnd ? undefined : Number(last) };
  }

  /** All captures that a filter wants, newest first, a page at a time. */
  *pages(filter: CaptureFilter, limit: number): Generator<readonly CaptureSummary[]> {
    let before: number | undefined = beyondAll;
    while (before !== undefined) {
      const page: CapturePage = this.list(filter, limit, before);
      yield page.captures;
      before = page.next;
    }
  }

  /** How many captures a filter wants; without its text, which would mean to look through all. */
  count(filter: Omit<CaptureFilter, "text"> = {}): number {
    const { sql, values } = whereCaptures(filter, beyondAll);
    return Number(
      this.#database.one(`SELECT count(*) AS n FROM captures WHERE ${sql}`, ...values)?.n ?? 0,
    );
  }

  /** The capture with an id, of which the last characters are enough where they are one's own. */
  get(id: string): Capture | undefined {
    const whole = "SELECT * FROM captures JOIN contents USING (position) WHERE";
    const exact = this.#database.one(`${whole} id = ?`, id);
    if (exact !== undefined) return captureOf(exact);
    if (!/^[0-9a-f-]{4,}$/.test(id)) return undefined;
    const [row, ...others] = this.#database.all(`${whole} id LIKE ? LIMIT 2`, `%${id}`);
    return row === undefined || others.length > 0 ? undefined : captureOf(row);
  }

  /** Keeps a capture however old it becomes, or no longer. */
  pin(id: string, pinned: boolean): void {
    this.#database.run("UPDATE captures SET pinned = ? WHERE id = ?", pinned ? 1 : 0, id);
  }

  /** Forgets captures. */
  delete(ids: readonly string[]): void {
    for (let start = 0; start < ids.length; start += deletedAtOnce) {
      this.#database.transaction(() => {
        for (const id of ids.slice(start, start + deletedAtOnce)) {
          this.#database.run("DELETE FROM captures WHERE id = ?", id);
        }
      });
    }
  }

  /** Gives the room of what was deleted back to the disk. */
  shrink(): void {
    this.#database.exec("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** Moves what was written last to its place in the database, as far as nobody reads it. */
  tidy(): void {
    this.#database.exec("PRAGMA wal_checkpoint(PASSIVE)");
  }

  /** How many captures are kept, and how large they are. */
  held(): Held {
    const row = this.#database.one("SELECT count(*) AS n, total(kept_size) AS bytes FROM captures");
    return { count: Number(row?.n ?? 0), bytes: Number(row?.bytes ?? 0) };
  }

  /** Forgets the oldest captures that are not pinned, so many at most, until no more is held than allowed. */
  retain(held: Held, allowed: Retention, atMost: number): Held {
    let { count, bytes } = held;
    const oldest = this.#database.all(
      "SELECT position, kept_size FROM captures WHERE pinned = 0 ORDER BY position LIMIT ?",
      atMost,
    );
    this.#database.transaction(() => {
      for (const { position, kept_size } of oldest) {
        if (count <= allowed.count && bytes <= allowed.bytes) return;
        this.#database.run("DELETE FROM captures WHERE position = ?", position ?? null);
        count -= 1;
        bytes -= Number(kept_size);
      }
    });
    return { count, bytes };
  }

  /** Says from which capture the newest one of a sender since a time was made, and gives its id. */
  link(sender: string, since: number, lineage: Lineage): string | undefined {
    const row = this.#database.one(
      `UPDATE captures SET replay_of = ?, replay_how = ? WHERE position =
       (SELECT position FROM captures WHERE sender = ? AND position >= ?
        ORDER BY position DESC LIMIT 1)
       RETURNING id`,
      lineage.id,
      lineage.how,
      sender,
      firstPosition(since),
    );
    return row === undefined ? undefined : String(row.id);
  }

  /** How long it waits for another process that writes, in milliseconds; the whole program waits with it. */
  waitForOthers(milliseconds: number): void {
    this.#database.exec(`PRAGMA busy_timeout = ${milliseconds}`);
  }

  get path(): string {
    return this.#database.path;
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  close(): void {
    this.#database.close();
  }
}

/** As many of the rows as can be searched while somebody waits, and one at least. */
function stretchOf(rows: readonly Row[]): readonly Row[] {
  let bytes = 0;
  const end = rows.findIndex(({ kept_size }, index) => {
    bytes += Number(kept_size);
    return index > 0 && bytes > searchedAtOnce.bytes;
  });
  return end < 0 ? rows : rows.slice(0, end);
}
