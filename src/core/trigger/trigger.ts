/** Where a token or timestamp is looked up in a request. */
export type Namespace = "http-header" | "querystring" | "url-encoded-body" | "json-body";

export type AuthType = "static" | "hmac" | "jwt";

export type HmacAlgorithm = "sha1" | "sha224" | "sha256" | "sha384" | "sha512";

export type SymmetricJwtAlgorithm = "HS256" | "HS384" | "HS512";

export type AsymmetricJwtAlgorithm =
  | "RS256"
  | "RS384"
  | "RS512"
  | "PS256"
  | "PS384"
  | "PS512"
  | "ES256"
  | "ES384"
  | "ES512"
  | "EdDSA";

export type JwtAlgorithm = SymmetricJwtAlgorithm | AsymmetricJwtAlgorithm;

export type DigestEncoding = "hex" | "base64" | "base64url";

export type SecretEncoding = "utf8" | "hex" | "base64" | "base64url";

export type TimestampUnit = "seconds" | "milliseconds";

interface TokenLookup {
  readonly tokenLookupNamespace: Namespace;
  readonly tokenLookupKey: string;
  readonly valuePrefix: string;
}

/** The token is compared with the secret key itself. */
export interface StaticAuthentication extends TokenLookup {
  readonly type: "web-authentication";
  readonly authType: "static";
  readonly secretKey: string;
}

/** The token is a digest of the basestring, keyed with the secret key. */
export interface HmacAuthentication extends TokenLookup {
  readonly type: "web-authentication";
  readonly authType: "hmac";
  readonly secretKey: string;
  readonly algorithm: HmacAlgorithm;
  readonly basestringFormat: string;
  readonly digestEncoding: DigestEncoding;
  readonly secretEncoding: SecretEncoding;
}

/** The token is a JWT whose signature the secret key verifies. */
export interface JwtAuthentication extends TokenLookup {
  readonly type: "web-authentication";
  readonly authType: "jwt";
  readonly secretKey: string;
  readonly algorithm: JwtAlgorithm;
  readonly secretEncoding: SecretEncoding;
}

export type WebAuthentication = StaticAuthentication | HmacAuthentication | JwtAuthentication;

/** The request names a UNIX time that is at most `driftTolerance` seconds away from now. */
export interface WebTimestamp {
  readonly type: "web-timestamp";
  readonly timestampLookupNamespace: Namespace;
  readonly timestampLookupKey: string;
  readonly driftTolerance: number;
  readonly timestampUnit: TimestampUnit;
}

/** At most `quota` launches in any `period` seconds. */
export interface RateLimit {
  readonly type: "rate-limit";
  readonly period: number;
  readonly quota: number;
}

export type Condition = WebAuthentication | WebTimestamp | RateLimit;

/** A JSON value, as a response document or a test's payload. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

export interface WebResponseText {
  readonly type: "web-response-text";
  readonly text: string;
}

export interface WebResponseJson {
  readonly type: "web-response-json";
  readonly document: Json;
}

interface LaunchOptions {
  readonly commit: string | undefined;
  readonly title: string | undefined;
  readonly payloadInputName: string | undefined;
}

export interface RunExecution extends LaunchOptions {
  readonly type: "run-execution";
  readonly step: string;
}

export interface RunPipeline extends LaunchOptions {
  readonly type: "run-pipeline";
  readonly pipeline: string;
}

export type Action = WebResponseText | WebResponseJson | RunExecution | RunPipeline;

/** The words that tag conditions and actions in a trigger file. */
export type ConditionType = Condition["type"];
export type ActionType = Action["type"];

/** What a trigger test sends, or the recorded request that it judges. */
export type TestPayload =
  | { readonly from: "json"; readonly document: Json }
  | { readonly from: "form"; readonly fields: readonly (readonly [string, string])[] }
  | { readonly from: "body"; readonly text: string }
  | { readonly from: "body-file"; readonly path: string }
  | { readonly from: "capture"; readonly path: string }
  | { readonly from: "nothing" };

export interface TestRequest {
  readonly payload: TestPayload;
  /** UNIX seconds, an ISO time or an offset such as `-10m`; now, or the time of receipt, when absent. */
  readonly at: string | undefined;
}

export type Expectation =
  | { readonly verdict: "accepted" }
  | {
      readonly verdict: "refused";
      readonly by: ConditionType | undefined;
      readonly reason: Reason | undefined;
    };

export interface TriggerTest {
  readonly name: string;
  readonly request: TestRequest;
  readonly expect: Expectation;
}

/** A webhook trigger: all conditions must pass, then its actions follow. */
export interface Trigger {
  readonly name: string;
  readonly description: string | undefined;
  readonly launchUrl: string | undefined;
  readonly conditions: readonly Condition[];
  readonly actions: readonly Action[];
  readonly tests: readonly TriggerTest[];
}

/** Every reason for which a condition can fail. */
export const reasons = [
  "value-missing",
  "value-ambiguous",
  "value-not-text",
  "body-unreadable",
  "prefix-missing",
  "secret-missing",
  "secret-unusable",
  "token-mismatch",
  "signature-malformed",
  "signature-mismatch",
  "basestring-header-missing",
  "jwt-malformed",
  "jwt-algorithm-mismatch",
  "jwt-signature-mismatch",
  "jwt-expired",
  "jwt-not-yet-valid",
  "jwt-claim-refused",
  "jwt-critical-unknown",
  "timestamp-malformed",
  "timestamp-out-of-tolerance",
  "rate-limit-exceeded",
] as const;

export type Reason = (typeof reasons)[number];
