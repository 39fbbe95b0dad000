import { placeholdersIn } from "../trigger/placeholders.ts";
import { Secret, type SecretLookup } from "./secret.ts";

/** A secret key with its references filled in, or why there is none. */
export type ResolvedSecret =
  | { readonly outcome: "resolved"; readonly secret: Secret }
  | { readonly outcome: "missing"; readonly names: readonly string[] }
  | { readonly outcome: "empty"; readonly names: readonly string[] };

/** Fills the `{env:NAME}` references of a secret key; values are not searched for further references. */
export function resolveSecret(secretKey: string, lookup: SecretLookup): ResolvedSecret {
  const missing: string[] = [];
  const names: string[] = [];
  let text = "";
  let end = 0;
  for (const placeholder of placeholdersIn(secretKey, "secret")) {
    const value = lookup(placeholder.name);
    names.push(placeholder.name);
    if (value === undefined) missing.push(placeholder.name);
    else if (value.isEmpty) return { outcome: "empty", names: [placeholder.name] };
    text += secretKey.slice(end, placeholder.start) + (value?.reveal() ?? "");
    end = placeholder.end;
  }
  if (missing.length > 0) return { outcome: "missing", names: missing };
  text += secretKey.slice(end);
  return text === ""
    ? { outcome: "empty", names }
    : { outcome: "resolved", secret: new Secret(text) };
}

/** The names that a secret key refers to, in order and each once. */
export function secretNamesIn(secretKey: string): readonly string[] {
  return [...new Set(placeholdersIn(secretKey, "secret").map((placeholder) => placeholder.name))];
}
