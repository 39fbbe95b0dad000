import { launchPath, slugOf } from "../core/trigger/address.ts";
import type { Trigger } from "../core/trigger/trigger.ts";
import { readBytes } from "../node/files.ts";
import { UsageError } from "./usage.ts";

/** Where the listener is, unless told otherwise. */
export const defaultPort = 7357;

/** The URL of a trigger, at the local listener unless told otherwise; a bare host gets the trigger's path. */
export function targetUrl(
  trigger: Trigger,
  to: string | undefined,
  query: readonly string[],
): string {
  const address = `${launchPath}${encodeURIComponent(slugOf(trigger.name))}/`;
  const base = to ?? `http://127.0.0.1:${defaultPort}`;
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`--to takes an http or https URL, not “${base}”.`);
  }
  if (url.pathname === "/") url.pathname = address;
  for (const pair of query) {
    const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--query takes name=value, not “${pair}”.`);
    }
    url.searchParams.append(name, value);
  }
  return url.href;
}

/** The body that `--body` gives: a text, or `@` and the path of a file. */
export function bodyOf(text: string): Uint8Array {
  return text.startsWith("@") ? readBytes(text.slice(1), "body file") : Buffer.from(text);
}

/** The header that `--header` gives. */
export function headerOf(line: string): readonly [name: string, value: string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([^\r\n\0]*?)[ \t]*$/.exec(line) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(`--header takes 'Name: value', not “${line}”.`);
  }
  return [name, value];
}
