import { checkFiles } from "../core/language/check.ts";
import { slugOf } from "../core/trigger/address.ts";
import type { Trigger } from "../core/trigger/trigger.ts";
import { readSources } from "../node/triggerTable.ts";
import { UserError } from "../node/userError.ts";
import { UsageError } from "./usage.ts";

/** The trigger of a file that has this name or slug; the name may be left out where there is one only. */
export function chooseTrigger(path: string, name: string | undefined): Trigger {
  const files = checkFiles(readSources([path]), {});
  const triggers = files.flatMap((file) => file.triggers);
  const names = triggers.map((candidate) => candidate.name).join(", ");
  if (triggers.length === 0 && files.some((file) => file.problems.length > 0)) {
    throw new UserError(
      `No trigger of ${path} can be read.`,
      `Run “hooksmith check ${path}” and mend it.`,
    );
  }
  if (triggers.length === 0) {
    throw new UserError(
      `There is no trigger in ${path}.`,
      "Add one that begins with “- trigger:”.",
    );
  }
  if (name === undefined && triggers.length > 1) {
    throw new UsageError(`Which trigger? Give --trigger with one of: ${names}.`);
  }
  const chosen =
    triggers.find((candidate) => name === undefined || candidate.name === name) ??
    triggers.find((candidate) => candidate.slug === slugOf(name ?? ""));
  if (chosen === undefined) {
    throw new UsageError(`There is no trigger “${name}” in ${path}. There is: ${names}.`);
  }
  if (chosen.trigger === undefined) {
    throw new UserError(
      `The trigger “${chosen.name}” has an error.`,
      `Run “hooksmith check ${path}” and mend it.`,
    );
  }
  return chosen.trigger;
}
