import { textOf } from "../request/byteString.ts";
import { utf8TextOf } from "../request/lookUp.ts";
import type { WebhookRequest } from "../request/request.ts";

/** A curl command, for a POSIX shell, that sends a request with a whole URL. */
export function curlCommand({ method, url, headers, body }: WebhookRequest): string {
  const text = utf8TextOf(body);
  // Of a body that begins with “@” curl would read a file of that name.
  const isPlain = text !== undefined && !/^@|\0/.test(text);
  const lines = [
    `curl --request ${quoted(method)} ${quoted(textOf(url))}`,
    ...headers
      // It states these itself, as they have to be.
      .filter(([name]) => !/^(?:host|content-length|connection)$/i.test(name))
      .map(([name, value]) => `--header ${quoted(headerArgument(textOf(name), textOf(value)))}`),
    ...(body.length === 0 ? [] : [`--data-binary ${isPlain ? quoted(text) : "@-"}`]),
  ];
  const command = lines.join(" \\\n  ");
  if (isPlain) return command;
  return `echo ${Buffer.from(body).toString("base64")} | base64 --decode | ${command}`;
}

/** A header without a value is written with a semicolon. */
function headerArgument(name: string, value: string): string {
  return value === "" ? `${name};` : `${name}: ${value}`;
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
