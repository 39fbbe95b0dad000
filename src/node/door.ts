import type { IncomingHttpHeaders } from "node:http";

/** Who may call beside programs on this machine. */
export interface Visitors {
  /** Host names, without a port, under which the listener may be addressed, such as a tunnel's. */
  readonly hosts: readonly string[];
  /** Origins of browser pages that may call. */
  readonly origins: readonly string[];
}

const ownHosts: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** A visitor that was not let in: the host name that it asked for, or the origin of its page. */
export interface Stranger {
  readonly kind: "host" | "origin";
  /** As it would have to be allowed; empty when there is none. */
  readonly name: string;
}

/**
 * Who asks, when it is one whose request is not even looked at: a page in a browser could reach the
 * listener through a name that it has rebound to this machine, or by a cross-site request.
 */
export function strangerAtTheDoor(
  { host = "", origin }: IncomingHttpHeaders,
  visitors: Visitors,
): Stranger | undefined {
  const name = host.replace(/:\d*$/, "").toLowerCase();
  if (
    !ownHosts.includes(name) &&
    !visitors.hosts.some((allowed) => allowed.toLowerCase() === name)
  ) {
    return { kind: "host", name };
  }
  if (origin !== undefined && !visitors.origins.includes(origin)) {
    return { kind: "origin", name: origin };
  }
  return undefined;
}

const keptInMilliseconds = 60_000;
const mostKept = 60;

/**
 * How many requests are kept that no trigger was asked about: a page or scanner that asks without end
 * must not push out all else that is.
 */
export class TurnedAwayKept {
  #since = Number.NEGATIVE_INFINITY;
  #count = 0;

  /** Whether one more may be kept at a time in milliseconds. */
  mayKeep(now: number): boolean {
    if (now - this.#since >= keptInMilliseconds) {
      this.#since = now;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count <= mostKept;
  }
}

/** The sentences that a stranger is turned away with, and how to let it in. */
export function strangerText({ kind, name }: Stranger): string {
  return kind === "host"
    ? `The host ${printable(name)} is not this listener's. If a tunnel or proxy stands in front, allow it with --allow-host, or in the editor with the setting hooksmith.allowedHosts.`
    : `Requests of browser pages are refused (origin ${printable(name)}). Allow the page with --allow-origin, or in the editor with the setting hooksmith.allowedOrigins.`;
}

function printable(text: string): string {
  return text === "" ? "(none)" : `“${text.replace(/[^ -~]/g, "?").slice(0, 100)}”`;
}
