import type { Project } from "./project/project.ts";

/** What the language features may know beyond the text of the trigger file. */
export interface LanguageContext {
  readonly secrets: readonly KnownSecret[];
  /** The valohai.yaml that the trigger file belongs to. */
  readonly project: Project | undefined;
  /** The env file from which secrets are read; absent when there is none. */
  readonly envFile?: { readonly path: string; readonly text: string } | undefined;
}

/** A secret that resolves, and from where; never its value. */
export interface KnownSecret {
  readonly name: string;
  readonly source: "secret storage" | "env file" | "environment";
}
