import type { Project } from "./project/project.ts";

/** What the language features may know beyond the text of the trigger file. */
export interface LanguageContext {
  readonly secrets: readonly KnownSecret[];
  /** Whether the environment has a variable; its names are too many, and too foreign, to list. */
  readonly isInEnvironment?: (name: string) => boolean;
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

/** What is known of secrets. */
export type SecretContext = Pick<LanguageContext, "secrets" | "isInEnvironment">;

/** Where a secret is looked up with success, in the order of the look-up; undefined when nowhere. */
export function secretSourceOf(
  name: string,
  { secrets, isInEnvironment }: SecretContext,
): KnownSecret["source"] | undefined {
  const known = secrets.find((secret) => secret.name === name)?.source;
  return known ?? (isInEnvironment?.(name) === true ? "environment" : undefined);
}
