import { type ConfigurationScope, workspace } from "vscode";
import type { ProblemCode, Severity } from "../core/language/problem.ts";
import { problemKinds } from "../core/language/problemKinds.ts";
import { settingsSection } from "./ids.ts";

/** The settings that hold for a document, checked. */
export interface Settings {
  readonly severities: Readonly<Partial<Record<ProblemCode, Severity | "off">>>;
  /** Relative to the workspace folder; empty for none. */
  readonly envFile: string;
}

/** Reads the settings for a document; values that are none are as good as not set. */
export function settingsFor(scope: ConfigurationScope | undefined): Settings {
  const section = workspace.getConfiguration(settingsSection, scope);
  const severities: Partial<Record<ProblemCode, Severity | "off">> = {};
  if (section.get<unknown>("portabilityProblems") === false) severities["not-portable"] = "off";
  const chosen = section.get<unknown>("severities");
  if (typeof chosen === "object" && chosen !== null) {
    for (const [code, severity] of Object.entries(chosen)) {
      if (isCode(code) && isSeverity(severity)) severities[code] = severity;
    }
  }
  const envFile = section.get<unknown>("envFile");
  return { severities, envFile: typeof envFile === "string" ? envFile : "" };
}

function isCode(text: string): text is ProblemCode {
  return Object.hasOwn(problemKinds, text);
}

function isSeverity(value: unknown): value is Severity | "off" {
  return ["error", "warning", "information", "hint", "off"].includes(value as string);
}
