import { isCount, isListOf, isMessageOf, isRecord, isText, type Shaped } from "../message/shape.ts";

/** What the extension tells a form. */
export const isToForm = isMessageOf({
  view: { version: isCount, triggers: isListOf(isRecord({ name: isText })) },
});

/** What a form tells the extension. */
export const isFromForm = isMessageOf({
  ready: {},
  "open-text": {},
});

export type ToForm = Shaped<typeof isToForm>;

export type FromForm = Shaped<typeof isFromForm>;
