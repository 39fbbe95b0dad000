import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type LaunchState, plannedState } from "../core/actions/launchState.ts";
import type { Answer } from "../core/actions/response.ts";
import { timeOrderedId } from "../core/captures/capture.ts";
import { evaluate } from "../core/engine/evaluate.ts";
import { evaluateRunInfo } from "../core/engine/runInfo.ts";
import type { Verdict } from "../core/engine/verdict.ts";
import { textOf } from "../core/request/byteString.ts";
import type { Header, WebhookRequest } from "../core/request/request.ts";
import type { SecretLookup } from "../core/secrets/secret.ts";
import { launchPath } from "../core/trigger/address.ts";
import { closeGracefully } from "./closeGracefully.ts";
import { type Stranger, strangerAtTheDoor, strangerText, type Visitors } from "./door.ts";
import { readBody } from "./requestBody.ts";
import { RunMemory } from "./runMemory.ts";
import type { ServedTrigger, TriggerTable } from "./triggerTable.ts";
import { PortInUseError, systemErrorCode, UserError } from "./userError.ts";

/** What a listener needs; clock and ids come in, so that its answers can be foretold. */
export interface ListenerOptions {
  /** 0 for any free port. */
  readonly port: number;
  readonly triggers: TriggerTable;
  /** The secrets that hold for a trigger; they may differ with the file that it stands in. */
  readonly secretsOf: (served: ServedTrigger) => SecretLookup;
  /** Asked for each request, so that somebody can be let in while the listener runs. */
  readonly visitors: () => Visitors;
  /** In bytes; read for each request, so that it may change while the listener runs. */
  readonly bodyLimit: number;
  /** In milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Called, and waited for, before the answer leaves: the place to keep what was received. */
  readonly onRequest: (received: ReceivedRequest) => void | Promise<void>;
  /** What became of a launch; without it, or where it knows none, launches are only planned. */
  readonly stateOf?: (
    served: ServedTrigger,
    runId: string,
  ) => LaunchState | undefined | Promise<LaunchState | undefined>;
  /** Called for a request that met no trigger, or none that could be judged. */
  readonly onTurnedAway: (turnedAway: TurnedAway) => void;
  /** Called with a bug of ours; the request was answered 500. */
  readonly onBug: (error: unknown) => void;
}

/** A request that a trigger has judged. */
export interface ReceivedRequest {
  readonly id: string;
  readonly receivedAt: number;
  readonly served: ServedTrigger;
  readonly request: WebhookRequest;
  readonly verdict: Verdict;
  /** The address and port of the sender. */
  readonly sender: string;
  /** From the last byte of the request to the verdict. */
  readonly durationInMilliseconds: number;
}

/** A request that was answered without a verdict. */
export interface TurnedAway {
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly why: string;
  /** Who asked, when it was turned away for that. */
  readonly stranger?: Stranger;
}

export interface Listener {
  /** The address without a path, such as `http://127.0.0.1:7357`. */
  readonly url: string;
  /** Takes no more requests, and resolves when those that had begun are answered. */
  close(): Promise<void>;
}

const secondsForHeaders = 10;
const secondsForRequest = 30;
const maxConnections = 512;

