import { type ConfigurationScope, ConfigurationTarget, workspace } from "vscode";
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

/** The settings of the listener, which are one for the whole window, checked. */
export interface ListenerSettings {
  readonly port: number;
  readonly startWithWorkspace: boolean;
  /** Host names, without a port, under which the listener may be addressed. */
  readonly allowedHosts: readonly string[];
  /** Origins of browser pages that may call. */
  readonly allowedOrigins: readonly string[];
  /** In bytes. */
  readonly bodyLimit: number;
}

const mebibyte = 1024 * 1024;

/** Reads the settings of the listener; values that are none are as good as not set. */
export function listenerSettings(): ListenerSettings {
  const section = workspace.getConfiguration(settingsSection);
  const number = (name: string, fallback: number, most: number) => {
    const value = section.get<unknown>(name);
    return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most
      ? Number(value)
      : fallback;
  };
  const texts = (name: string) => {
    const value = section.get<unknown>(name);
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  };
  return {
    port: number("port", 7357, 65_535),
    startWithWorkspace: section.get<unknown>("startWithWorkspace") === true,
    allowedHosts: texts("allowedHosts"),
    allowedOrigins: texts("allowedOrigins"),
    bodyLimit: number("bodyLimit", mebibyte, 100 * mebibyte),
  };
}

/** How many received requests are kept, and how much room they may take. */
export interface CaptureSettings {
  /** 0 for none. */
  readonly count: number;
  readonly bytes: number;
}

/** Reads the settings of the captures; values that are none are as good as not set. */
export function captureSettings(): CaptureSettings {
  const section = workspace.getConfiguration(settingsSection);
  const number = (name: string, least: number, fallback: number) => {
    const value = section.get<unknown>(name);
    return Number.isSafeInteger(value) && Number(value) >= least ? Number(value) : fallback;
  };
  return {
    count: number("capturesCount", 0, 100_000),
    bytes: number("capturesSize", 1, 1024) * mebibyte,
  };
}

/** The settings of what accepted webhooks launch, checked. */
export interface RunSettings {
  readonly run: "plan" | "local" | "relay";
  /** How many executions go on at once. */
  readonly limit: number;
  /** In seconds, for each execution. */
  readonly timeout: number;
  readonly isInDocker: boolean;
}

/** Reads the settings of runs; values that are none are as good as not set. */
export function runSettings(): RunSettings {
  const section = workspace.getConfiguration(settingsSection);
  const run = section.get<unknown>("run");
  const number = (name: string, fallback: number) => {
    const value = section.get<unknown>(name);
    return Number.isInteger(value) && Number(value) > 0 ? Number(value) : fallback;
  };
  return {
    run: run === "local" || run === "relay" ? run : "plan",
    limit: number("runLimit", 2),
    timeout: number("runTimeout", 3600),
    isInDocker: section.get<unknown>("runInDocker") === true,
  };
}

/** Lets a host name in, for this workspace, or wherever no folder is open. */
export async function allowHost(name: string): Promise<void> {
  const allowed = [...new Set([...listenerSettings().allowedHosts, name])];
  await workspace
    .getConfiguration(settingsSection)
    .update(
      "allowedHosts",
      allowed,
      workspace.workspaceFolders === undefined
        ? ConfigurationTarget.Global
        : ConfigurationTarget.Workspace,
    );
}
