import {
  type Capture,
  type CaptureSummary,
  type Lineage,
  lacksBody,
  type ReplayKind,
} from "../../core/captures/capture.ts";
import {
  type Judge,
  judgeCapture,
  withSecrets,
  withStaticTokens,
} from "../../core/captures/judge.ts";
import { type RedactedRequest, redact } from "../../core/captures/redact.ts";
import { addressedTo, targetOf, withFittingLength } from "../../core/captures/replay.ts";
import { SecretFinder } from "../../core/captures/secretFinder.ts";
import { headerValues, type WebhookRequest, withHeader } from "../../core/request/request.ts";
import { type Finding, findingOf } from "../../core/runs/relay.ts";
import { launchPath } from "../../core/trigger/address.ts";
import type { ReceivedRequest } from "../../node/listener.ts";
import type { ReceivedAnswer } from "../../node/sendRequest.ts";
import { startListening } from "../listener/commands.ts";
import { launchAddress } from "../listener/session.ts";
import type { ChosenTrigger } from "../listener/triggerChoice.ts";
import { isOnThisMachine, mayLeave } from "../send/leaving.ts";
import { exchange } from "../send/sender.ts";
import { signedRequest } from "../send/signing.ts";
import { listenerSettings } from "../settings.ts";
import { type HostedLaunch, hostedLaunchOf } from "./hostedLaunch.ts";
import { checkWhole, TriggersOfNow } from "./judging.ts";
import type { CaptureServices } from "./services.ts";

/** How a capture is sent again, and where to. */
export interface Way {
  readonly how: Exclude<ReplayKind, "edited">;
  /** A whole URL; the listener of this window when undefined. */
  readonly target: string | undefined;
}

/** What a replay came to. */
export interface Replayed {
  readonly answer: ReceivedAnswer;
  /** By which it was signed and judged. */
  readonly chosen: ChosenTrigger;
  /** What a trigger of this window made of it; undefined for another target, or when none was asked. */
  readonly received: ReceivedRequest | undefined;
  /** The id of the capture that the listener of this window kept of it. */
  readonly kept: string | undefined;
  /** What to look at when another target refused what would be accepted here. */
  readonly finding: Finding | undefined;
  /** What it launched there, when it went to the hosted service and was accepted. */
  readonly launched: HostedLaunch | undefined;
}

type Send = (request: WebhookRequest) => Promise<ReceivedAnswer>;

/** Sends captures again. */
export class Replayer {
  readonly #services: CaptureServices;
  readonly #triggers: TriggersOfNow;
  /** Hosts that somebody said yes to. */
  readonly #allowed = new Set<string>();
  #sends = 0;

  private constructor(services: CaptureServices, triggers: TriggersOfNow) {
    this.#services = services;
    this.#triggers = triggers;
  }

  /** A replayer by the triggers and secrets as they are now. */
  static async ofNow(services: CaptureServices): Promise<Replayer> {
    return new Replayer(services, await TriggersOfNow.read(services.workspace));
  }

  /** Whether a capture is whole, and the trigger that it is for can still judge and sign. */
  canReplay(capture: Capture): boolean {
    return !lacksBody(capture) && this.#triggers.find(capture) !== undefined;
  }

  /** Where the trigger of a capture lives on the hosted service, if it does. */
  launchUrlOf(capture: CaptureSummary): string | undefined {
    return this.#triggers.find(capture)?.trigger.launchUrl;
  }

  /** Sends a capture again; undefined when somebody thought better of it on the way. */
  async replay(capture: Capture, way: Way, send?: Send): Promise<Replayed | undefined> {
    checkWhole(capture);
    return await this.send(capture, capture, { ...way, isSigned: way.how === "signed-anew" }, send);
  }

