import { basename } from "node:path";
import { type Capture, lacksBody, type ReplayKind } from "../../core/captures/capture.ts";
import { referencesIn } from "../../core/captures/edited.ts";
import { withSecrets, withStaticTokens } from "../../core/captures/judge.ts";
import type { RedactedRequest } from "../../core/captures/redact.ts";
import { signAnew, withFittingLength } from "../../core/captures/replay.ts";
import { readRequestFile } from "../../core/captures/requestFile.ts";
import { signingProblemText } from "../../core/engine/signingProblem.ts";
import type { WebhookRequest } from "../../core/request/request.ts";
import { Secret } from "../../core/secrets/secret.ts";
import { readText } from "../../node/files.ts";
import { UserError } from "../../node/userError.ts";
import type { JudgeOfFile, Judges } from "./judges.ts";
import type { LeftOut } from "./leftOut.ts";

/** How requests are made of captures. */
export interface Making {
  readonly sign: boolean;
  /** A file with the edited request. */
  readonly file: string | undefined;
  readonly privateKey: string | undefined;
  /** Whether the request leaves this machine. */
  readonly goesAway: boolean;
  /** The time of the signature, in milliseconds. */
  readonly now: number;
  readonly newId: () => string;
}

/** A request that was made of a capture, with all its secrets, and how. */
export interface Made {
  readonly how: ReplayKind;
  readonly request: WebhookRequest;
  /** By which it was made, and is judged. */
  readonly judge: JudgeOfFile;
}

/** Makes requests of captures, and leaves those out of which none can be made. */
export class RequestMaker {
  readonly making: Making;
  readonly #judges: Judges;
  readonly #left: LeftOut;

  constructor(judges: Judges, making: Making, left: LeftOut) {
    this.#judges = judges;
    this.making = making;
    this.#left = left;
  }

  /** The trigger that a capture is judged by; undefined when it is left out. */
  judgeOf(capture: Capture): JudgeOfFile | undefined {
    try {
      if (this.making.file === undefined && lacksBody(capture)) throw bodyGone(capture);
      return this.#judges.of(capture);
    } catch (error) {
      return this.#left.note(capture, error);
    }
  }

  /** The request that a capture is replayed as; undefined when it is left out. */
  async make(capture: Capture): Promise<Made | undefined> {
    const judge = this.judgeOf(capture);
    if (judge === undefined) return undefined;
    try {
      return await makeRequest(capture, judge, this.making);
    } catch (error) {
      return this.#left.note(capture, error);
    }
  }
}

/** Makes the request that a capture is replayed as. */
async function makeRequest(capture: Capture, judge: JudgeOfFile, making: Making): Promise<Made> {
  const redacted = making.file === undefined ? capture : editedRequest(making.file, capture);
  const fill = making.goesAway ? withStaticTokens : withSecrets;
  const request = fill(redacted, judge);
  if (!making.sign) {
    return { how: making.file === undefined ? "as-received" : "edited", request, judge };
  }
  const { now, newId, privateKey } = making;
  const signed = await signAnew(judge.trigger, request, {
    now,
    newId,
    secrets: judge.secrets,
    privateKey:
      privateKey === undefined ? undefined : new Secret(readText(privateKey, "private key")),
  });
  if (signed.outcome === "signed") return { how: "signed-anew", request: signed.request, judge };
  throw new UserError(
    `The capture ${capture.id} cannot be signed.`,
    signingProblemText(signed.problem),
  );
}

function editedRequest(file: string, capture: Capture): RedactedRequest {
  const read = readRequestFile(basename(file), readText(file, "request"));
  if (read.outcome === "read") {
    return referencesIn(withFittingLength(read.request), capture.references);
  }
  throw new UserError(`${file} holds no request. ${read.why}`, "See the README.");
}

function bodyGone({ id, status }: Capture): UserError {
  return new UserError(
    `The body of the capture ${id} was not kept: it was turned away with ${status}.`,
    "Have it sent again, or give it a body with --request.",
  );
}
