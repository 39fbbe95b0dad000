import { written } from "../../../src/core/language/fix/writing.ts";
import type { Json } from "../../../src/core/trigger/trigger.ts";

/** Says no more than `below` minus one, never the same for long; the same seed says the same. */
export type Chance = (below: number) => number;

/** Chance from a seed. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A trigger file in which each value is written in one of the ways that people write it. */
export function laidOut(triggers: readonly Json[], chance: Chance, isCrlf: boolean): string {
  const writer = new Writer(chance);
  const lines = triggers.flatMap((trigger, index) => [
    ...(index > 0 && chance(3) > 0 ? [""] : []),
    ...writer.comments(0),
    ...writer.item({ trigger }, 0),
  ]);
  const text = [...(chance(4) === 0 ? ["# a file of ours", ""] : []), ...lines].join("\n");
  const ended = chance(8) === 0 ? text : `${text}\n`;
  return isCrlf ? ended.replaceAll("\n", "\r\n") : ended;
}

class Writer {
  readonly #chance: Chance;
  readonly #fields: number;
  readonly #items: number;
  #count = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
    this.#fields = [2, 2, 2, 4][chance(4)] ?? 2;
    this.#items = [2, 2, 0][chance(3)] ?? 2;
  }

  comments(column: number): readonly string[] {
    if (this.#chance(6) > 0) return [];
    this.#count += 1;
    return [
      `${" ".repeat(column)}# note ${this.#count}${this.#chance(2) === 0 ? "\twith a tab" : ": &a"}`,
    ];
  }

  item(value: Json, column: number): readonly string[] {
    const head = `${" ".repeat(column)}- `;
    if (!isObject(value) || Object.keys(value).length === 0) return [head + this.#inline(value)];
    if (column > 0 && this.#chance(6) === 0) return [head + this.#inline(value) + this.#trail()];
    const [first = "", ...rest] = this.#entries(value, column + 2);
    return [head + first.trimStart(), ...rest];
  }

  #entries(value: JsonObject, column: number): readonly string[] {
    return Object.entries(value).flatMap(([key, member], index) => [
      ...(index === 0 ? [] : this.comments(column)),
      ...this.#entry(key, member, column),
    ]);
  }

  #entry(key: string, value: Json, column: number): readonly string[] {
    const head = `${" ".repeat(column)}${this.#text(key, true)}:`;
    if (Array.isArray(value) && value.length > 0 && this.#chance(6) > 0) {
      const inner = column + this.#items;
      const items = value.flatMap((item: Json, index) => [
        ...(index > 0 && this.#chance(8) === 0 ? [""] : []),
        ...this.comments(inner),
        ...this.item(item, inner),
      ]);
      return [head + this.#trail(), ...items];
    }
    if (isObject(value) && Object.keys(value).length > 0 && this.#chance(4) > 0) {
      const inner = column + this.#fields;
      return [head + this.#trail(), ...this.comments(inner), ...this.#entries(value, inner)];
    }
    if (isObject(value) && Object.keys(value).length > 0 && this.#chance(4) === 0) {
      return this.#overLines(head, value, column + this.#fields);
    }
    const lines = typeof value === "string" ? this.#textOverLines(value, column) : undefined;
    if (lines !== undefined) return [`${head} ${lines[0] ?? ""}`, ...lines.slice(1)];
    return [`${head} ${this.#inline(value)}${this.#trail()}`];
  }

  #textOverLines(text: string, column: number): readonly string[] | undefined {
    const isBlock = this.#chance(2) === 0;
    if (isBlock && fitsBlock(text)) {
      const indent = " ".repeat(column + this.#fields);
      const lines = text.replace(/\n$/, "").split("\n");
      const sign = text.endsWith("\n") ? "|" : "|-";
      return [sign, ...lines.map((line) => (line === "" ? "" : indent + line))];
    }
    if (!/^\w+(?: \w+)+$/.test(text) || this.#chance(3) > 0) return undefined;
    return `"${text}"`
      .split(" ")
      .map((word, at) => (at === 0 ? "" : " ".repeat(column + 2)) + word);
  }

  #overLines(head: string, value: JsonObject, column: number): readonly string[] {
    const indent = " ".repeat(column);
    const members = Object.entries(value);
    return [
      `${head} {`,
      ...members.map(([key, member], index) => {
        const comma = index === members.length - 1 ? "" : ",";
        return `${indent}${this.#text(key, true)}: ${this.#inline(member)}${comma}${this.#trail()}`;
      }),
      `${" ".repeat(column - 1)}}`,
    ];
  }

  #inline(value: Json): string {
    if (typeof value === "string") return this.#text(value, false);
    if (Array.isArray(value))
      return `[${value.map((item: Json) => this.#inline(item)).join(", ")}]`;
    if (!isObject(value)) return String(value);
    const members = Object.entries(value);
    if (members.length === 0) return "{}";
    const isJson = this.#chance(3) === 0;
    if (isJson) return JSON.stringify(value);
    const inner = members.map(
      ([key, member]) => `${this.#text(key, true)}: ${this.#inline(member)}`,
    );
    return this.#chance(2) === 0 ? `{ ${inner.join(", ")} }` : `{${inner.join(", ")}}`;
  }

  #text(text: string, isKey: boolean): string {
    const plain = written(text);
    if (isKey && this.#chance(8) > 0) return plain;
    switch (this.#chance(3)) {
      case 0:
        return JSON.stringify(text);
      case 1:
        return /^[ -~]*$/.test(text) ? `'${text.replaceAll("'", "''")}'` : plain;
      default:
        return plain;
    }
  }

  #trail(): string {
    if (this.#chance(7) > 0) return "";
    this.#count += 1;
    return `  # trail ${this.#count}`;
  }
}

type JsonObject = { readonly [key: string]: Json };

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fitsBlock(text: string): boolean {
  return /^[!-~][ -~\n]*$/.test(text) && text.includes("\n") && /[!-~]\n?$/.test(text);
}