  /** Sends a request that was made from a capture, signed anew or as it is. */
  async send(
    capture: Capture,
    made: RedactedRequest,
    { how, target, isSigned }: Sending,
    send?: Send,
  ): Promise<Replayed | undefined> {
    const { session, workspace } = this.#services;
    const chosen = this.#triggers.of(capture);
    // A reference in a stranger's payload must not become the key of a signature elsewhere.
    const fill = target === undefined || isOnThisMachine(target) ? withSecrets : withStaticTokens;
    const judge = this.#triggers.judge(chosen);
    const request = fill(made, judge);
    const addressed = await this.#addressed(request, chosen, target);
    const signed =
      addressed !== undefined && isSigned
        ? await signedRequest(chosen, addressed, Date.now, workspace.secretStore)
        : addressed;
    if (signed === undefined) return undefined;
    const complete = isSigned || how === "edited" ? withFittingLength(signed) : signed;
    if (!(await this.#mayGo(complete))) return undefined;
    // What was just edited must hold for what is sent to it.
    if (target === undefined) await session.catchUp();
    // A no of before does not hold for who replays now; one that is given meanwhile does.
    if (this.#sends === 0) session.launcher?.askAgain();
    this.#sends += 1;
    const since = Date.now();
    const { answer, received } = await exchange(session, complete, send);
    const kept = await this.#link(answer, since, { id: capture.id, how });
    // The listener of this window may have turned it away, and then no trigger received it.
    const isElsewhere = target !== undefined && received === undefined && kept === undefined;
    return {
      ...{ answer, chosen, received, kept },
      finding: isElsewhere ? await differenceTo(answer, judge, complete) : undefined,
      launched: isElsewhere ? hostedLaunchOf(judge, complete.url, answer) : undefined,
    };
  }

  async #addressed(
    request: WebhookRequest,
    { slug }: ChosenTrigger,
    target: string | undefined,
  ): Promise<WebhookRequest | undefined> {
    if (target !== undefined) return atUrl(request, target);
    const listening = await startListening(this.#services.session);
    if (listening === undefined) return undefined;
    const { url } = listening;
    const isLaunch = targetOf(request.url).startsWith(launchPath);
    return isLaunch
      ? withOwnHost(addressedTo(request, url), new URL(url).host)
      : atUrl(request, launchAddress(url, slug));
  }

  /** Nothing leaves this machine before somebody saw it and said yes, once for each host. */
  async #mayGo(request: WebhookRequest): Promise<boolean> {
    const { host } = new URL(request.url);
    if (isOnThisMachine(request.url) || this.#allowed.has(host)) return true;
    const finder = new SecretFinder(this.#triggers.all);
    if (!(await mayLeave(redact(request, finder).request))) return false;
    this.#allowed.add(host);
    return true;
  }

  /** Notes on the capture that the listener kept from which one it was made, and gives its id. */
  async #link(
    { sender }: ReceivedAnswer,
    since: number,
    lineage: Lineage,
  ): Promise<string | undefined> {
    const { captures } = this.#services;
    const kept = (await captures.store()).link(sender, since, lineage);
    if (kept !== undefined) captures.tell();
    return kept;
  }
}

/** What to look at when another place refused what would be accepted here. */
async function differenceTo(
  { status }: ReceivedAnswer,
  judge: Judge,
  request: WebhookRequest,
): Promise<Finding | undefined> {
  const ours = await judgeCapture({ request, references: [] }, judge, Date.now());
  return ours.verdict === "accepted" ? findingOf(judge.trigger, status) : undefined;
}

/** How a request that was made from a capture is sent. */
interface Sending {
  readonly how: ReplayKind;
  readonly target: string | undefined;
  readonly isSigned: boolean;
}

/** The request at a whole URL, with the query that it has. */
function atUrl(request: WebhookRequest, target: string): WebhookRequest {
  const url = new URL(target);
  const mark = request.url.indexOf("?");
  const query = mark < 0 ? url.search : request.url.slice(mark);
  return withHost({ ...request, url: `${url.origin}${url.pathname}${query}` }, url.host);
}

/** The listener answers to its own names; a request of another host was not sent to it. */
function withOwnHost(request: WebhookRequest, host: string): WebhookRequest {
  const [named = ""] = headerValues(request, "host");
  const names = ["127.0.0.1", "localhost", "[::1]", ...listenerSettings().allowedHosts];
  return names.includes(named.replace(/:\d*$/, "").toLowerCase())
    ? request
    : withHost(request, host);
}

function withHost(request: WebhookRequest, host: string): WebhookRequest {
  return headerValues(request, "host").length === 0
    ? { ...request, headers: [["Host", host], ...request.headers] }
    : withHeader(request, "Host", host);
}
