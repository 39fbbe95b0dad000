import { byteStringOf, textOf } from "../request/byteString.ts";
import type { Header, WebhookRequest } from "../request/request.ts";
import { type CaptureFacts, readFacts } from "./facts.ts";
import { type Exact, readExact } from "./httpExact.ts";
import { bytesOfBase64 } from "./jsonValue.ts";
import { targetOf } from "./replay.ts";
import { type StoredRequest, unreadable } from "./storedRequest.ts";

/** What begins the comment in which an own file tells what its lines cannot. */
export const ownComment = "# hooksmith: ";

/** A line with its number from 1. */
interface Line {
  readonly text: string;
  readonly number: number;
}

/** The requests of an `.http` file, as REST Client, httpYac and JetBrains read them. */
export function requestsInHttp(text: string): readonly StoredRequest[] {
  const lines = text.split(/\r?\n/).map((line, index): Line => ({ text: line, number: index + 1 }));
  const blocks: Line[][] = [[]];
  for (const line of lines) {
    if (line.text.startsWith("###")) blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  const read = blocks.flatMap((block) => requestIn(block) ?? []);
  return read.length === 0 ? [unreadable("It has no request.")] : read;
}

/** How a header line is shown: bytes that are no UTF-8 cannot be, and a `#` would begin a comment. */
export function headerLine([name, value]: Header): string {
  return `${textOf(name).replace(/^#/, "%23")}: ${textOf(value)}`;
}

function requestIn(lines: readonly Line[]): StoredRequest | undefined {
  const isAside = ({ text }: Line) => text.trim() === "" || /^(?:#|\/\/|@)/.test(text);
  const start = lines.findIndex((line) => !isAside(line));
  const first = lines[start];
  if (first === undefined) return undefined;
  const { facts, exact } = ownIn(lines.slice(0, start));
  const [, method = "GET", address] =
    /^(?:([!#$%&'*+.^_`|~\w-]+)[ \t]+)?([^ \t]+)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*$/.exec(first.text) ??
    [];
  if (address === undefined) return unreadable(`Line ${first.number} is not a request line.`);
  const rest = lines.slice(start + 1);
  const continued = rest.findIndex(({ text }) => !/^\s+[?&]/.test(text));
  const query = rest.slice(0, Math.max(0, continued)).map(({ text }) => text.trim());
  const below = rest.slice(Math.max(0, continued));
  const blank = below.findIndex(({ text }) => text.trim() === "");
  const headers = headersIn(below.slice(0, blank < 0 ? below.length : blank), exact);
  if (typeof headers === "string") return unreadable(headers);
  const body = bodyIn(blank < 0 ? [] : below.slice(blank + 1).map(({ text }) => text), exact);
  if (typeof body === "string") return unreadable(body);
  const url = urlOf(address + query.join(""), facts, exact);
  return {
    outcome: "read",
    request: { method, url, headers, body },
    receivedAt: facts?.receivedAt,
    facts,
  };
}

function ownIn(asides: readonly Line[]): { facts: CaptureFacts | undefined; exact: Exact } {
  const own = asides.find(({ text }) => text.startsWith(ownComment));
  if (own === undefined) return { facts: undefined, exact: {} };
  try {
    const value: unknown = JSON.parse(own.text.slice(ownComment.length));
    return { facts: readFacts(value), exact: readExact(value) };
  } catch {
    return { facts: undefined, exact: {} };
  }
}

/** A whole URL is how other tools are told the target; what was received is the target alone. */
function urlOf(shown: string, facts: CaptureFacts | undefined, { url }: Exact): string {
  if (url !== undefined && textOf(targetOf(url)) === targetOf(shown)) return url;
  const bytes = byteStringOf(shown);
  return facts === undefined ? bytes : targetOf(bytes);
}

/** The header lines, or what is wrong with them. */
function headersIn(
  lines: readonly Line[],
  { headers: exact = [] }: Exact,
): readonly Header[] | string {
  const unused = [...exact];
  const headers: Header[] = [];
  for (const { text, number } of lines) {
    if (/^(?:#|\/\/)/.test(text)) continue;
    const index = unused.findIndex((header) => headerLine(header).trimEnd() === text.trimEnd());
    const [known] = index < 0 ? [] : unused.splice(index, 1);
    const [, name, value] = /^([^\s:]+):[ \t]*([\s\S]*?)[ \t]*$/.exec(text) ?? [];
    if (known !== undefined) headers.push(known);
    else if (name !== undefined && value !== undefined) {
      headers.push([byteStringOf(name), byteStringOf(value)]);
    } else return `Line ${number} is not a header line.`;
  }
  return headers;
}

/** The bytes of a body, or what is wrong with it. */
function bodyIn(lines: readonly string[], { body = {} }: Exact): WebhookRequest["body"] | string {
  if (/^<(?:@\w*)?\s/.test(lines[0] ?? "")) return "Its body stands in another file.";
  const end = lines.findLastIndex((line) => line !== "") + 1;
  // The blank line before a separator, or the line break at the end of the file, is layout.
  const text = lines.slice(0, end);
  if (body.encoding === "base64") {
    return bytesOfBase64(text.join("")) ?? "Its body is not base64, as its first line says.";
  }
  const lineEnd = body.lineEnd ?? "\n";
  return Buffer.from(text.join(lineEnd) + lineEnd.repeat(body.lineBreaksAtEnd ?? 0));
}
