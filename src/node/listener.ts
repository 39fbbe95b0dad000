import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type LaunchState, plannedState } from "../core/actions/launchState.ts";
import type { Answer } from "../core/actions/response.ts";
import { timeOrderedId } from "../core/captures/capture.ts";
import { evaluate } from "../core/engine/evaluate.ts";
import { evaluateRunInfo } from "../core/engine/runInfo.ts";
import type { Refused, Verdict } from "../core/engine/verdict.ts";
import { launchTargetOf, pathOf } from "../core/request/launchTarget.ts";
import type { Header, WebhookRequest } from "../core/request/request.ts";
import type { SecretLookup } from "../core/secrets/secret.ts";
import { closeGracefully } from "./closeGracefully.ts";
import {
  type Stranger,
  strangerAtTheDoor,
  strangerText,
  TurnedAwayKept,
  type Visitors,
} from "./door.ts";
import { readBody } from "./requestBody.ts";
import { RunMemory } from "./runMemory.ts";
import { noTrigger, type ServedTrigger, type TriggerTable } from "./triggerTable.ts";
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
  /**
   * Called, and waited for, as `onRequest` is, for a request that met no trigger, or that could not be
   * judged; with what there is to keep, unless it asked after a run, or too many came that no trigger was
   * asked about.
   */
  readonly onTurnedAway: (
    turnedAway: TurnedAway,
    received: ReceivedRequest | undefined,
  ) => void | Promise<void>;
  /** Called with a bug of ours; the request was answered 500. */
  readonly onBug: (error: unknown) => void;
}

/** A request with its verdict, which a trigger gave or, where none was asked, the listener. */
export interface ReceivedRequest {
  readonly id: string;
  readonly receivedAt: number;
  /** `noTrigger` where none answers. */
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
  const turnedAwayKept = new TurnedAwayKept();
  const server = createServer(
    {
      headersTimeout: secondsForHeaders * 1000,
      requestTimeout: secondsForRequest * 1000,
      connectionsCheckingInterval: 1000,
    },
    (incoming, outgoing) => {
      answer(options, { runs, turnedAwayKept }, incoming, outgoing).catch((error: unknown) => {
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
  { runs, turnedAwayKept }: { readonly runs: RunMemory; readonly turnedAwayKept: TurnedAwayKept },
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const path = pathOf(incoming.url ?? "");
  const stranger = strangerAtTheDoor(incoming.headers, options.visitors());
  const target = launchTargetOf(path);
  const served = target === undefined ? undefined : options.triggers.at(target.address);
  const { bodyLimit } = options;
  const body = await readBody(incoming, stranger === undefined ? bodyLimit : 0);
  const request: WebhookRequest = {
    method: incoming.method ?? "",
    url: incoming.url ?? "",
    headers: headersOf(incoming),
    body: body ?? new Uint8Array(),
  };
  const receivedAt = options.now();
  const begin = performance.now();
  const receivedWith = (by: ServedTrigger, verdict: Verdict): ReceivedRequest => ({
    id: timeOrderedId(options.newId(), receivedAt),
    receivedAt,
    served: by,
    request,
    verdict,
    sender: `${incoming.socket.remoteAddress}:${incoming.socket.remotePort}`,
    durationInMilliseconds: performance.now() - begin,
  });
  const turnAway = async (status: Refused["status"], why: string, by = noTrigger()) => {
    const isForTrigger = stranger === undefined && served !== undefined;
    const isKept =
      target?.isRunInfo !== true && (isForTrigger || turnedAwayKept.mayKeep(receivedAt));
    const verdict: Verdict = { verdict: "refused", status, answer: text(why), trace: [] };
    await options.onTurnedAway(
      { status, method: request.method, path, why, ...(stranger && { stranger }) },
      isKept ? receivedWith(by, verdict) : undefined,
    );
    send(outgoing, status, verdict.answer);
  };
  if (stranger !== undefined) return await turnAway(403, strangerText(stranger));
  if (target === undefined || served === undefined) {
    return await turnAway(404, "No trigger answers here.");
  }
  if (body === undefined) {
    outgoing.shouldKeepAlive = false;
    return await turnAway(413, `The body is larger than ${bodyLimit} bytes.`, served);
  }
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
  await options.onRequest(receivedWith(served, verdict));
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

function headersOf(incoming: IncomingMessage): readonly Header[] {
  const { rawHeaders } = incoming;
  const headers: Header[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] as string, rawHeaders[index + 1] as string]);
  }
  return headers;
}
