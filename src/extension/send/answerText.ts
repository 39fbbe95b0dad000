import { SecretFinder, type TriggerWithSecrets } from "../../core/captures/secretFinder.ts";
import { byteStringOf, textOf } from "../../core/request/byteString.ts";
import type { ReceivedAnswer } from "../../node/sendRequest.ts";

const mask = byteStringOf("••••");

/** What an answer from elsewhere says, the secrets of the trigger masked however they are written there. */
export function answerText({ body }: ReceivedAnswer, secrets: TriggerWithSecrets): string {
  const bytes = body.toString("latin1");
  let text = "";
  let from = 0;
  for (const { start, end } of new SecretFinder([secrets]).find(bytes)) {
    text += bytes.slice(from, start) + mask;
    from = end;
  }
  return textOf(text + bytes.slice(from));
}

/** An answer from elsewhere in one line for the log, without a word of what it says. */
export function answerLine(trigger: string, url: string, { status, body }: ReceivedAnswer): string {
  const { origin, pathname } = new URL(url);
  return `answered  ${status}  ${trigger}  ${origin}${pathname}  ${body.length} bytes`;
}
