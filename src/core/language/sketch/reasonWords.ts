import type { Word } from "../../trigger/field.ts";
import type { ConditionType, Reason } from "../../trigger/trigger.ts";

/** A reason as a word of the language, with the conditions that can fail for it. */
export interface ReasonWord extends Word {
  readonly by: readonly ConditionType[];
}

/** Every reason for which a test can expect a refusal. */
export const reasonWords: Readonly<Record<Reason, ReasonWord>> = {
  "value-missing": looked("The request has nothing in the place that is looked up."),
  "value-ambiguous": looked("The place that is looked up is there twice."),
  "value-not-text": looked("The JSON body holds something else than a text there."),
  "body-unreadable": looked("The body cannot be read as the namespace says."),
  "prefix-missing": token("The value does not begin with the value prefix."),
  "secret-missing": token("The secret is not set, or empty."),
  "secret-unusable": token("The secret is no key for the algorithm."),
  "token-mismatch": token("The static token is another one."),
  "signature-malformed": token("The signature is no digest in the digest encoding."),
  "signature-mismatch": token("The signature is not that of the basestring."),
  "basestring-header-missing": token("A header of the basestring is missing."),
  "jwt-malformed": token("The token is no JWT."),
  "jwt-algorithm-mismatch": token("The JWT names another algorithm."),
  "jwt-signature-mismatch": token("The signature of the JWT is wrong."),
  "jwt-expired": token("The JWT has expired."),
  "jwt-not-yet-valid": token("The JWT is not valid yet."),
  "jwt-claim-refused": token("A claim of the JWT cannot be accepted."),
  "jwt-critical-unknown": token("The JWT has a critical extension that is not known."),
  "timestamp-malformed": timestamp("The timestamp is not made of digits alone."),
  "timestamp-out-of-tolerance": timestamp("The timestamp is too far from now."),
  "rate-limit-exceeded": word("The limit was reached.", "rate-limit"),
};

function looked(help: string): ReasonWord {
  return word(help, "web-authentication", "web-timestamp");
}

function token(help: string): ReasonWord {
  return word(help, "web-authentication");
}

function timestamp(help: string): ReasonWord {
  return word(help, "web-timestamp");
}

function word(help: string, ...by: readonly ConditionType[]): ReasonWord {
  return { label: "", help, by };
}
