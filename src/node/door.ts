import type { IncomingHttpHeaders } from "node:http";

/** Who may call beside programs on this machine. */
export interface Visitors {
  /** Host names, without a port, under which the listener may be addressed, such as a tunnel's. */
  readonly hosts: readonly string[];
  /** Origins of browser pages that may call. */
  readonly origins: readonly string[];
}

const ownHosts: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Why a request is not even looked at: a page in a browser could reach the listener through a name
 * that it has rebound to this machine, or by a cross-site request. Undefined for all others.
 */
export function refusalAtTheDoor(
  headers: IncomingHttpHeaders,
  visitors: Visitors,
): string | undefined {
  const { host = "", origin } = headers;
  const name = host.replace(/:\d*$/, "").toLowerCase();
  if (
    !ownHosts.includes(name) &&
    !visitors.hosts.some((allowed) => allowed.toLowerCase() === name)
  ) {
    return `The host ${printable(host)} is not this listener's. Allow it with --allow-host if a tunnel or proxy stands in front.`;
  }
  if (origin !== undefined && !visitors.origins.includes(origin)) {
    return `Requests of browser pages are refused (origin ${printable(origin)}). Allow the page with --allow-origin.`;
  }
  return undefined;
}

function printable(text: string): string {
  return text === "" ? "(none)" : `“${text.replace(/[^ -~]/g, "?").slice(0, 100)}”`;
}
