import {
  isCount,
  isFlag,
  isListOf,
  isMaybe,
  isMessageOf,
  isRecord,
  isText,
  isWordOf,
  type Shape,
  type Shaped,
} from "../message/shape.ts";

const isNumber: Shape<number> = (value) => typeof value === "number";

/** A capture that this one was made from or that was made from it. */
const isRelative = isRecord({ id: isText, how: isText, outcome: isText, receivedAt: isNumber });

const isConditionView = isRecord({
  type: isText,
  passed: isFlag,
  /** Empty when it passed. */
  reason: isText,
  /** Why it failed, or what was found when it passed. */
  explanation: isText,
  notes: isListOf(isText),
});

const isField = isRecord({ name: isText, value: isText });

const isBodyView = isRecord({
  size: isCount,
  /** Whether only the beginning is in the forms below. */
  isCut: isFlag,
  /** The forms in which it can be shown; those that do not fit it are undefined. */
  json: isMaybe(isText),
  form: isMaybe(isListOf(isField)),
  text: isMaybe(isText),
  hex: isText,
});

/** A text in pieces, of which some were filled in; `from` says from where, empty for what is fixed. */
const isPieces = isListOf(isRecord({ text: isText, from: isText }));

const isSignedView = isRecord({ title: isText, detail: isText, pieces: isPieces });

const isRunView = isRecord({
  kind: isWordOf("execution", "pipeline"),
  name: isText,
  id: isText,
  commit: isText,
  title: isText,
  /** Where the payload goes; empty when nowhere. */
  payloadInput: isText,
});

const isInspection = isRecord({
  id: isText,
  outcome: isWordOf("accepted", "refused", "unjudged"),
  status: isCount,
  trigger: isText,
  method: isText,
  url: isText,
  receivedAt: isNumber,
  durationInMilliseconds: isNumber,
  sender: isText,
  pinned: isFlag,
  conditions: isListOf(isConditionView),
  headers: isListOf(isField),
  body: isBodyView,
  signed: isListOf(isSignedView),
  answer: isMaybe(isRecord({ contentType: isText, body: isText })),
  runs: isListOf(isRunView),
  origin: isMaybe(isRelative),
  replays: isListOf(isRelative),
});

const isAgain = isRecord({
  time: isWordOf("receipt", "now"),
  outcome: isWordOf("accepted", "refused"),
  status: isCount,
  conditions: isListOf(isConditionView),
});

/** All that the page shows of a capture; credentials are masked in it. */
export type Inspection = Shaped<typeof isInspection>;

export type BodyView = Inspection["body"];

/** How a capture fared when it was judged again. */
export type Again = Shaped<typeof isAgain>;

export type SignedView = Inspection["signed"][number];

/** What the extension tells an inspector. */
export const isToInspector = isMessageOf({
  show: { inspection: isInspection, again: isMaybe(isAgain) },
  /** The capture was deleted, or belongs to another workspace. */
  gone: {},
});

/** What can be done with the capture that a page shows. */
const isDeed = isWordOf(
  "replay",
  "edit",
  "judge",
  "compare",
  "copy",
  "export",
  "save-as-test",
  "pin",
  "unpin",
  "delete",
  "open-body",
  "save-body",
);

/** What an inspector tells the extension. */
export const isFromInspector = isMessageOf({
  ready: {},
  do: { deed: isDeed },
  "open-condition": { index: isCount },
  "open-capture": { id: isText },
});

/** What an inspector is found again with after it was hidden. */
export const isInspectorState = isRecord({ id: isText, form: isMaybe(isText) });

export type ToInspector = Shaped<typeof isToInspector>;

export type FromInspector = Shaped<typeof isFromInspector>;

export type Deed = Shaped<typeof isDeed>;

export type InspectorState = Shaped<typeof isInspectorState>;
