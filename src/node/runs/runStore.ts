import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { isAbsolute, join } from "node:path";
import { hasEnded, type RunRecord } from "../../core/runs/runRecord.ts";
import { systemErrorCode } from "../userError.ts";
import { writeError } from "./runFiles.ts";

/** The program that keeps a record up to date while its run goes on. */
interface Keeper {
  readonly pid: number;
  /** Tells it from a later process with the same id, where the system says when one began. */
  readonly began: string | undefined;
}

/** The runs that were kept, each in a folder of its own that is named by its id. */
export class RunStore {
  readonly folder: string;
  /** Those that have ended, of which nothing more is written. */
  readonly #ended = new Map<string, RunRecord>();
  /** Those whose newest state could not be written, as on a full disk. */
  readonly #unwritten = new Map<string, RunRecord>();
  readonly #keeper: Keeper = { pid: process.pid, began: beginningOf(process.pid) };

  constructor(folder: string) {
    this.folder = folder;
  }

  folderOf(runId: string): string {
    return join(this.folder, runId);
  }

  /** Keeps a record as it is now; a `UserError` when that lasts no longer than this process. */
  save(record: RunRecord): void {
    const folder = this.folderOf(record.id);
    const path = join(folder, "run.json");
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#ignore();
      const text = JSON.stringify({ ...record, keeper: this.#keeper }, undefined, 2);
      writeFileSync(`${path}.new`, `${text}\n`, { mode: 0o600 });
      renameSync(`${path}.new`, path);
      this.#unwritten.delete(record.id);
    } catch (error) {
      this.#unwritten.set(record.id, record);
      throw writeError(path, error);
    }
  }

  /** The records, newest first; of a run that nobody keeps any more it is told that it crashed. */
  list(): readonly RunRecord[] {
    const names = new Set([...this.#unwritten.keys(), ...this.#names()]);
    return [...names]
      .flatMap((name) => this.#ended.get(name) ?? this.find(name) ?? [])
      .toSorted((left, right) => right.launchedAt - left.launchedAt);
  }

  /** One record; undefined when there is none, or none that can be read. */
  find(runId: string): RunRecord | undefined {
    // The id comes from outside and becomes part of a path.
    if (!/^[\w-]{1,100}$/.test(runId)) return undefined;
    const unwritten = this.#unwritten.get(runId);
    if (unwritten !== undefined) return unwritten;
    const folder = this.folderOf(runId);
    try {
      // A link, which may come with a repository, would lead deleting out of the folder.
      if (!lstatSync(folder).isDirectory()) return undefined;
      const text = readFileSync(join(folder, "run.json"), "utf8");
      const { keeper, ...record } = JSON.parse(text) as RunRecord & { readonly keeper: Keeper };
      if (record.version !== 1 || record.id !== runId || !staysInside(record)) return undefined;
      if (record.endedAt === undefined) return isAlive(keeper) ? record : abandoned(record);
      this.#ended.set(runId, record);
      return record;
    } catch {
      return undefined;
    }
  }

  /** Deletes a run with all its files; whether it did: one that goes on, or is not there, is left alone. */
  delete(runId: string): boolean {
    const record = this.find(runId);
    if (record?.endedAt === undefined) return false;
    const folder = this.folderOf(runId);
    try {
      // The record goes last, so that what cannot be deleted stays in the list.
      for (const name of readdirSync(folder)) {
        if (name !== "run.json") rmSync(join(folder, name), { recursive: true, force: true });
      }
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (systemErrorCode(error) !== "ENOENT") throw writeError(folder, error);
    }
    this.#ended.delete(runId);
    this.#unwritten.delete(runId);
    return true;
  }

  /** Payloads and outputs are no part of a repository. */
  #ignore(): void {
    const path = join(this.folder, ".gitignore");
    if (!existsSync(path)) writeFileSync(path, "*\n");
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.folder);
    } catch {
      return [];
    }
  }
}

/** Whether the paths of a record, which may come with a repository, lead nowhere but into its run. */
function staysInside({ actions }: RunRecord): boolean {
  return actions.every(({ executions }) =>
    executions.every(({ folder, outputs }) =>
      [folder, ...outputs.map(({ path }) => path)].every(
        (path) => !isAbsolute(path) && !path.split(/[\\/]/).includes(".."),
      ),
    ),
  );
}

function isAlive({ pid, began }: Keeper): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemErrorCode(error) === "ESRCH") return false;
  }
  return began === beginningOf(pid);
}

/** When a process began, in the system's own measure; undefined where it does not say. */
function beginningOf(pid: number): string | undefined {
  try {
    // The name, in parentheses, may hold anything.
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function abandoned(record: RunRecord): RunRecord {
  const why = "Hooksmith ended while it ran.";
  const end = <Part extends { readonly status: RunRecord["actions"][number]["status"] }>(
    part: Part,
  ): Part => (hasEnded(part.status) ? part : { ...part, status: "crashed", why });
  return {
    ...record,
    endedAt: record.launchedAt,
    actions: record.actions.map((action) => ({
      ...end(action),
      executions: action.executions.map(end),
    })),
    ...(record.relay === undefined
      ? {}
      : { relay: { ...record.relay, info: { status: "error", result: [] }, why } }),
  };
}
