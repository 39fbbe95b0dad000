import { jsonOfRequest } from "../core/captures/requestFile.ts";
import { withReferences } from "../core/captures/staticTokens.ts";
import { draftRequest, withContentLength } from "../core/engine/draft.ts";
import { printable } from "../core/engine/printable.ts";
import { sign } from "../core/engine/sign.ts";
import { signingProblemText } from "../core/engine/signingProblem.ts";
import { requestText } from "../core/request/requestText.ts";
import { isSuccess } from "../core/request/status.ts";
import { Secret } from "../core/secrets/secret.ts";
import { secretsFrom } from "../node/environment.ts";
import { readText } from "../node/files.ts";
import { type ReceivedAnswer, sendRequest } from "../node/sendRequest.ts";
import { UserError } from "../node/userError.ts";
import type { ExitCode, Io } from "./io.ts";
import { paintFor } from "./report.ts";
import { bodyOf, headerOf, targetUrl } from "./sendOptions.ts";
import { chooseTrigger } from "./triggerChoice.ts";
import { fileOf, parseArguments, timeOf } from "./usage.ts";

/** Sends one webhook, signed for a trigger. */
export async function send(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    trigger: { type: "string" },
    to: { type: "string" },
    body: { type: "string" },
    "content-type": { type: "string" },
    header: { type: "string", multiple: true, default: [] },
    query: { type: "string", multiple: true, default: [] },
    at: { type: "string" },
    "env-file": { type: "string" },
    "private-key": { type: "string" },
    "dry-run": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  const trigger = chooseTrigger(fileOf(positionals), values.trigger);
  const secrets = secretsFrom(values["env-file"], io.environment);
  const draft = draftRequest(trigger, {
    url: targetUrl(trigger, values.to, values.query),
    body: values.body === undefined ? undefined : bodyOf(values.body),
    contentType: values["content-type"],
    headers: values.header.map(headerOf),
  });
  const privateKey = values["private-key"];
  const signed = await sign(trigger, draft, {
    now: timeOf(values.at, io.now()),
    secrets,
    privateKey:
      privateKey === undefined ? undefined : new Secret(readText(privateKey, "private key")),
    newId: io.newId,
  });
  if (signed.outcome === "impossible") {
    throw new UserError("The webhook cannot be signed.", signingProblemText(signed.problem));
  }
  const request = withContentLength(signed.request);
  const shown = withReferences(trigger, request, secrets);
  if (values["dry-run"]) {
    io.stdout(values.json ? json({ request: jsonOfRequest(shown) }) : requestText(shown));
    return 0;
  }
  const answer = await sendRequest(request);
  io.stdout(
    values.json
      ? json({ request: jsonOfRequest(shown), response: jsonOfAnswer(answer) })
      : answerText(request.url, answer, io),
  );
  return isSuccess(answer.status) ? 0 : 1;
}

function json(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function jsonOfAnswer({ status, headers, body }: ReceivedAnswer) {
  return { status, headers, body: body.toString("utf8") };
}

function answerText(url: string, answer: ReceivedAnswer, io: Io): string {
  const paint = paintFor(io.color);
  const outcome = isSuccess(answer.status) ? paint("green", "accepted") : paint("red", "refused");
  const lines = answer.body.toString("utf8").trimEnd().split(/\r?\n/);
  return `${outcome}  ${answer.status}  ${url.split("?", 1)[0]}\n${lines.map(printable).join("\n")}\n`;
}
