import { byteStringOf } from "../request/byteString.ts";
import type { Header } from "../request/request.ts";
import { type StoredRequest, unreadable } from "./storedRequest.ts";

/** The first request of an `.http` file, as REST Client, httpYac and JetBrains read them. */
export function requestInHttp(text: string): StoredRequest {
  const lines = text.split(/\r?\n/);
  const isSeparator = (line: string) => line.startsWith("###");
  const isAside = (line: string) => line.trim() === "" || /^(?:#|\/\/|@)/.test(line);
  const start = lines.findIndex((line) => !isAside(line));
  if (start < 0) return unreadable("It has no request.");
  const after = lines.findIndex((line, index) => index > start && isSeparator(line));
  const [requestLine = "", ...rest] = lines.slice(start, after < 0 ? lines.length : after);
  const [, method = "GET", url] =
    /^(?:([A-Z]+)\s+)?(\S+)(?:\s+HTTP\/[\d.]+)?\s*$/.exec(requestLine) ?? [];
  if (url === undefined) return unreadable(`Line ${start + 1} is not a request line.`);
  const blank = rest.findIndex((line) => line.trim() === "");
  const headers: Header[] = [];
  for (const [index, line] of rest.slice(0, blank < 0 ? rest.length : blank).entries()) {
    if (/^(?:#|\/\/)/.test(line)) continue;
    const [, name, value] = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      return unreadable(`Line ${start + index + 2} is not a header line.`);
    }
    headers.push([byteStringOf(name), byteStringOf(value)]);
  }
  const body = blank < 0 ? [] : rest.slice(blank + 1);
  if (body[0]?.startsWith("< ")) return unreadable("Its body stands in another file.");
  // The blank line before a separator, or the line break at the end of the file, is layout.
  while (body.at(-1) === "") body.pop();
  return {
    outcome: "read",
    request: { method, url: byteStringOf(url), headers, body: Buffer.from(body.join("\n")) },
    receivedAt: undefined,
  };
}
