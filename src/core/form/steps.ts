import type { Project } from "../language/project/project.ts";
import { addStep, duplicateCardStep, moveCardStep, removeCardStep } from "./cardSteps.ts";
import type { FormChange } from "./change.ts";
import { clearStep, setSteps } from "./fieldSteps.ts";
import type { FormFile } from "./formFile.ts";
import type { Refusal, Step } from "./step.ts";
import {
  addTriggerStep,
  duplicateTriggerSteps,
  moveTriggerStep,
  removeTriggerStep,
} from "./triggerSteps.ts";

/** The steps of a change, each to be made in the file that the one before led to; or why there are none. */
export function stepsFor(
  file: FormFile,
  change: FormChange,
  project: Project | undefined,
): readonly Step[] | Refusal {
  switch (change.change) {
    case "set":
      return setSteps(file, change.at, change.key, change.value);
    case "clear":
      return [(current) => clearStep(current, change.at, change.key)];
    case "add":
      return [(current) => addStep(current, change, project)];
    case "add-trigger":
      return [(current) => addTriggerStep(current, change)];
    case "remove": {
      const { at } = change;
      return at.list === undefined
        ? [(current) => removeTriggerStep(current, at.trigger)]
        : [(current) => removeCardStep(current, at)];
    }
    case "duplicate": {
      const { at } = change;
      return at.list === undefined
        ? duplicateTriggerSteps(file, at.trigger)
        : [(current) => duplicateCardStep(current, at)];
    }
    case "move": {
      const { at, to } = change;
      return at.list === undefined
        ? [(current) => moveTriggerStep(current, at.trigger, to)]
        : [(current) => moveCardStep(current, at, to)];
    }
  }
}
