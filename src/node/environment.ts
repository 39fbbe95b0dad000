import { parseEnv } from "node:util";
import { Secret, type SecretLookup } from "../core/secrets/secret.ts";
import { readText } from "./files.ts";

/** Looks secrets up in the env file, if one is given, and then in the environment. */
export function secretsFrom(
  envFile: string | undefined,
  environment: Readonly<NodeJS.ProcessEnv>,
): SecretLookup {
  const fromFile = envFile === undefined ? {} : parseEnv(readText(envFile, "env file"));
  return (name) => {
    const value = own(fromFile, name) ?? own(environment, name);
    return value === undefined ? undefined : new Secret(value);
  };
}

function own(values: NodeJS.Dict<string>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
