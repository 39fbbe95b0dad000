import type { Json } from "../trigger/trigger.ts";
import { type Entry, isNull, type Mapping, type Node, nameOf, type Scalar } from "./node.ts";
import { placeholderIn } from "./placeholderIn.ts";
import { problem, type Report } from "./problem.ts";
import { type Read, reportEmpty } from "./readScalar.ts";

/** Reads any YAML that can be written as JSON without losing anything. */
export function readJson(entry: Entry, report: Report): Read<Json> {
  return isNull(entry.value) ? reportEmpty(entry, report) : jsonFrom(entry.value, report);
}

function jsonFrom(node: Node, report: Report): Read<Json> {
  switch (node.kind) {
    case "unreadable":
      return undefined;
    case "scalar":
      return scalarFrom(node, report);
    case "list": {
      const items = node.items.map((item) => jsonFrom(item, report));
      return items.every((item) => item !== undefined)
        ? { value: items.map((item) => item.value) }
        : undefined;
    }
    case "mapping":
      return objectFrom(node, report);
  }
}

function scalarFrom(node: Scalar, report: Report): Read<Json> {
  const { value } = node;
  if (typeof value !== "number" || isExact(value)) return { value };
  const why = Number.isFinite(value) ? "the number is too large" : "it has no such number";
  report(problem("not-json", node.range, { why: `${why}, put it in quotes` }));
  return undefined;
}

function isExact(value: number): boolean {
  return Number.isInteger(value)
    ? Math.abs(value) <= Number.MAX_SAFE_INTEGER
    : Number.isFinite(value);
}

function objectFrom(node: Mapping, report: Report): Read<Json> {
  const text = placeholderIn(node);
  if (text !== undefined) {
    report(problem("placeholder-not-quoted", node.range, { text }));
    return undefined;
  }
  const members = new Map<string, Json>();
  let isComplete = true;
  for (const { key, value } of node.entries) {
    const read = jsonFrom(value, report);
    if (key.kind !== "scalar" || typeof key.value !== "string") {
      const why = `a key must be a text, not ${nameOf(key)}`;
      report(problem("not-json", key.range, { why }));
      isComplete = false;
    } else if (members.has(key.value)) {
      report(problem("duplicate-key", key.range, { key: key.value }));
      isComplete = false;
    } else if (read === undefined) {
      isComplete = false;
    } else {
      members.set(key.value, read.value);
    }
  }
  return isComplete ? { value: Object.fromEntries(members) } : undefined;
}
