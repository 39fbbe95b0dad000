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
  /** As it was received. */
  size: isCount,
  /** Whether it was, or was turned away before. */
  isKept: isFlag,
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

/** What one execution would be given. */
const isExecutionView = isRecord({
  /** The node that it is in a pipeline; empty for one by itself. */
  node: isText,
  /** Its step, or the type of a node that is no execution. */
  step: isText,
  /** Empty when none is named. */
  image: isText,
  /** With the parameters filled in. */
  commands: isListOf(isText),
  parameters: isListOf(
    /** An edge that leads to it gives the value while the pipeline runs. */
    isRecord({ name: isText, value: isMaybe(isText), edges: isListOf(isText) }),
  ),
  inputs: isListOf(
    isRecord({
      name: isText,
      /** `from` is empty for the payload; the path is a folder where the file keeps its own name. */
      files: isListOf(isRecord({ isPayload: isFlag, from: isText, path: isText })),
      edges: isListOf(isText),
    }),
  ),
  /** What its node does to the pipeline, and when. */
  actions: isListOf(isText),
  /** What hinders it, in sentences. */
  problems: isListOf(isText),
});

const isPlanView = isRecord({
  kind: isWordOf("execution", "pipeline"),
  name: isText,
  id: isText,
  commit: isText,
  title: isText,
  /** Where the payload goes; empty when nowhere. */
  payloadInput: isText,
  /** How far it is on this machine; empty when it does not run here. */
  status: isText,
  /** The nodes of a pipeline in the order in which they can run; none when nothing is known. */
  executions: isListOf(isExecutionView),
  /** What hinders all of it, in sentences. */
  problems: isListOf(isText),
});

/** What became of the request beyond a plan. */
const isLaunchView = isRecord({
  mode: isWordOf("local", "relay"),
  outcome: isWordOf("pending", "completed", "error", "complete_with_error", "planned", "stopped"),
  isGoing: isFlag,
  hasOutput: isFlag,
  /** Where it was sent on to; empty when it runs here. */
  target: isText,
  /** The status of the hosted answer, once there is one. */
  answered: isMaybe(isCount),
  hostedRunId: isText,
  finding: isMaybe(isRecord({ message: isText, lookAt: isListOf(isText) })),
  notes: isListOf(isText),
  /** The files that executions left, each by its path in the outputs of a folder of the run. */
  outputs: isListOf(isRecord({ execution: isText, folder: isText, path: isText, size: isCount })),
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
  runs: isListOf(isPlanView),
  /** Whether the plan of then is gone, and `runs` is by valohai.yaml as it is now. */
  isPlannedAnew: isFlag,
  launch: isMaybe(isLaunchView),
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

export type PlanView = Inspection["runs"][number];

export type ExecutionView = PlanView["executions"][number];

export type LaunchView = Shaped<typeof isLaunchView>;

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

/** Ways to what a request launched. */
const isRunDeed = isWordOf("show", "output", "follow", "stop");

/** What an inspector tells the extension. */
export const isFromInspector = isMessageOf({
  ready: {},
  do: { deed: isDeed },
  "open-condition": { index: isCount },
  "open-capture": { id: isText },
  run: { deed: isRunDeed },
  "open-output": { folder: isText, path: isText },
});

/** What an inspector is found again with after it was hidden. */
export const isInspectorState = isRecord({ id: isText, form: isMaybe(isText) });

export type ToInspector = Shaped<typeof isToInspector>;

export type FromInspector = Shaped<typeof isFromInspector>;

export type Deed = Shaped<typeof isDeed>;

export type RunDeed = Shaped<typeof isRunDeed>;

export type InspectorState = Shaped<typeof isInspectorState>;
