import type { Trigger } from "../trigger/trigger.ts";
import { checklistOf } from "./checklist.ts";
import type { Preview } from "./preview.ts";
import { sampleOf } from "./sample.ts";
import { sentenceOf } from "./sentences.ts";

/** What a trigger accepts at a time in milliseconds, and how it is carried over. */
export function previewOf(trigger: Trigger, now: number): Preview {
  const sentences = trigger.conditions.map(sentenceOf);
  return {
    sentences:
      sentences.length === 0 ? ["Every request passes: there is no condition."] : sentences,
    sample: sampleOf(trigger, now),
    checklist: checklistOf(trigger),
  };
}
