import { basestringHeaders } from "../conditions/basestring.ts";
import { draftRequest } from "../engine/draft.ts";
import { placeOf, signingSteps } from "../engine/sign.ts";
import { queryOf } from "../request/lookUp.ts";
import { type Header, headerValues, type WebhookRequest } from "../request/request.ts";
import { isSuccess } from "../request/status.ts";
import type { Trigger } from "../trigger/trigger.ts";

/** A difference between two verdicts, with the places where its reason may be found. */
export interface Finding {
  readonly message: string;
  readonly lookAt: readonly string[];
}

/**
 * The request as it goes on to another address: the same method, query, header lines and bytes, but
 * for what concerns one connection only, the host and the length.
 */
export function relayedRequest(request: WebhookRequest, launchUrl: string): WebhookRequest {
  const { host } = new URL(launchUrl);
  const query = queryOf(request.url);
  const named = headerValues(request, "connection").flatMap((value) => value.split(","));
  const dropped = new Set([...hopByHop, ...named.map((name) => name.trim().toLowerCase())]);
  const kept = request.headers.filter(([name]) => !dropped.has(name.toLowerCase()));
  const headers = kept.map(
    (header): Header => (header[0].toLowerCase() === "host" ? [header[0], host] : header),
  );
  const isThere = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  return {
    method: request.method,
    url: query === "" ? launchUrl : `${launchUrl}?${query}`,
    headers: [
      ...(isThere("host") ? [] : [["Host", host] as const]),
      ...headers,
      ...(isThere("content-length")
        ? []
        : [["Content-Length", String(request.body.length)] as const]),
    ],
    body: request.body,
  };
}

/** RFC 9110, section 7.6.1, and what older proxies speak. */
const hopByHop = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** The unsigned question what became of a run, as the conditions of its trigger can be met by it. */
export function runInfoQuestion(
  trigger: Trigger,
  launchUrl: string,
  runId: string,
): WebhookRequest {
  const isJson = signingSteps(trigger).some((step) => placeOf(step).namespace === "json-body");
  const body = isJson
    ? JSON.stringify({ run_id: runId })
    : new URLSearchParams({ run_id: runId }).toString();
  return draftRequest(trigger, {
    url: `${launchUrl.replace(/\/?$/, "/")}run/`,
    body: Buffer.from(body),
    contentType: isJson ? "application/json" : "application/x-www-form-urlencoded",
    headers: [],
  });
}

/** What is worth looking at when a request was accepted here and answered so by the hosted service. */
export function findingOf(trigger: Trigger, status: number): Finding | undefined {
  if (isSuccess(status)) return undefined;
  if (status >= 500) {
    return {
      message: `The hosted service failed (${status}), so it has no verdict to compare.`,
      lookAt: ["Try again later; the request itself may be fine."],
    };
  }
  return {
    message: `Accepted here, but the hosted service answered ${status}.`,
    lookAt: status === 400 ? refusalHints(trigger) : (otherHints[status] ?? otherHints.default),
  };
}

const otherHints: Readonly<Record<number, readonly string[]>> & {
  readonly default: readonly string[];
} = {
  301: ["The address was moved and redirects are not followed: correct `launch-url`."],
  302: ["The address was moved and redirects are not followed: correct `launch-url`."],
  307: ["The address was moved and redirects are not followed: correct `launch-url`."],
  308: ["The address was moved and redirects are not followed: correct `launch-url`."],
  401: [
    "Something before the trigger asks for a login: is `launch-url` the trigger's own address?",
  ],
  403: ["Something before the trigger keeps the request out: a proxy, or a firewall."],
  404: ["The trigger is not there: compare the id in `launch-url`; it may have been deleted."],
  405: ["The address takes no POST: compare `launch-url`, its trailing slash included."],
  413: ["The hosted service takes no body of this size."],
  429: ["The hosted service limits requests by itself; wait before the next one."],
  default: ["Compare `launch-url` with the trigger's address on the hosted service."],
};

function refusalHints(trigger: Trigger): readonly string[] {
  const hints = new Set<string>();
  for (const condition of trigger.conditions) {
    switch (condition.type) {
      case "rate-limit":
        hints.add("The rate limits: launches that were not sent from here count there too.");
        break;
      case "web-timestamp":
        hints.add("The clock of this machine, and the drift tolerance in the hosted form.");
        break;
      case "web-authentication": {
        const names = [...condition.secretKey.matchAll(/\{env:([\w-]+)\}/g)].map(
          ([, name]) => name,
        );
        hints.add(
          names.length === 0
            ? "The secret key in the hosted form: is it the one of the trigger file?"
            : `The project environment variable ${names.join(", ")}: has it the same value as here?`,
        );
        hints.add(
          "The hosted form: algorithm, lookup namespace and key, and the value prefix with its blanks.",
        );
        if (condition.authType === "hmac") {
          hints.add("The HMAC basestring format in the hosted form, character by character.");
          if (basestringHeaders(condition.basestringFormat).some((name) => changes(name))) {
            hints.add("The basestring names a header that changes on the way, such as Host.");
          }
        }
      }
    }
  }
  hints.add("The trigger's log on the hosted service, which may name the condition.");
  return [...hints];
}

function changes(name: string): boolean {
  return name.toLowerCase() === "host" || hopByHop.includes(name.toLowerCase());
}
