import { type ByteString, byteStringOf } from "../request/byteString.ts";
import { resolveSecret, secretNamesIn } from "../secrets/resolve.ts";
import type { SecretLookup } from "../secrets/secret.ts";
import type { Trigger } from "../trigger/trigger.ts";
import { type Escapes, jsonEscapes, percentEscapes, unescaped, writtenPlaces } from "./escapes.ts";
import { codedForms, jsonSpelling, percentSpelling, type Spelling } from "./spelling.ts";

/** Where the value of a secret comes from. */
export type SecretSource =
  | { readonly from: "environment"; readonly name: string }
  /** The whole secret key of a condition, by the slug of its trigger and its place there. */
  | { readonly from: "condition"; readonly slug: string; readonly index: number };

/** A secret that was found in a text, with how it is written there. */
export interface FoundSecret {
  readonly start: number;
  readonly end: number;
  readonly source: SecretSource;
  readonly spelling: Spelling;
}

/** A trigger with the secrets that hold for it. */
export interface TriggerWithSecrets {
  readonly slug: string;
  readonly trigger: Trigger;
  readonly secrets: SecretLookup;
}

interface Needle {
  readonly bytes: ByteString;
  readonly source: SecretSource;
  readonly spelling: Spelling;
  /** Found only where no letter or digit stands beside it, because it is so short. */
  readonly whole: boolean;
}

const shortSecret = 6;
const prefixLength = 3;

/** Finds the secrets of all triggers in texts, however many there are, in one pass over each. */
export class SecretFinder {
  readonly #needles = new Map<number, Needle[]>();
  readonly #begins = new Uint8Array(0x10000);

  constructor(triggers: readonly TriggerWithSecrets[]) {
    const known = new Set<string>();
    for (const { value, source } of triggers.flatMap(secretsOf)) {
      // So short a text stands everywhere; as a secret it protects nothing.
      if (value.length < prefixLength || known.has(value)) continue;
      known.add(value);
      const whole = value.length < shortSecret;
      this.#add({ bytes: byteStringOf(value), source, spelling: "plain", whole });
      if (whole) continue;
      for (const [bytes, spelling] of codedForms(value)) {
        this.#add({ bytes, source, spelling, whole: false });
      }
    }
  }

  /** The secrets in a text, in order and without overlap. */
  find(text: ByteString): readonly FoundSecret[] {
    if (this.#needles.size === 0) return [];
    const found = this.#search(text);
    if (/[%+]/.test(text)) found.push(...this.#searchIn(text, percentEscapes, percentSpelling));
    if (text.includes("\\")) found.push(...this.#searchIn(text, jsonEscapes, jsonSpelling));
    return found.length < 2 ? found : withoutOverlap(found);
  }

  #add(needle: Needle): void {
    const begin = beginOf(needle.bytes, 0);
    this.#begins[begin] = 1;
    const others = this.#needles.get(begin) ?? [];
    others.push(needle);
    // Of two that begin alike the longer one is meant.
    others.sort((left, right) => right.bytes.length - left.bytes.length);
    this.#needles.set(begin, others);
  }

  #search(text: ByteString): FoundSecret[] {
    const found: FoundSecret[] = [];
    const begins = this.#begins;
    for (let at = 0; at <= text.length - prefixLength; at += 1) {
      const begin = beginOf(text, at);
      if (begins[begin] === 0) continue;
      const needle = this.#needles.get(begin)?.find((one) => standsAt(text, at, one));
      if (needle === undefined) continue;
      const { source, spelling, bytes } = needle;
      found.push({ start: at, end: at + bytes.length, source, spelling });
      at += bytes.length - 1;
    }
    return found;
  }

  /** Searches what a text stands for; what is written as it is was found before. */
  #searchIn(
    text: ByteString,
    escapes: Escapes,
    spellingOf: (written: ByteString) => Spelling,
  ): readonly FoundSecret[] {
    const found = this.#search(unescaped(text, escapes));
    const places = writtenPlaces(
      text,
      escapes,
      found.flatMap(({ start, end }) => [start, end]),
    );
    return found.flatMap(({ start: from, end: to, source, spelling }, index) => {
      const [start = 0, end = 0] = places.slice(index * 2);
      if (spelling !== "plain" || end - start === to - from) return [];
      return [{ start, end, source, spelling: spellingOf(text.slice(start, end)) }];
    });
  }
}

/** The values that must not be kept: each secret that a key refers to, and the key as a whole. */
function secretsOf({
  slug,
  trigger,
  secrets,
}: TriggerWithSecrets): readonly { readonly value: string; readonly source: SecretSource }[] {
  return trigger.conditions.flatMap((condition, index) => {
    if (condition.type !== "web-authentication") return [];
    const { secretKey } = condition;
    const parts = secretNamesIn(secretKey).map((name) => ({
      value: secrets(name)?.reveal() ?? "",
      source: { from: "environment", name } as const,
    }));
    const resolved = resolveSecret(secretKey, secrets);
    if (resolved.outcome !== "resolved") return parts;
    const source = { from: "condition", slug, index } as const;
    return [...parts, { value: resolved.secret.reveal(), source }];
  });
}

/** The first three characters at a place as a number below 2^16. */
function beginOf(text: ByteString, at: number): number {
  const last = text.charCodeAt(at + 1) * 37 + text.charCodeAt(at + 2);
  return (text.charCodeAt(at) * 37 * 37 + last) & 0xffff;
}

function standsAt(text: ByteString, at: number, { bytes, whole }: Needle): boolean {
  if (!text.startsWith(bytes, at)) return false;
  return !whole || !(/\w/.test(text[at - 1] ?? "") || /\w/.test(text[at + bytes.length] ?? ""));
}

/** What a text stands for may hold a secret where the text itself holds another: the first one counts. */
function withoutOverlap(found: readonly FoundSecret[]): readonly FoundSecret[] {
  const inOrder = found.toSorted((left, right) => left.start - right.start || right.end - left.end);
  let end = 0;
  return inOrder.filter((one) => {
    if (one.start < end) return false;
    end = one.end;
    return true;
  });
}
