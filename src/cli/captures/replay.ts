import type { Capture } from "../../core/captures/capture.ts";
import { compared, judgeAgain, judgeCapture, outcomeOf } from "../../core/captures/judge.ts";
import { isThisMachine } from "../../core/captures/replay.ts";
import type { CaptureStore } from "../../node/captures/captureStore.ts";
import { type Replay, sendReplay } from "../../node/captures/replay.ts";
import type { ExitCode, Io } from "../io.ts";
import { defaultPort } from "../sendOptions.ts";
import { parseArguments, timeOf, UsageError } from "../usage.ts";
import { type KeyFiles, launchedBy } from "./following.ts";
import { Judges } from "./judges.ts";
import { LeftOut } from "./leftOut.ts";
import { chosenIds, filterOf, filterOptions, withStore } from "./options.ts";
import { type Replayed, replayLine, replaysJson, replaysText } from "./replayOutput.ts";
import { type Making, RequestMaker } from "./requestMaker.ts";

/**
 * Sends captures again, as they were received, signed anew or edited, and gives 1 when one of them is
 * refused; or judges them without sending anything, and gives 1 when a verdict changes. One whose
 * trigger is gone is left out, which gives 1 too.
 */
export function replay(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...filterOptions,
    all: { type: "boolean", default: false },
    sign: { type: "boolean", default: false },
    judge: { type: "boolean", default: false },
    request: { type: "string" },
    at: { type: "string" },
    to: { type: "string" },
    yes: { type: "boolean", default: false },
    triggers: { type: "string", multiple: true, default: [] },
    "env-file": { type: "string" },
    "private-key": { type: "string" },
    json: { type: "boolean", default: false },
  });
  const filter = filterOf(values);
  if (positionals.length === 0 && Object.keys(filter).length === 0 && !values.all) {
    throw new UsageError("Which captures? Give their ids, a filter, or --all.");
  }
  if (values.request !== undefined && positionals.length !== 1) {
    throw new UsageError("--request takes the place of one capture: give its id.");
  }
  if (values.at !== undefined && !values.judge && !values.sign) {
    throw new UsageError("A listener decides at its own time: --at needs --judge or --sign.");
  }
  const address = addressOf(values.to, values.yes);
  const at = values.at === undefined ? undefined : timeOf(values.at, io.now());
  const making: Making = {
    sign: values.sign,
    file: values.request,
    privateKey: values["private-key"],
    goesAway: !values.judge && !isThisMachine(new URL(address).hostname),
    now: at ?? io.now(),
    newId: io.newId,
  };
  return withStore(values, async (store) => {
    const ids = chosenIds(store, positionals, filter);
    if (ids.length === 0) throw new UsageError("No capture is chosen, so there is none to replay.");
    const left = new LeftOut();
    const maker = new RequestMaker(
      new Judges(values.triggers, values["env-file"], io),
      making,
      left,
    );
    const captures = capturesOf(store, ids, io.interrupted);
    const replaying = values.judge
      ? judged(captures, maker, at)
      : sent(captures, maker, {
          store,
          address,
          io,
          files: values.to === undefined ? undefined : values,
        });
    const replays: Replayed[] = [];
    for await (const replayed of replaying) {
      replays.push(replayed);
      if (!values.json) io.stdout(replayLine(replayed, io));
    }
    if (replays.length === 0) left.throwFirst();
    if (!values.json) io.stderr(left.lines());
    io.stdout(values.json ? replaysJson(replays, left) : replaysText(replays, left));
    const isFine = ({ after, changed }: Replayed) =>
      values.judge ? !changed : after.outcome === "accepted";
    return replays.length === ids.length && replays.every(isFine) ? 0 : 1;
  });
}

/** Where replays go: to the listener of this machine, or elsewhere after a yes. */
function addressOf(to: string | undefined, yes: boolean): string {
  const given = to ?? `http://127.0.0.1:${defaultPort}`;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`--to takes an http or https URL, not “${given}”.`);
  }
  if (isThisMachine(url.hostname) || yes) return given;
  throw new UsageError(
    `What was received here would leave this machine for ${url.host}: say so with --yes.`,
  );
}

/** The captures, until somebody interrupts. */
function* capturesOf(
  store: CaptureStore,
  ids: readonly string[],
  interrupted: AbortSignal,
): Generator<Capture> {
  for (const id of ids) {
    const capture = interrupted.aborted ? undefined : store.get(id);
    if (capture !== undefined) yield capture;
  }
}

async function* judged(
  captures: Iterable<Capture>,
  maker: RequestMaker,
  at: number | undefined,
): AsyncGenerator<Replayed> {
  const { sign, file, now } = maker.making;
  if (!sign && file === undefined && at === undefined) {
    for await (const one of judgeAgain(captures, (capture) => maker.judgeOf(capture))) {
      yield { ...one, status: one.verdict.status };
    }
    return;
  }
  for (const capture of captures) {
    const made = await maker.make(capture);
    if (made === undefined) continue;
    const { request, judge } = made;
    const verdict = await judgeCapture({ request, references: [] }, judge, now);
    yield { ...compared(capture, outcomeOf(verdict)), status: verdict.status };
  }
}

/** Where replays are sent, and by what their runs are followed there. */
interface Sending {
  readonly store: CaptureStore;
  readonly address: string;
  readonly io: Io;
  /** Undefined for the listener of this machine, whose runs are at hand. */
  readonly files: KeyFiles | undefined;
}

async function* sent(
  captures: Iterable<Capture>,
  maker: RequestMaker,
  { store, address, io, files }: Sending,
): AsyncGenerator<Replayed> {
  for (const capture of captures) {
    const made = await maker.make(capture);
    if (made === undefined) continue;
    const target = { address, store, now: io.now(), signal: io.interrupted };
    let replayed: Replay;
    try {
      replayed = await sendReplay(capture, made.how, made.request, target);
    } catch (error) {
      if (io.interrupted.aborted) return;
      throw error;
    }
    const { answer, after } = replayed;
    const launched = files && launchedBy(made, address, answer, files);
    yield { ...compared(capture, after), status: answer.status, launched };
  }
}
