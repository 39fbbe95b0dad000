import type { ByteString } from "../request/byteString.ts";
import type { WebhookRequest } from "../request/request.ts";
import { Secret } from "../secrets/secret.ts";
import type {
  DigestEncoding,
  HmacAlgorithm,
  HmacAuthentication,
  SecretEncoding,
} from "../trigger/trigger.ts";
import { digestEncodings, hmacAlgorithms, secretEncodings } from "../trigger/words.ts";
import { type Cause, schemeIn } from "./cause.ts";
import { signHmac } from "./hmac.ts";

/** The usual mistakes that would have produced this token, found by signing once more with each. */
export function causesOfMismatch(
  condition: HmacAuthentication,
  request: WebhookRequest,
  token: ByteString,
  secret: Secret,
): readonly Cause[] {
  const wouldBe = (
    changed: Partial<HmacAuthentication>,
    sent: WebhookRequest = request,
    key: Secret = secret,
    presented: ByteString = token,
  ) => {
    const signature = signHmac({ ...condition, ...changed }, sent, key);
    return signature.outcome === "signed" && signature.token === presented;
  };
  const causes: Cause[] = [];
  if (condition.digestEncoding === "hex" && wouldBe({}, request, secret, token.toLowerCase())) {
    causes.push({ cause: "upper-case-digest" });
  }
  for (const digestEncoding of Object.keys(digestEncodings) as DigestEncoding[]) {
    if (digestEncoding !== condition.digestEncoding && wouldBe({ digestEncoding })) {
      causes.push({ cause: "other-digest-encoding", encoding: digestEncoding });
    }
  }
  for (const algorithm of Object.keys(hmacAlgorithms) as HmacAlgorithm[]) {
    if (wouldBe({ algorithm })) causes.push({ cause: "other-algorithm", algorithm });
  }
  const prefix = schemeIn(token, secret);
  if (prefix !== undefined && wouldBe({}, request, secret, token.slice(prefix.length))) {
    causes.push({ cause: "prefix-left-in", prefix });
  }
  const trimmed = secret.reveal().trim();
  if (trimmed !== secret.reveal() && wouldBe({}, request, new Secret(trimmed))) {
    causes.push({ cause: "blanks-around-secret" });
  }
  for (const secretEncoding of Object.keys(secretEncodings) as SecretEncoding[]) {
    if (wouldBe({ secretEncoding })) {
      causes.push({ cause: "other-secret-encoding", encoding: secretEncoding });
    }
  }
  if (wouldBe({ basestringFormat: "{body}" })) causes.push({ cause: "only-body-signed" });
  const text = Buffer.from(request.body).toString("utf8");
  if (withOtherLineBreak(text).some((body) => wouldBe({}, withBody(request, body)))) {
    causes.push({ cause: "line-break-at-end-of-body" });
  }
  if (inOtherLayouts(text).some((body) => wouldBe({}, withBody(request, body)))) {
    causes.push({ cause: "body-written-anew" });
  }
  return causes;
}

function withBody(request: WebhookRequest, body: string): WebhookRequest {
  return { ...request, body: Buffer.from(body) };
}

function withOtherLineBreak(text: string): readonly string[] {
  return text.endsWith("\n") ? [text.replace(/\r?\n$/, "")] : [`${text}\n`, `${text}\r\n`];
}

/** The longest text and the deepest nesting for which layouts are tried: each level indents every line. */
const longestJson = 262_144;
const deepestJson = 20;

/** The same JSON as JavaScript, Python and pretty-printers write it, other than it stands. */
function inOtherLayouts(text: string): readonly string[] {
  if (text.length > longestJson) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (!isNestedAtMost(deepestJson, value)) return [];
  const compact = JSON.stringify(value);
  const python = compact.replace(/("(?:[^"\\]|\\.)*")|([,:])/g, (_, string, mark) =>
    string === undefined ? `${mark} ` : string,
  );
  const layouts = [compact, python, JSON.stringify(value, null, 2), JSON.stringify(value, null, 4)];
  return layouts.filter((layout) => layout !== text);
}

function isNestedAtMost(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((item) => isNestedAtMost(levels - 1, item));
}
