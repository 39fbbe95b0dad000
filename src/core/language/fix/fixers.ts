import type { ProblemCode } from "../problem.ts";
import { fixSharedName } from "./addressFixes.ts";
import {
  fixBasestringDelimiter,
  fixHmacWithoutTimestamp,
  fixTimestampNotSigned,
  fixUnknownPlaceholder,
} from "./basestringFixes.ts";
import {
  fixNoConditions,
  fixNoRateLimit,
  fixPublicKeyForHs,
  fixSignatureCircle,
} from "./conditionFixes.ts";
import type { Fixer } from "./fixer.ts";
import { fixUnknownIgnoreCode } from "./ignoreFixes.ts";
import {
  fixDuplicateKey,
  fixEmptyValue,
  fixFieldNotUsed,
  fixMissingKey,
  fixNotPortable,
  fixUnknownKey,
} from "./keyFixes.ts";
import {
  fixAmbiguousPayload,
  fixNotIndented,
  fixPointlessLimit,
  fixResponseNotUsed,
  fixSeveralKeys,
} from "./listFixes.ts";
import { fixInputNotFilled, fixNotDeclared } from "./projectFixes.ts";
import { fixEnvReference, fixEnvUnresolved, fixLiteralSecret } from "./secretFixes.ts";
import { fixNotAList, fixPlaceholderNotQuoted, fixYamlSyntax } from "./syntaxFixes.ts";
import {
  fixHeaderName,
  fixLaunchUrl,
  fixNotJson,
  fixNumberNotPositive,
  fixPayloadInput,
  fixPrefixWithoutBlank,
  fixUnknownWord,
} from "./textFixes.ts";
import { fixWrongType } from "./typeFixes.ts";

/** How each problem is mended, or why that is for the author alone to say. */
export const fixers: { readonly [Code in ProblemCode]: Fixer<Code> | NoClearMend } = {
  "yaml-syntax": fixYamlSyntax,
  "yaml-too-deep": none("what to leave out"),
  "yaml-too-long": none("where to split it"),
  "yaml-too-many-aliases": none("what to write out"),
  "several-documents": none("whether the rest is wanted"),
  "not-a-list": fixNotAList,
  "duplicate-key": fixDuplicateKey,
  "several-keys": fixSeveralKeys,
  "not-indented": fixNotIndented,
  "unknown-key": fixUnknownKey,
  "missing-key": fixMissingKey,
  "wrong-type": fixWrongType,
  "unknown-word": fixUnknownWord,
  "empty-value": fixEmptyValue,
  "number-not-positive": fixNumberNotPositive,
  "launch-url-invalid": fixLaunchUrl,
  "placeholder-not-quoted": fixPlaceholderNotQuoted,
  "not-json": fixNotJson,
  "signature-circle": fixSignatureCircle,
  "public-key-for-hs": fixPublicKeyForHs,
  "asymmetric-needs-public-key": none("which key is the public one"),
  "env-reference-malformed": fixEnvReference,
  "header-name-invalid": fixHeaderName,
  "payload-input-malformed": fixPayloadInput,
  "name-not-unique": fixSharedName,
  "address-shared": fixSharedName,
  "name-without-address": none("what the trigger is called"),
  "test-expectation-impossible": none("what the test is meant to show"),
  "test-payload-ambiguous": fixAmbiguousPayload,
  "time-malformed": none("which time is meant"),
  "no-conditions": fixNoConditions,
  "literal-secret": fixLiteralSecret,
  "env-unresolved": fixEnvUnresolved,
  "prefix-without-blank": fixPrefixWithoutBlank,
  "field-not-used": fixFieldNotUsed,
  "timestamp-not-signed": fixTimestampNotSigned,
  "basestring-without-delimiter": fixBasestringDelimiter,
  "unknown-placeholder": fixUnknownPlaceholder,
  "json-key-not-top-level": none("which key at the top holds the value"),
  "response-not-used": fixResponseNotUsed,
  "run-id-in-key": none("what the key is called"),
  "rate-limit-pointless": fixPointlessLimit,
  "rate-limit-twice": fixPointlessLimit,
  "unknown-step": fixNotDeclared,
  "unknown-pipeline": fixNotDeclared,
  "unknown-node": fixNotDeclared,
  "unknown-input": fixNotDeclared,
  "node-not-execution": none("which node takes the payload"),
  "payload-input-filled": none("which of the two is meant to fill it"),
  "input-not-filled": fixInputNotFilled,
  "unknown-ignore-code": fixUnknownIgnoreCode,
  "not-portable": fixNotPortable,
  "jwt-body-not-covered": none("whether the sender can sign the body"),
  "hmac-without-timestamp": fixHmacWithoutTimestamp,
  "no-rate-limit": fixNoRateLimit,
};

/** A problem whose mend only the author knows. */
export interface NoClearMend {
  readonly onlyTheAuthorKnows: string;
}

function none(onlyTheAuthorKnows: string): NoClearMend {
  return { onlyTheAuthorKnows };
}
