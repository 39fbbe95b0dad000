import type { ByteString } from "../request/byteString.ts";
import type { Secret } from "../secrets/secret.ts";
import type { DigestEncoding, SecretEncoding } from "../trigger/trigger.ts";

/** A likely cause of a failure that was tried and found to explain it. */
export type Cause =
  | { readonly cause: "upper-case-digest" }
  | { readonly cause: "other-digest-encoding"; readonly encoding: DigestEncoding }
  | { readonly cause: "other-algorithm"; readonly algorithm: string }
  | { readonly cause: "prefix-left-in"; readonly prefix: string }
  | { readonly cause: "blanks-around-secret" }
  | { readonly cause: "other-secret-encoding"; readonly encoding: SecretEncoding }
  | { readonly cause: "only-body-signed" }
  | { readonly cause: "line-break-at-end-of-body" }
  | { readonly cause: "body-written-anew" }
  | { readonly cause: "milliseconds" }
  | { readonly cause: "seconds" };

/** The sentence that tells a person the cause and what to do about it. */
export function causeText(cause: Cause): string {
  switch (cause.cause) {
    case "upper-case-digest":
      return "The digest is right but in upper case: send it in lower case.";
    case "other-digest-encoding":
      return `The digest is right but written as ${cause.encoding}: send it in the trigger's digest-encoding, or change that.`;
    case "other-algorithm":
      return `The sender signs with ${cause.algorithm}: set algorithm to ${cause.algorithm}.`;
    case "prefix-left-in":
      return `The value is right but for “${cause.prefix}” in front: set value-prefix to "${cause.prefix}".`;
    case "blanks-around-secret":
      return "The sender's secret has no blanks or line break around it, the one here has: set it again without them.";
    case "other-secret-encoding":
      return `The sender decodes the secret as ${cause.encoding}: set secret-encoding to ${cause.encoding}.`;
    case "only-body-signed":
      return 'The sender signs the body alone: set basestring-format to "{body}".';
    case "line-break-at-end-of-body":
      return "The body was signed without its last line break, or with one more: something changed it on the way.";
    case "body-written-anew":
      return "The same JSON was signed in another layout: something parsed the body and wrote it anew on the way.";
    case "milliseconds":
      return "It looks like milliseconds, but the trigger expects seconds.";
    case "seconds":
      return "It looks like seconds, but the trigger expects milliseconds.";
  }
}

/** The scheme word in front of a value, such as `Bearer ` or `sha256=`, unless it holds the secret. */
export function schemeIn(value: ByteString, secret: Secret): string | undefined {
  const scheme = /^[A-Za-z0-9-]+[=, ]/.exec(value)?.[0];
  return scheme?.includes(secret.reveal().trim()) ? undefined : scheme;
}
