import { KeyCache } from "../../src/core/conditions/keys.ts";
import { LaunchHistory } from "../../src/core/conditions/rateLimit.ts";
import type { EvaluationContext } from "../../src/core/engine/evaluate.ts";
import type { SigningContext } from "../../src/core/engine/sign.ts";
import type { Verdict } from "../../src/core/engine/verdict.ts";
import type { WebhookRequest } from "../../src/core/request/request.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type {
  Condition,
  HmacAuthentication,
  JwtAuthentication,
  RateLimit,
  Reason,
  StaticAuthentication,
  Trigger,
  WebTimestamp,
} from "../../src/core/trigger/trigger.ts";

/** The time, in milliseconds, at which tests take place unless they say otherwise. */
export const now = 1_700_000_000_000;

/** The secret that `{env:SECRET}` stands for in tests. */
export const secretText = "correct-horse-battery-staple";

/** Everything that signing and evaluating depend on, with a fresh launch history and key cache. */
export function contextOf(
  changes: Partial<Omit<EvaluationContext & SigningContext, "secrets">> & {
    readonly secrets?: Readonly<Record<string, string>>;
  } = {},
): EvaluationContext & SigningContext {
  const values = new Map(Object.entries(changes.secrets ?? { SECRET: secretText }));
  let ids = 0;
  return {
    now,
    keys: new KeyCache(),
    launches: new LaunchHistory(),
    privateKey: undefined,
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
    ...changes,
    secrets: (name) => {
      const value = values.get(name);
      return value === undefined ? undefined : new Secret(value);
    },
  };
}

/** A POST request with a body, given as text or bytes. */
export function post(
  body: string | Uint8Array = "",
  changes: Partial<Omit<WebhookRequest, "body">> = {},
): WebhookRequest {
  return { method: "POST", url: "/launch", headers: [], ...changes, body: Buffer.from(body) };
}

/** A trigger with these conditions and nothing else. */
export function triggerOf(...conditions: readonly Condition[]): Trigger {
  return {
    name: "Test",
    description: undefined,
    launchUrl: undefined,
    conditions,
    actions: [],
    tests: [],
  };
}

const inHeader = {
  type: "web-authentication",
  secretKey: "{env:SECRET}",
  tokenLookupNamespace: "http-header",
  tokenLookupKey: "X-Token",
  valuePrefix: "",
} as const;

export function staticToken(changes: Partial<StaticAuthentication> = {}): StaticAuthentication {
  return { ...inHeader, authType: "static", ...changes };
}

export function hmac(changes: Partial<HmacAuthentication> = {}): HmacAuthentication {
  return {
    ...inHeader,
    authType: "hmac",
    algorithm: "sha256",
    basestringFormat: "{body}",
    digestEncoding: "hex",
    secretEncoding: "utf8",
    ...changes,
  };
}

export function jwt(changes: Partial<JwtAuthentication> = {}): JwtAuthentication {
  return { ...inHeader, authType: "jwt", algorithm: "HS256", secretEncoding: "utf8", ...changes };
}

export function webTimestamp(changes: Partial<WebTimestamp> = {}): WebTimestamp {
  return {
    type: "web-timestamp",
    timestampLookupNamespace: "http-header",
    timestampLookupKey: "X-Time",
    driftTolerance: 60,
    timestampUnit: "seconds",
    ...changes,
  };
}

export function rateLimit(quota: number, period: number): RateLimit {
  return { type: "rate-limit", period, quota };
}

/** How a request fared with each condition, in the order of the file: `passed`, or the reason. */
export function outcomesOf(verdict: Verdict): readonly ("passed" | Reason)[] {
  return verdict.trace.map(({ check }) => (check.outcome === "passed" ? "passed" : check.reason));
}
