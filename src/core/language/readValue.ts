import { launchIdOf } from "../trigger/address.ts";
import type { Field } from "../trigger/field.ts";
import type { Entry } from "./node.ts";
import { problem, type Report } from "./problem.ts";
import { readJson } from "./readJson.ts";
import {
  type Read,
  readText,
  readWholeNumber,
  readWord,
  readWordInAnyCase,
  reportEmpty,
} from "./readScalar.ts";
import { readExpectation, readRequest } from "./readTest.ts";

/** Reads what stands behind the key of a field. */
export function readValue(field: Field<unknown>, entry: Entry, report: Report): Read<unknown> {
  const { type } = field;
  switch (type.kind) {
    case "text":
      return type.holds === "launch-url"
        ? readLaunchUrl(entry, report)
        : readTextField(field, entry, report);
    case "word":
      return type.anyCase
        ? readWordInAnyCase(Object.keys(type.words), entry, report)
        : readWord(Object.keys(type.words), entry, report);
    case "whole-number":
      return readWholeNumber(entry, report);
    case "json":
      return readJson(entry, report);
    case "request":
      return readRequest(entry, report);
    case "expectation":
      return readExpectation(entry, report);
    case "items":
      // Items keep places of their own, so they are read where the trigger is.
      return { value: [] };
  }
}

/** An empty text is as good as none where the field can do without. */
function readTextField(
  field: Field<unknown>,
  entry: Entry,
  report: Report,
): Read<string | undefined> {
  const read = readText(entry, report);
  if (read?.value !== "") return read;
  if (field.required || field.fallback) return reportEmpty(entry, report);
  return { value: field.fallback === "" ? "" : undefined };
}

function readLaunchUrl(entry: Entry, report: Report): Read<string> {
  const read = readText(entry, report);
  if (read === undefined || launchIdOf(read.value) !== undefined) return read;
  report(problem("launch-url-invalid", entry.value.range));
  return undefined;
}
