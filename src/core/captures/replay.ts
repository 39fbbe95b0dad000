import { withContentLength } from "../engine/draft.ts";
import { type SigningContext, type SignResult, sign } from "../engine/sign.ts";
import { headerValues, type WebhookRequest, withHeader } from "../request/request.ts";
import type { Trigger } from "../trigger/trigger.ts";

/** Signs a request that was received anew, so that the trigger accepts it at the time of the context. */
export async function signAnew(
  trigger: Trigger,
  request: WebhookRequest,
  context: SigningContext,
): Promise<SignResult> {
  const signed = await sign(trigger, request, context);
  return signed.outcome === "signed"
    ? { outcome: "signed", request: withFittingLength(signed.request) }
    : signed;
}

/** A request whose stated length, where it states one, is that of its body. */
export function withFittingLength(request: WebhookRequest): WebhookRequest {
  const isStated = headerValues(request, "content-length").length > 0;
  return isStated ||
    (request.body.length > 0 && headerValues(request, "transfer-encoding").length === 0)
    ? withContentLength(request)
    : request;
}

/**
 * The request with the whole URL of where it goes: its own target at a bare origin, its own query at an
 * address with a path. At this machine it keeps its `Host`, so that it is what was received; elsewhere
 * nobody would answer to that name.
 */
export function addressedTo(request: WebhookRequest, address: string): WebhookRequest {
  const { protocol, host, hostname, pathname, search } = new URL(address);
  const own = targetOf(request.url);
  const [ownQuery = search] = /\?.*/s.exec(own) ?? [];
  const target = pathname === "/" && search === "" ? own : pathname + ownQuery;
  const addressed = { ...request, url: `${protocol}//${host}${target}` };
  return isThisMachine(hostname) || headerValues(request, "host").length === 0
    ? addressed
    : withHeader(addressed, "Host", host);
}

/** Whether a host name is one of this machine, so that nothing leaves it. */
export function isThisMachine(hostname: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/i.test(hostname);
}

/** The target of a request whose URL may be whole. */
export function targetOf(url: string): string {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, "");
  return target.startsWith("/") ? target : `/${target}`;
}

/** The whole URL of a request, at the host that it names, for tools that know no targets. */
export function wholeUrlOf(request: WebhookRequest): string {
  if (/^https?:\/\//i.test(request.url)) return request.url;
  const host = headerValues(request, "host")[0] ?? "";
  return `http://${/^[\w.[\]:-]+$/.test(host) ? host : "127.0.0.1"}${targetOf(request.url)}`;
}
