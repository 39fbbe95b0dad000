import type { CaptureSummary } from "../../core/captures/capture.ts";
import type { Judge } from "../../core/captures/judge.ts";
import type { TriggerWithSecrets } from "../../core/captures/secretFinder.ts";
import { checkFiles } from "../../core/language/check.ts";
import { launchAddressIn } from "../../core/request/launchTarget.ts";
import type { SecretLookup } from "../../core/secrets/secret.ts";
import { secretsFrom } from "../../node/environment.ts";
import { readSources, TriggerTable } from "../../node/triggerTable.ts";
import { UserError } from "../../node/userError.ts";
import type { Io } from "../io.ts";

/** What the verdicts of a trigger depend on, and the file that it stands in. */
export interface JudgeOfFile extends Judge {
  readonly path: string;
}

/** The triggers as they are now, by which captures are judged: those of given files, or of their own. */
export class Judges {
  readonly #files: readonly string[];
  readonly #secrets: SecretLookup;
  readonly #newId: () => string;
  readonly #tables = new Map<string, TriggerTable>();

  constructor(files: readonly string[], envFile: string | undefined, io: Io) {
    this.#files = files;
    this.#secrets = secretsFrom(envFile, io.environment);
    this.#newId = io.newId;
  }

  /** All triggers of the given files. */
  all(): readonly TriggerWithSecrets[] {
    if (this.#files.length === 0) return [];
    const { served } = this.#tableOf(this.#files);
    return served.map(({ slug, trigger }) => ({ slug, trigger, secrets: this.#secrets }));
  }

  /** The trigger that judged a capture, or that stands at its address; a `UserError` without one. */
  of(capture: CaptureSummary): JudgeOfFile {
    const { path, slug } = capture.trigger;
    const files = this.#files.length > 0 || path === "" ? this.#files : [path];
    const table = files.length === 0 ? undefined : this.#tableOf(files);
    const served = table?.at(slug === "" ? (launchAddressIn(capture.url) ?? "") : slug);
    if (table === undefined || served === undefined) throw triggerGone(capture, files);
    const { trigger } = served;
    return {
      path: served.path,
      slug: served.slug,
      trigger,
      secrets: this.#secrets,
      keys: table.keys,
      newId: this.#newId,
    };
  }

  #tableOf(files: readonly string[]): TriggerTable {
    const key = files.join("\0");
    const known = this.#tables.get(key);
    if (known !== undefined) return known;
    const table = new TriggerTable();
    table.load(checkFiles(readSources(files), {}));
    this.#tables.set(key, table);
    return table;
  }
}

function triggerGone({ trigger, id }: CaptureSummary, files: readonly string[]): UserError {
  const what = trigger.name === "" ? `for the capture ${id}` : `“${trigger.name}”`;
  return new UserError(
    `There is no trigger ${what}${files.length === 0 ? "" : ` without an error in ${files.join(", ")}`}.`,
    "Give the file that it stands in with --triggers.",
  );
}
