import type { WebhookRequest } from "../../src/core/request/request.ts";
import type { Condition, Reason } from "../../src/core/trigger/trigger.ts";
import {
  hmac,
  jwt,
  now,
  post,
  rateLimit,
  secretText,
  staticToken,
  webTimestamp,
} from "./context.ts";
import { hsToken } from "./tokens.ts";

/** A condition with a request that fails it for a reason, and the sentence that explains it. */
export interface Failure {
  readonly reason: Reason;
  readonly condition: Condition;
  readonly request: WebhookRequest;
  readonly secrets: Readonly<Record<string, string>>;
  readonly says: string;
}

const secrets = { SECRET: secretText };
const seconds = now / 1000;

/** One failure for each reason. */
export const failures: readonly Failure[] = [
  {
    reason: "value-missing",
    condition: staticToken(),
    request: post(),
    secrets,
    says: "The request has no header X-Token.",
  },
  {
    reason: "value-ambiguous",
    condition: staticToken({ tokenLookupNamespace: "querystring", tokenLookupKey: "t" }),
    request: post("", { url: "/?t=1&t=2" }),
    secrets,
    says: "The request has more than one query parameter t: send it once.",
  },
  {
    reason: "value-not-text",
    condition: staticToken({ tokenLookupNamespace: "json-body", tokenLookupKey: "t" }),
    request: post('{"t":1}'),
    secrets,
    says: "The JSON key t is not text.",
  },
  {
    reason: "body-unreadable",
    condition: staticToken({ tokenLookupNamespace: "json-body", tokenLookupKey: "t" }),
    request: post("t=1"),
    secrets,
    says: "The body is not a JSON object in UTF-8, so it has no JSON key t.",
  },
  {
    reason: "prefix-missing",
    condition: staticToken({ valuePrefix: "Bearer " }),
    request: withToken("abc"),
    secrets,
    says: "The header X-Token does not begin with “Bearer ”.",
  },
  {
    reason: "secret-missing",
    condition: staticToken(),
    request: withToken("abc"),
    secrets: {},
    says: "The secret SECRET is not set or empty: set it in the environment or the env file.",
  },
  {
    reason: "secret-unusable",
    condition: hmac({ secretEncoding: "hex" }),
    request: withToken("abc"),
    secrets,
    says: "The secret is not in the trigger's secret-encoding.",
  },
  {
    reason: "token-mismatch",
    condition: staticToken(),
    request: withToken("abcdef"),
    secrets,
    says: "The header X-Token (6 characters, hex digits) is not the secret.",
  },
  {
    reason: "signature-malformed",
    condition: hmac(),
    request: withToken("abc!"),
    secrets,
    says: "The header X-Token (4 characters, text) does not look like the digest that is expected.",
  },
  {
    reason: "signature-mismatch",
    condition: hmac(),
    request: withToken("0".repeat(64), "four"),
    secrets,
    says: "The signature in header X-Token does not match the 4 bytes that were received: the secret, the basestring or the body differs from the sender's.",
  },
  {
    reason: "basestring-header-missing",
    condition: hmac({ basestringFormat: "{header:X-Time}{body}" }),
    request: withToken("0".repeat(64)),
    secrets,
    says: "The basestring needs the header X-Time, which the request does not have.",
  },
  {
    reason: "jwt-malformed",
    condition: jwt(),
    request: withToken(`JWT ${hsToken({})}`),
    secrets,
    says: `The header X-Token (${hsToken({}).length + 4} characters, text) is not a JWT in strict base64url. The value is right but for “JWT ” in front: set value-prefix to "JWT ".`,
  },
  {
    reason: "jwt-algorithm-mismatch",
    condition: jwt({ algorithm: "HS512" }),
    request: withToken(hsToken({})),
    secrets,
    says: "The token is signed with HS256, the trigger allows only HS512.",
  },
  {
    reason: "jwt-signature-mismatch",
    condition: jwt(),
    request: withToken(hsToken({}, { key: "another secret" })),
    secrets,
    says: "The signature of the token does not verify with the trigger's key.",
  },
  {
    reason: "jwt-expired",
    condition: jwt(),
    request: withToken(hsToken({ exp: seconds - 600 })),
    secrets,
    says: "The token expired 10 min ago.",
  },
  {
    reason: "jwt-not-yet-valid",
    condition: jwt(),
    request: withToken(hsToken({ iat: seconds + 5 })),
    secrets,
    says: "The iat of the token lies 5 s in the future: compare the clocks.",
  },
  {
    reason: "jwt-claim-refused",
    condition: jwt(),
    request: withToken(hsToken({ exp: "soon" })),
    secrets,
    says: "The claim exp of the token is not a number.",
  },
  {
    reason: "jwt-critical-unknown",
    condition: jwt(),
    request: withToken(hsToken({}, { header: { alg: "HS256", crit: ["a"] } })),
    secrets,
    says: "The token has critical header parameters (crit), and none is known here (RFC 7515, section 4.1.11).",
  },
  {
    reason: "timestamp-malformed",
    condition: webTimestamp(),
    request: post("", { headers: [["X-Time", "yesterday"]] }),
    secrets,
    says: "The header X-Time (9 characters, text) is not a UNIX timestamp in digits.",
  },
  {
    reason: "timestamp-out-of-tolerance",
    condition: webTimestamp(),
    request: post("", { headers: [["X-Time", String(seconds - 90)]] }),
    secrets,
    says: "The timestamp is 90 s old; the tolerance is 60 s.",
  },
  {
    reason: "rate-limit-exceeded",
    condition: rateLimit(1, 3600),
    request: post(),
    secrets,
    says: "The quota of 1 in 60 min is used up.",
  },
];

function withToken(value: string, body = ""): WebhookRequest {
  return post(body, { headers: [["X-Token", value]] });
}
