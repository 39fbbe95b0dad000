import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";
import { databaseError } from "./databaseError.ts";

/** A row as SQLite gives it. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** An open database whose errors are meant to be read, and whose statements are prepared once. */
export class Database {
  readonly path: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string, database: DatabaseSync) {
    this.path = path;
    this.#database = database;
  }

  get isOpen(): boolean {
    return this.#database.isOpen;
  }

  /** The first row of a query. */
  one(sql: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.#guard(() => this.#prepared(sql).get(...values));
  }

  /** All rows of a query. */
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[] {
    return this.#guard(() => this.#prepared(sql).all(...values));
  }

  /** Runs a statement with values. */
  run(sql: string, ...values: readonly SQLInputValue[]): void {
    this.#guard(() => this.#prepared(sql).run(...values));
  }

  /** Runs statements without values. */
  exec(sql: string): void {
    this.#guard(() => this.#database.exec(sql));
  }

  /** Does all of the work or, when some of it fails, nothing. */
  transaction<Result>(work: () => Result): Result {
    this.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.exec("COMMIT");
      return result;
    } catch (error) {
      // A full disk has ended the transaction already.
      if (this.#database.isTransaction) this.exec("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #guard<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw databaseError(this.path, error);
    }
  }
}
