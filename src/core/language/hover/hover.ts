import { authType } from "../../trigger/conditionCatalog.ts";
import { authTypes } from "../../trigger/words.ts";
import type { LanguageContext } from "../languageContext.ts";
import type { Range } from "../position.ts";
import { type Branch, type Sketch, textBehind, textIn } from "../sketch/branch.ts";
import type { Row } from "../sketch/rows.ts";
import { rowOf, shapeOf, tagsOf } from "../sketch/shape.ts";
import { sketchAt } from "../sketch/sketch.ts";
import { fieldMarkdown, title } from "./fieldMarkdown.ts";
import { code, paragraphs } from "./markdown.ts";
import { valueMarkdown } from "./valueMarkdown.ts";

/** What is to be said of a place in a text. */
export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

/** What a trigger file says at an offset, in any state of the text. */
export function hover(text: string, offset: number, context: LanguageContext): Hover | undefined {
  const sketch = sketchAt(text, offset);
  if (sketch === undefined) return undefined;
  const isOn = ({ start, end }: Range) => start <= offset && offset <= end;
  const key = sketch.branches.find(({ kind, range }) => kind === "key" && isOn(range));
  if (key !== undefined) return hoverOf(key.range, keyMarkdown(sketch, key));
  const branch = sketch.branches.findLast(
    ({ value }) => value !== undefined && value.kind !== "bracket" && isOn(value.range),
  );
  if (branch?.value === undefined) return undefined;
  return hoverOf(branch.value.range, markdownBehind(sketch, branch, context));
}

function hoverOf(range: Range, markdown: string | undefined): Hover | undefined {
  return markdown === undefined ? undefined : { range, markdown };
}

function keyMarkdown(sketch: Sketch, key: Branch): string | undefined {
  const around = key.parent && shapeOf(sketch, key.parent);
  if (around?.kind === "tag") {
    const kind = Object.entries(tagsOf(around.of)).find(([word]) => word === key.name)?.[1];
    const shape = shapeOf(sketch, key);
    if (shape.kind === "value") return fieldMarkdown(shape.property, shape.field);
    return kind && paragraphs(title(kind.label, key.name), kind.help);
  }
  const row = rowOf(sketch, key);
  if (row === undefined) return undefined;
  const isUsed = around?.kind !== "fields" || Object.values(around.rows).includes(row[1]);
  const type = key.parent && textBehind(sketch, key.parent, authType.name);
  const isUnused = !isUsed && type !== undefined && Object.hasOwn(authTypes, type);
  return paragraphs(
    fieldMarkdown(...row),
    isUnused ? `Not used with ${code(`auth-type: ${type}`)}.` : undefined,
  );
}

/** What is to be said of a value; of its field when there is no more. */
function markdownBehind(
  sketch: Sketch,
  branch: Branch,
  context: LanguageContext,
): string | undefined {
  const shape = shapeOf(sketch, branch);
  if (shape.kind !== "value") return undefined;
  const row: Row = [shape.property, shape.field];
  const text = textIn(sketch, branch.value);
  const ofValue =
    text === undefined || text === ""
      ? undefined
      : valueMarkdown(shape.field, text, branch, sketch, context);
  return ofValue ?? fieldMarkdown(...row);
}
