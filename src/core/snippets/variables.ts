import { isAsymmetric } from "../conditions/keys.ts";
import { secretNamesIn } from "../secrets/resolve.ts";
import { placeholdersIn } from "../trigger/placeholders.ts";
import type { Trigger, WebAuthentication } from "../trigger/trigger.ts";
import type { SecretPart, Variable } from "./recipe.ts";

/** The environment variables that a snippet reads, found by the key that they stand for. */
export class Variables {
  readonly #byKey = new Map<string, Variable>();
  readonly #environmentNames: Set<string>;

  constructor(trigger: Trigger) {
    this.#environmentNames = new Set(
      trigger.conditions.flatMap((condition) =>
        condition.type === "web-authentication" ? secretNamesIn(condition.secretKey) : [],
      ),
    );
  }

  get all(): readonly Variable[] {
    return [...this.#byKey.values()];
  }

  /** Every name that stands for an environment variable, read yet or not. */
  get environmentNames(): ReadonlySet<string> {
    return this.#environmentNames;
  }

  /** What the sender signs with; a literal secret key or a private key is read from a variable too. */
  secretOf(condition: WebAuthentication): readonly SecretPart[] {
    const { secretKey } = condition;
    if (condition.authType === "jwt" && isAsymmetric(condition.algorithm)) {
      return [this.#stored(`private ${secretKey}`, "private-key", "WEBHOOK_PRIVATE_KEY")];
    }
    const placeholders = placeholdersIn(secretKey, "secret");
    if (placeholders.length === 0) {
      return [this.#stored(`literal ${secretKey}`, "literal-secret-key", "WEBHOOK_SECRET")];
    }
    const parts: SecretPart[] = [];
    let end = 0;
    for (const { name, start, end: next } of placeholders) {
      if (start > end) parts.push({ part: "text", text: secretKey.slice(end, start) });
      parts.push(this.#variable(`env ${name}`, "secret", name));
      end = next;
    }
    if (end < secretKey.length) parts.push({ part: "text", text: secretKey.slice(end) });
    return parts;
  }

  /** A variable for a key that has no name in the trigger, under a name that nothing else has. */
  #stored(key: string, holds: Variable["holds"], wanted: string): SecretPart {
    if (this.#byKey.has(key)) return this.#variable(key, holds, wanted);
    const environmentName = freeName(wanted, this.#environmentNames, "_");
    this.#environmentNames.add(environmentName);
    return this.#variable(key, holds, environmentName);
  }

  #variable(key: string, holds: Variable["holds"], environmentName: string): SecretPart {
    let variable = this.#byKey.get(key);
    if (variable === undefined) {
      const taken = new Set(this.all.map(({ name }) => name));
      const name = freeName(holds === "private-key" ? "pem" : "secret", taken);
      variable = { environmentName, name, holds };
      this.#byKey.set(key, variable);
    }
    return { part: "variable", variable };
  }
}

/** The wanted name, or the first numbered one, that is not taken. */
export function freeName(wanted: string, taken: ReadonlySet<string>, separator = ""): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${separator}${number}`;
  return name;
}
