import { KeyCache } from "../core/conditions/keys.ts";
import { LaunchHistory } from "../core/conditions/rateLimit.ts";
import type { CheckedFile } from "../core/language/check.ts";
import { addressesOf, slugOf } from "../core/trigger/address.ts";
import type { Trigger } from "../core/trigger/trigger.ts";
import { findTriggerFiles, type Reading, readText, readWhole } from "./files.ts";

/** A trigger that is served, with its past launches and the file that it stands in. */
export interface ServedTrigger {
  readonly path: string;
  readonly trigger: Trigger;
  readonly slug: string;
  readonly launches: LaunchHistory;
}

/** What stands for the trigger of a request that reached none: it has no name, address or file. */
export function noTrigger(): ServedTrigger {
  const trigger: Trigger = {
    name: "",
    description: undefined,
    launchUrl: undefined,
    conditions: [],
    actions: [],
    tests: [],
  };
  return { path: "", trigger, slug: "", launches: new LaunchHistory() };
}

/** What a load of trigger files came to. */
export interface Loaded {
  readonly files: readonly CheckedFile[];
  /** Files that have errors now and are served as they were before. */
  readonly keptFiles: readonly string[];
  /** Names of triggers that are not served because of an error. */
  readonly leftOut: readonly string[];
}

/** The triggers of some files as they are served now; `load` follows a change. */
export class TriggerTable {
  readonly #goodFiles = new Map<string, readonly Trigger[]>();
  readonly #launches = new Map<string, LaunchHistory>();
  #byAddress: ReadonlyMap<string, ServedTrigger> = new Map();
  #keys = new KeyCache();

  /** The keys of the triggers that are served now. */
  get keys(): KeyCache {
    return this.#keys;
  }

  get served(): readonly ServedTrigger[] {
    return [...new Set(this.#byAddress.values())];
  }

  /** The trigger that answers at the last segment of a launch path. */
  at(address: string): ServedTrigger | undefined {
    return this.#byAddress.get(address);
  }

  /**
   * Serves these files from now on. A file that has an error keeps the triggers that it had, or, when
   * it was never served before, gives those that have none.
   */
  load(files: readonly CheckedFile[]): Loaded {
    const keptFiles: string[] = [];
    const leftOut: string[] = [];
    for (const path of this.#goodFiles.keys()) {
      if (!files.some((file) => file.path === path)) this.#goodFiles.delete(path);
    }
    for (const file of files) {
      const broken = file.problems.some((problem) => problem.severity === "error");
      if (broken && this.#goodFiles.has(file.path)) {
        keptFiles.push(file.path);
        continue;
      }
      this.#goodFiles.set(
        file.path,
        file.triggers.flatMap(({ trigger }) => trigger ?? []),
      );
      leftOut.push(...file.triggers.flatMap(({ name, trigger }) => (trigger ? [] : [name])));
    }
    this.#serve();
    return { files, keptFiles, leftOut };
  }

  #serve(): void {
    const byAddress = new Map<string, ServedTrigger>();
    for (const [path, triggers] of this.#goodFiles) {
      for (const trigger of triggers) {
        const slug = slugOf(trigger.name);
        const launches = this.#launches.get(slug) ?? new LaunchHistory();
        this.#launches.set(slug, launches);
        const served = { path, trigger, slug, launches };
        for (const address of addressesOf(trigger)) {
          if (!byAddress.has(address)) byAddress.set(address, served);
        }
      }
    }
    this.#byAddress = byAddress;
    this.#keys = new KeyCache();
  }
}

/** The texts of the trigger files that the paths name or contain. */
export function readSources(
  paths: readonly string[],
  reading: Reading = readWhole,
): readonly { readonly path: string; readonly text: string }[] {
  return findTriggerFiles(paths, reading).flatMap((path) => {
    const text = reading(() => readText(path, "trigger file"));
    return text === undefined ? [] : [{ path, text }];
  });
}
