import type { Word } from "./field.ts";
import type { TestPayload } from "./trigger.ts";

/** The keys of a test's request that say what is sent, or what was; one of them at most. */
export const payloadKeys: Readonly<Record<Exclude<TestPayload["from"], "nothing">, Word>> = {
  json: { label: "JSON", help: "A document that is sent as JSON, signed for the trigger." },
  form: { label: "Form", help: "Fields that are sent URL-encoded, signed for the trigger." },
  body: { label: "Body", help: "A text that is sent as it stands, signed for the trigger." },
  "body-file": {
    label: "Body File",
    help: "The path of a file that is sent as it stands, signed for the trigger.",
  },
  capture: {
    label: "Capture",
    help: "The path of a recorded request, judged as it was at the time of its receipt.",
  },
};

/** The key of a test's request that says when it is sent. */
export const timeKey = {
  name: "at",
  label: "At",
  help: "UNIX seconds, an ISO time, or an offset from now such as `-10m`.",
} as const;

/** The keys of an expectation that says more than `accepted` or `refused`. */
export const expectationKeys = {
  "refused-by": { label: "Refused By", help: "The condition that must fail." },
  reason: { label: "Reason", help: "The reason for which it must fail." },
} as const satisfies Readonly<Record<string, Word>>;

/** The verdicts that a test can expect by a word. */
export const verdictWords = {
  accepted: { label: "Accepted", help: "All conditions pass." },
  refused: { label: "Refused", help: "Some condition fails." },
} as const satisfies Readonly<Record<string, Word>>;
