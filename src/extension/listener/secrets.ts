import { parseEnv } from "node:util";
import * as vscode from "vscode";
import { Secret, type SecretLookup } from "../../core/secrets/secret.ts";
import { envFileOf } from "../workspace/envFile.ts";
import type { SecretStore } from "../workspace/secretStore.ts";

/** Gives the secrets that hold for a trigger file. */
export type SecretsOfFile = (path: string) => SecretLookup;

/**
 * Reads the secrets for some trigger files: each is looked up in the editor's secret storage, in the
 * env file of its folder, and in the environment.
 */
export async function readSecrets(
  store: SecretStore,
  paths: readonly string[],
): Promise<SecretsOfFile> {
  const stored = await Promise.all(
    store.names.map(async (name) => [name, await store.get(name)] as const),
  );
  const envFiles = await Promise.all(
    paths.map(async (path) => {
      const text = (await envFileOf(vscode.Uri.parse(path)))?.text ?? "";
      return [path, new Map(Object.entries(parseEnv(text)))] as const;
    }),
  );
  const byName = new Map(stored);
  const byPath = new Map(envFiles);
  const { env } = process;
  return (path) => (name) => {
    const environment = Object.hasOwn(env, name) ? env[name] : undefined;
    const value = byName.get(name) ?? byPath.get(path)?.get(name) ?? environment;
    return value === undefined ? undefined : new Secret(value);
  };
}
