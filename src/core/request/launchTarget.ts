import { launchPath } from "../trigger/address.ts";
import { textOf } from "./byteString.ts";

/** What a path asks for: the trigger with an address, or what became of one of its runs. */
export interface LaunchTarget {
  readonly address: string;
  readonly isRunInfo: boolean;
}

/** The path of a request's target, which may be a whole URL (RFC 9112, section 3.2.2). */
export function pathOf(url: string): string {
  const path = url.startsWith("/") ? url : url.replace(/^https?:\/\/[^/?#]*/i, "");
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
}

const pattern = new RegExp(`^${launchPath}([^/]+)(/run)?/?$`);

/** The address at which a URL asks for a launch; undefined when it asks for anything else. */
export function launchAddressIn(url: string): string | undefined {
  const target = launchTargetOf(pathOf(url));
  return target?.isRunInfo === false ? target.address : undefined;
}

/** What a path asks for, if it is one of a trigger. */
export function launchTargetOf(path: string): LaunchTarget | undefined {
  const [, segment, run] = pattern.exec(path) ?? [];
  if (segment === undefined) return undefined;
  try {
    const address = decodeURIComponent(textOf(segment)).toLowerCase();
    return { address, isRunInfo: run !== undefined };
  } catch {
    return undefined;
  }
}
