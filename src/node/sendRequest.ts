import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Header, WebhookRequest } from "../core/request/request.ts";
import { systemErrorCode, UserError } from "./userError.ts";

/** What came back for a request. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

const secondsForAnswer = 30;

/**
 * Sends a request to its whole URL, exactly with its header lines; redirects are not followed. An
 * aborted signal breaks it off with the signal's reason.
 */
export function sendRequest(
  request: WebhookRequest,
  signal?: AbortSignal,
): Promise<ReceivedAnswer> {
  const url = new URL(request.url);
  const open = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(signal?.aborted === true ? signal.reason : sendError(error, url));
    const outgoing = open(
      url,
      {
        method: request.method,
        headers: request.headers.flat(),
        agent: false,
        timeout: secondsForAnswer * 1000,
        ...(signal && { signal }),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", fail);
        incoming.on("end", () => {
          const { rawHeaders, statusCode = 0 } = incoming;
          const names = rawHeaders.filter((_, index) => index % 2 === 0);
          const headers = names.map(
            (name, index): Header => [name, rawHeaders[index * 2 + 1] ?? ""],
          );
          resolve({ status: statusCode, headers, body: Buffer.concat(chunks) });
        });
      },
    );
    outgoing.on("timeout", () => {
      outgoing.destroy(
        new UserError(
          `${url.origin} did not answer within ${secondsForAnswer} s.`,
          "Try again later.",
        ),
      );
    });
    outgoing.on("error", fail);
    outgoing.end(request.body);
  });
}

function sendError(error: Error, url: URL): Error {
  switch (systemErrorCode(error)) {
    case "ECONNREFUSED":
      return new UserError(
        `Nothing listens at ${url.origin}.`,
        "Start the listener there, or give another address.",
      );
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new UserError(
        `The host ${url.hostname} cannot be found.`,
        "Check the address and the network.",
      );
    case "ECONNRESET":
    case "EPIPE":
      return new UserError(`${url.origin} broke off the connection.`, "Look at its log.");
    default:
      return error instanceof UserError || systemErrorCode(error) === undefined
        ? error
        : new UserError(
            `Sending to ${url.origin} failed: ${error.message}.`,
            "Check the address and the network.",
          );
  }
}
