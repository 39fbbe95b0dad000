import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import type { FormChange } from "../../../src/core/form/change.ts";
import { editsFor } from "../../../src/core/form/editsFor.ts";
import { formFileOf } from "../../../src/core/form/formFile.ts";
import { parseDocument } from "../../../src/core/language/document.ts";
import { readTriggers } from "../../../src/core/language/readTriggers.ts";
import { applyEdits, type TextEdit } from "../../../src/core/language/textEdit.ts";
import { anyFile } from "../language/fix/anyFile.ts";
import { anyChangeOf } from "./anyChange.ts";
import { anyTriggerFile } from "./anyTriggerFile.ts";
import { changedTree, type Tree } from "./changedTree.ts";
import { inverseOf } from "./inverse.ts";
import { touchedBy } from "./touched.ts";

interface Case {
  readonly text: string;
  readonly change: FormChange;
}

const anyCase: fc.Arbitrary<Case> = fc
  .tuple(anyTriggerFile, fc.nat())
  .chain(([text, seed]) => anyChangeOf(treeOf(text), seed).map((change) => ({ text, change })));

describe("any change of any file", () => {
  it("makes exactly the change, as another YAML reader sees it too", () => {
    check(anyCase, ({ text, change }) => {
      const after = applyEdits(text, editsOf(text, change));
      const tree = treeOf(after);
      const expected = changedTree(treeOf(text), change, tree);
      assert.deepEqual(tree, expected);
      assert.deepEqual(triggersIn(after), triggersIn(JSON.stringify(expected)));
    });
  });

  it("leaves everything outside the touched node as it is, comments included", () => {
    check(anyCase, ({ text, change }) => {
      const edits = editsOf(text, change);
      const touched = touchedBy(text, change);
      for (const { range } of edits) {
        assert.ok(
          touched.start <= range.start && range.end <= touched.end,
          JSON.stringify([range, touched]),
        );
      }
      if (takesAway(change)) return;
      const kept = commentsIn(applyEdits(text, edits));
      for (const comment of commentsIn(text)) assert.ok(kept.includes(comment), comment);
    });
  });

  it("is undone to the byte by its inverse", () => {
    check(anyCase, ({ text, change }) => {
      const inverse = inverseOf(treeOf(text), change);
      if (inverse === undefined) return;
      const after = applyEdits(text, editsOf(text, change));
      assert.equal(applyEdits(after, editsOf(after, inverse)), text);
    });
  });

  it("is right or refused in files that somebody has been at", () => {
    const anyCaseAtAll = fc.tuple(anyFile, fc.nat()).chain(([text, seed]) => {
      const tree = readableTree(text);
      return tree === undefined
        ? fc.constant(undefined)
        : anyChangeOf(tree, seed).map((change) => ({ text, change }));
    });
    check(anyCaseAtAll, (found) => {
      if (found === undefined) return;
      const { text, change } = found;
      const result = editsFor(formFileOf(text), change);
      if (result.outcome === "refused") {
        assert.match(result.why, /^[A-Z].*[.]$/);
        return;
      }
      const after = applyEdits(text, result.edits);
      const tree = treeOf(after);
      const wanted = changedTree(treeOf(text), change, tree);
      assert.deepEqual(withoutEmptyMaps(tree), withoutEmptyMaps(wanted));
    });
  });
});

/** Whether comments may go together with what they belong to. */
function takesAway(change: FormChange): boolean {
  if (change.change !== "set") return change.change === "remove" || change.change === "clear";
  return change.key === "web-response-json" || change.key === "auth-type";
}

/** A key without a value says the same as one with an empty map. */
function withoutEmptyMaps(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree), (_, value: unknown) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 0
      ? null
      : value,
  );
}

function check<Value>(any: fc.Arbitrary<Value>, holds: (value: Value) => void): void {
  fc.assert(fc.property(any, holds), { numRuns: 500, endOnFailure: true });
}

function editsOf(text: string, change: FormChange): readonly TextEdit[] {
  const result = editsFor(formFileOf(text), change);
  assert.ok(result.outcome === "edits", JSON.stringify(result));
  assert.equal(result.file.text, applyEdits(text, result.edits));
  return result.edits;
}

function treeOf(text: string): Tree {
  return (parse(text, { schema: "core", logLevel: "error" }) ?? []) as Tree;
}

/** Undefined unless it is a list of triggers all of whose lists are lists of mappings. */
function readableTree(text: string): Tree | undefined {
  let tree: unknown;
  try {
    tree = treeOf(text);
  } catch {
    return undefined;
  }
  const isMapping = (value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  const isList = (value: unknown) =>
    value === undefined || (Array.isArray(value) && value.every(isTagged));
  const isTagged = (value: unknown) =>
    isMapping(value) &&
    Object.keys(value as object).length === 1 &&
    Object.values(value as object).every((inner) => isMapping(inner) || typeof inner === "string");
  const isTrigger = (value: unknown) => {
    if (!isTagged(value)) return false;
    const { trigger } = value as { trigger?: Record<string, unknown> };
    return isMapping(trigger) && isList(trigger?.conditions) && isList(trigger?.actions);
  };
  return Array.isArray(tree) && tree.length > 0 && tree.every(isTrigger)
    ? (tree as Tree)
    : undefined;
}

function triggersIn(text: string) {
  return readTriggers(text).map(({ trigger }) => trigger);
}

function commentsIn(text: string): readonly string[] {
  return parseDocument(text).comments.map(({ start, end }) => text.slice(start, end).trimEnd());
}
