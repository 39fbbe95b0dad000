import { placeholdersIn } from "../../trigger/placeholders.ts";
import { factsAround } from "../complete/triggerFacts.ts";
import type { Branch, Sketch } from "../sketch/branch.ts";
import { code, paragraphs } from "./markdown.ts";

/** What the sender signs with a basestring, in order, and how that may look. */
export function basestringMarkdown(format: string, sketch: Sketch, branch: Branch): string {
  const { timestampHeaders } = factsAround(sketch, branch);
  const times = timestampHeaders.map((header) => header.toLowerCase());
  const isTime = (header: string) => times.includes(header.toLowerCase()) || /time/i.test(header);
  const parts = partsOf(format);
  const list = parts.map((part, index) => `${index + 1}. ${partText(part)}`).join("\n");
  const sample = parts.map((part) => sampleOf(part, isTime)).join("");
  return paragraphs("The sender signs, one behind the other:", list, `Such as ${code(sample)}`);
}

type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "header"; readonly name: string }
  | { readonly kind: "body" };

function partsOf(format: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  const addText = (text: string) => {
    if (text !== "") parts.push({ kind: "text", text });
  };
  for (const placeholder of placeholdersIn(format, "basestring")) {
    addText(format.slice(end, placeholder.start));
    end = placeholder.end;
    const { kind, name } = placeholder;
    parts.push(kind === "header" ? { kind, name } : { kind: "body" });
  }
  addText(format.slice(end));
  return parts;
}

function partText(part: Part): string {
  switch (part.kind) {
    case "text":
      return `the text ${code(part.text)}`;
    case "header":
      return `the header ${code(part.name)}`;
    case "body":
      return "the request body, byte for byte";
  }
}

function sampleOf(part: Part, isTime: (header: string) => boolean): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "header":
      return isTime(part.name) ? "1700000000" : "…";
    case "body":
      return '{"event":"batch_done"}';
  }
}
