import { isNull, type Node, type Scalar } from "../node.ts";
import { itemsOf } from "./members.ts";
import type { Atom } from "./project.ts";

/** The values that stand behind a parameter's `default`; undefined for none. */
export function atomsOf(node: Node | undefined): readonly Atom[] | undefined {
  if (node === undefined || isNull(node)) return undefined;
  return itemsOf(node).flatMap((item) => (item.kind === "scalar" ? atomsIn(item) : []));
}

/** A value as the hosted service shows it in a command: its program is Python. */
export function atomOf(value: string | number | boolean, source = String(value)): Atom {
  if (typeof value === "string") return { value, text: value };
  if (typeof value === "boolean") return { value, text: value ? "True" : "False" };
  return { value, text: /[.e]/i.test(source) ? floatText(value) : String(value) };
}

/** The seconds of a duration such as `90` or `1h 30m`; undefined for another text. */
export function secondsOf(text: string): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!/^(?:\s*\d{1,9}\s*[dhms][a-z]*)+\s*$/i.test(text)) return undefined;
  const secondsPer: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 };
  return [...text.toLowerCase().matchAll(/(\d+)\s*([dhms])/g)].reduce(
    (sum, [, amount, unit = ""]) => sum + Number(amount) * (secondsPer[unit] ?? 0),
    0,
  );
}

function atomsIn({ value, source }: Scalar): readonly Atom[] {
  return value === null ? [] : [atomOf(value, source)];
}

function floatText(value: number): string {
  const text = String(value);
  if (/^-?\d+$/.test(text)) return `${text}.0`;
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}
