import { valueRange } from "../located.ts";
import type { Range } from "../position.ts";
import { readTriggers } from "../readTriggers.ts";

/** A place above which the commands of a trigger can be offered. */
export interface LensPlace {
  /** Of the name, or of the word `trigger` where there is none. */
  readonly range: Range;
  /** Empty when the trigger has none. */
  readonly name: string;
}

/** One place for each trigger of a text. */
export function lensPlaces(text: string): readonly LensPlace[] {
  return readTriggers(text).map((trigger) => {
    const range = valueRange(trigger, "name");
    const isHere = trigger.range.start <= range.start && range.end <= trigger.range.end;
    return { range: isHere && trigger.name !== "" ? range : trigger.head, name: trigger.name };
  });
}
