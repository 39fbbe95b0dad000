import { type IncomingMessage, request as requestHttp } from "node:http";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import type { Header, WebhookRequest } from "../core/request/request.ts";
import { ExactConnection, wireBytes } from "./exactConnection.ts";
import { systemErrorCode, UserError } from "./userError.ts";

/** What came back for a request. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
  /** The address and port from which the request was sent. */
  readonly sender: string;
}

const secondsForAnswer = 30;
const longestAnswer = 16 * 1024 * 1024;

/**
 * Sends a request to its whole URL, byte for byte as it is, also when no client would write it so;
 * redirects are not followed, and certificates are checked whatever the environment says. An aborted
 * signal breaks it off with the signal's reason.
 */
export function sendRequest(
  request: WebhookRequest,
  signal?: AbortSignal,
): Promise<ReceivedAnswer> {
  const url = new URL(request.url);
  return new Promise((resolve, reject) => {
    const bytes = wireBytes(request, targetOf(request.url));
    const socket = connectTo(url);
    const fail = (error: Error) => {
      socket.destroy();
      reject(signal?.aborted === true ? signal.reason : sendError(error, url));
    };
    const connection = new ExactConnection(socket, bytes);
    const client = requestHttp(
      {
        // The client must know which answers have no body.
        method: request.method,
        createConnection: () => connection,
        ...(signal && { signal }),
      },
      (incoming) => {
        const sender = `${socket.localAddress}:${socket.localPort}`;
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > longestAnswer) client.destroy(tooLong(url));
        });
        incoming.on("error", fail);
        incoming.on("end", () => {
          socket.destroy();
          const { statusCode: status = 0 } = incoming;
          resolve({ status, headers: headersOf(incoming), body: Buffer.concat(chunks), sender });
        });
      },
    );
    socket.setTimeout(secondsForAnswer * 1000, () => {
      client.destroy(
        new UserError(
          `${url.origin} did not answer within ${secondsForAnswer} s.`,
          "Try again later.",
        ),
      );
    });
    client.on("error", fail);
    client.end();
  });
}

function connectTo({ protocol, hostname, port }: URL): Socket {
  const host = hostname.replace(/^\[|\]$/g, "");
  return protocol === "https:"
    ? connectSecurely({
        host,
        port: Number(port) || 443,
        rejectUnauthorized: true,
        ...(isIP(host) === 0 && { servername: host }),
      })
    : connect({ host, port: Number(port) || 80 });
}

/** What stands behind the host, untouched: parsing it as a URL could write it in another way. */
function targetOf(url: string): string {
  const target = url.replace(/^[a-z]+:\/\/[^/?#]*/i, "").split("#", 1)[0] ?? "";
  return target.startsWith("/") ? target : `/${target}`;
}

function headersOf({ rawHeaders }: IncomingMessage): readonly Header[] {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  return names.map((name, index): Header => [name, rawHeaders[index * 2 + 1] ?? ""]);
}

function tooLong(url: URL): UserError {
  return new UserError(
    `The answer of ${url.origin} is longer than ${longestAnswer} bytes.`,
    "Is it the right address?",
  );
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
