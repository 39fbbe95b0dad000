import { keyShapeOf } from "../../secrets/keyShape.ts";
import { placeholdersIn } from "../../trigger/placeholders.ts";
import { type SecretContext, secretSourceOf } from "../languageContext.ts";
import { code, paragraphs } from "./markdown.ts";

/** Whether the secrets of a secret key are set, and where; never what they are. */
export function secretMarkdown(secretKey: string, context: SecretContext): string {
  const names = new Set(placeholdersIn(secretKey, "secret").map(({ name }) => name));
  if (names.size > 0) return paragraphs(...[...names].map((name) => sourceText(name, context)));
  return keyShapeOf(secretKey) === "public-key"
    ? "A public key: it may be seen by anyone."
    : "This secret can be read by all who can read the file. Keep it elsewhere, and write `{env:NAME}` here.";
}

function sourceText(name: string, context: SecretContext): string {
  switch (secretSourceOf(name, context)) {
    case undefined:
      return `The secret ${code(name)} is not set.`;
    case "secret storage":
      return `The secret ${code(name)} is set in the editor's secret storage.`;
    case "env file":
      return `The secret ${code(name)} is set in the env file.`;
    case "environment":
      return `The secret ${code(name)} is set in the environment.`;
  }
}