/** Starts to listen on the loopback address; a `UserError` when the port cannot be had. */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const runs = new RunMemory();
  const server = createServer(
    {
      headersTimeout: secondsForHeaders * 1000,
      requestTimeout: secondsForRequest * 1000,
      connectionsCheckingInterval: 1000,
    },
    (incoming, outgoing) => {
      answer(options, runs, incoming, outgoing).catch((error: unknown) => {
        // A sender that hung up has no answer to wait for; anything else is a bug of ours.
        if (incoming.errored === null) options.onBug(error);
        if (!outgoing.headersSent) send(outgoing, 500, text("Internal error."));
      });
    },
  );
  server.maxConnections = maxConnections;
  const close = closeGracefully(server, secondsForRequest * 1000);
  await bind(server, options.port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close,
  };
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(bindError(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
}

function bindError(error: Error, port: number): Error {
  switch (systemErrorCode(error)) {
    case "EADDRINUSE":
      return new PortInUseError(
        `Port ${port} is in use.`,
        "Choose another with --port, or stop what listens there.",
      );
    case "EACCES":
      return new UserError(
        `Port ${port} may not be used.`,
        "Choose one above 1023 with --port, or in the editor with the setting hooksmith.port.",
      );
    default:
      return error;
  }
}

async function answer(
  options: ListenerOptions,
  runs: RunMemory,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const path = pathOf(incoming);
  const turnAway = (status: number, why: string, stranger?: Stranger) => {
    const method = incoming.method ?? "";
    options.onTurnedAway({ status, method, path, why, ...(stranger && { stranger }) });
    send(outgoing, status, text(why));
  };
  const stranger = strangerAtTheDoor(incoming.headers, options.visitors());
  const target = targetOf(path);
  const served = target === undefined ? undefined : options.triggers.at(target.address);
  const isWanted = stranger === undefined && served !== undefined;
  const { bodyLimit } = options;
  const body = await readBody(incoming, isWanted ? bodyLimit : 0);
  if (stranger !== undefined) return turnAway(403, strangerText(stranger), stranger);
  if (target === undefined || served === undefined)
    return turnAway(404, "No trigger answers here.");
  if (body === undefined) {
    outgoing.shouldKeepAlive = false;
    return turnAway(413, `The body is larger than ${bodyLimit} bytes.`);
  }
  const request: WebhookRequest = {
    method: incoming.method ?? "",
    url: incoming.url ?? "",
    headers: headersOf(incoming),
    body,
  };
  const receivedAt = options.now();
  const begin = performance.now();
  const context = {
    now: receivedAt,
    secrets: options.secretsOf(served),
    keys: options.triggers.keys,
    launches: served.launches,
    newId: options.newId,
  };
  if (target.isRunInfo) {
    const info = await evaluateRunInfo(served.trigger, request, context, async (runId) => {
      const planned = runs.runsOf(served.slug, runId);
      return (await options.stateOf?.(served, runId)) ?? (planned && plannedState(planned));
    });
    return send(outgoing, info.status, info.answer, "GET, POST");
  }
  const verdict = await evaluate(served.trigger, request, context);
  if (verdict.verdict === "accepted") runs.remember(served.slug, verdict.runId, verdict.runs);
  await options.onRequest({
    id: timeOrderedId(options.newId(), receivedAt),
    receivedAt,
    served,
    request,
    verdict,
    sender: `${incoming.socket.remoteAddress}:${incoming.socket.remotePort}`,
    durationInMilliseconds: performance.now() - begin,
  });
  send(outgoing, verdict.status, verdict.answer);
}

function send(
  outgoing: ServerResponse,
  status: number,
  { contentType, body }: Answer,
  allow = "POST",
) {
  const headers = ["Content-Type", contentType, "Content-Length", Buffer.byteLength(body)];
  if (status === 405) headers.push("Allow", allow);
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}

function text(sentence: string): Answer {
  return { contentType: "text/plain", body: `${sentence}\n` };
}

/** The path of the target, which may be a whole URL (RFC 9112, section 3.2.2). */
function pathOf(incoming: IncomingMessage): string {
  const url = incoming.url ?? "";
  const path = url.startsWith("/") ? url : url.replace(/^https?:\/\/[^/?#]*/i, "");
  const end = path.search(/[?#]/);
  return end < 0 ? path : path.slice(0, end);
}

const target = new RegExp(`^${launchPath}([^/]+)(/run)?/?$`);

function targetOf(path: string): { address: string; isRunInfo: boolean } | undefined {
  const [, segment, run] = target.exec(path) ?? [];
  if (segment === undefined) return undefined;
  try {
    const address = decodeURIComponent(textOf(segment)).toLowerCase();
    return { address, isRunInfo: run !== undefined };
  } catch {
    return undefined;
  }
}

function headersOf(incoming: IncomingMessage): readonly Header[] {
  const { rawHeaders } = incoming;
  const headers: Header[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] as string, rawHeaders[index + 1] as string]);
  }
  return headers;
}
