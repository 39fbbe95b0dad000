import type { Field } from "../../trigger/field.ts";
import { verdictWords } from "../../trigger/testWords.ts";
import { type Branch, type Sketch, textBehind, textIn } from "../sketch/branch.ts";
import { fieldsOfItem, type ItemType } from "../sketch/rows.ts";
import { rowOf } from "../sketch/shape.ts";

/** Whether what stands behind a key could stand behind the key of a field too. */
export function fitsBehind({ name, type }: Field<unknown>, key: Branch, sketch: Sketch): boolean {
  const { value, children } = key;
  if (value === undefined && children.length === 0) return true;
  if (value?.kind !== "scalar") {
    const current = rowOf(sketch, key)?.[1].name;
    if (current !== undefined) return current === name;
    return type.kind !== "word" && type.kind !== "whole-number" && type.kind !== "text";
  }
  const text = textIn(sketch, value) ?? "";
  switch (type.kind) {
    case "text":
      return true;
    case "word":
      return Object.hasOwn(type.words, text);
    case "whole-number":
      return /^[1-9]\d*$/.test(text);
    case "expectation":
      return Object.hasOwn(verdictWords, text);
    case "json":
    case "items":
    case "request":
      return false;
  }
}

/** Whether what stands behind the key that tags an item could belong to another kind of item. */
export function fitsBehindTag(type: ItemType, key: Branch, sketch: Sketch): boolean {
  const { value, children } = key;
  const fields = Object.values(fieldsOfItem(type, textBehind(sketch, key, "auth-type")));
  const isResponse = fields[0]?.name === type;
  if (value !== undefined && value.kind !== "bracket") return isResponse;
  if (children.length === 0 || type === "web-response-json") return true;
  return children.every((child) => fields.some(({ name }) => name === child.name));
}
