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
import { type FormChange, readFormChange } from "./change.ts";
import type { FormView } from "./view.ts";

const isRange = isRecord({ start: isCount, end: isCount });

const isFormChange: Shape<FormChange> = (value): value is FormChange =>
  readFormChange(value) !== undefined;

const isFormView = isRecord({
  triggers: isListOf(isRecord({ index: isCount, name: isText })),
  problems: isListOf(isRecord({ message: isText })),
}) as Shape<unknown> as Shape<FormView>;

/** What the extension tells a form. */
export const isToForm = isMessageOf({
  /** The text as it is at a version of the document. */
  view: { version: isCount, view: isFormView, canSend: isFlag },
  /** A change is in the text, of which this is the version. */
  made: { id: isCount, version: isCount },
  /**
   * A change is not in the text: the value does not fit, or the text has become another one, or it
   * cannot be read at the moment.
   */
  refused: { id: isCount, why: isText, because: isWordOf("unfit", "stale", "unreadable") },
  choose: { trigger: isCount },
});

/** What a form tells the extension. */
export const isFromForm = isMessageOf({
  /** The form can be told something; with the trigger that was chosen when it was last seen. */
  ready: { trigger: isMaybe(isCount) },
  choose: { trigger: isCount },
  /** A change of the text as it was at a version. */
  change: { id: isCount, version: isCount, change: isFormChange },
  /** The quick fix of a problem that was there at a version. */
  fix: { id: isCount, version: isCount, code: isText, range: isRange, title: isText },
  "set-secret": { name: isText },
  "go-to": { range: isRange },
  "open-text": {},
  "send-test": { trigger: isCount },
  copy: { text: isText },
  undo: {},
  redo: {},
});

export type ToForm = Shaped<typeof isToForm>;

export type FromForm = Shaped<typeof isFromForm>;
