import { basestringHeaders } from "../conditions/basestring.ts";
import { namesTime } from "../engine/sign.ts";
import { headerValues, withHeader } from "../request/request.ts";
import { placeholdersIn } from "../trigger/placeholders.ts";
import type { BasestringPart, Source } from "./recipe.ts";
import { putValue, type RecipeDraft } from "./recipeDraft.ts";
import type { SnippetProblem } from "./snippetProblem.ts";

/** Headers that clients send in their own words unless they are told which. */
const settledHeaders: Readonly<Record<string, string>> = {
  "user-agent": "Hooksmith",
  accept: "*/*",
};

/** The basestring in pieces; headers that it needs and that are not there yet are put into the draft. */
export function basestringParts(
  draft: RecipeDraft,
  basestringFormat: string,
): readonly BasestringPart[] | SnippetProblem {
  const format = basestringFormat.toWellFormed();
  for (const name of basestringHeaders(format)) {
    const problem = provideHeader(draft, name);
    if (problem !== undefined) return problem;
  }
  const parts: BasestringPart[] = [];
  let end = 0;
  for (const { kind, name, start, end: next } of placeholdersIn(format, "basestring")) {
    parts.push({ part: "text", text: format.slice(end, start) });
    parts.push(kind === "body" ? { part: "body" } : headerPart(draft, name));
    end = next;
  }
  parts.push({ part: "text", text: format.slice(end) });
  return parts.filter((part) => part.part !== "text" || part.text !== "");
}

function provideHeader(draft: RecipeDraft, name: string): SnippetProblem | undefined {
  const isThere = headerValues(draft.request, name).length > 0;
  if (isThere || foretold(draft, name) !== undefined) return undefined;
  const settled = settledHeaders[name.toLowerCase()];
  if (settled !== undefined) {
    draft.request = withHeader(draft.request, name, settled);
    return undefined;
  }
  const source: Source = namesTime(name) ? { from: "clock", unit: "seconds" } : { from: "random" };
  return putValue(draft, { namespace: "http-header", key: name }, source);
}

function headerPart(draft: RecipeDraft, name: string): BasestringPart {
  const text = foretold(draft, name);
  if (text !== undefined) return { part: "text", text };
  const headers = draft.marks.headersOf(draft.request);
  const header = headers.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  const content = header?.content ?? { part: "text", text: "" };
  return content.part === "text" ? content : { ...content, as: "itself" };
}

/** The value of a header that clients write by themselves, where it is known before. */
function foretold({ request, bodyLength }: RecipeDraft, name: string): string | undefined {
  switch (name.toLowerCase()) {
    case "host":
      return new URL(request.url).host;
    case "content-length":
      return bodyLength?.toString();
    default:
      return undefined;
  }
}
