import type { FixSource } from "../language/fix/fixSource.ts";
import { freshValue } from "../language/fix/freshValue.ts";
import type { Project } from "../language/project/project.ts";
import { fieldsOfItem } from "../language/sketch/rows.ts";
import type { Field } from "../trigger/field.ts";
import type { ActionType, AuthType, ConditionType, Json } from "../trigger/trigger.ts";
import { nodeOf } from "./sameNodes.ts";

/** A condition or action with the required fields that nearly everyone needs, filled in as is usual. */
export function freshItem(
  source: FixSource,
  at: number,
  type: ConditionType | ActionType,
  authType: AuthType | undefined,
  project: Project | undefined,
): Json {
  const fields: Record<string, Json> = {};
  for (const { name, required } of Object.values<Field<unknown>>(fieldsOfItem(type, authType))) {
    if (!required) continue;
    const wanting = { kind: type, key: name, neighbors: nodeOf(fields), at };
    const value =
      name === "auth-type"
        ? authType
        : (freshValue(source, wanting)?.value ?? nameIn(project, name));
    fields[name] = value ?? "";
  }
  return { [type]: fields[type] ?? fields };
}

function nameIn(project: Project | undefined, key: string): string | undefined {
  if (key === "step") return project?.steps[0]?.name;
  return key === "pipeline" ? project?.pipelines[0]?.name : undefined;
}
