import { textOf } from "../node.ts";
import type { Range } from "../position.ts";
import { type Fix, sureFix } from "./fix.ts";
import type { Fixer } from "./fixer.ts";
import { type FixSource, triggerAt } from "./fixSource.ts";
import { freshSecretName } from "./secretName.ts";
import { entryAt } from "./spot.ts";

/** Keeps the secret elsewhere, and writes a reference to it. */
export const fixLiteralSecret: Fixer<"literal-secret"> = (source, { range }): readonly Fix[] => {
  if (entryAt(source, range) === undefined) return [];
  const name = freshSecretName(source.text, triggerAt(source, range.start));
  const quote = source.text[range.start] === "'" ? "'" : '"';
  return [
    {
      title: `Move it to secret storage as \`${name}\``,
      edits: [{ range, text: `${quote}{env:${name}}${quote}` }],
      isPreferred: true,
      command: { kind: "move-secret-to-storage", name, range },
    },
  ];
};

/** Sets the secret that a reference names. */
export const fixEnvUnresolved: Fixer<"env-unresolved"> = (_, { data: { name } }) => [
  {
    title: `Set the secret \`${name}\``,
    edits: [],
    isPreferred: true,
    command: { kind: "set-secret", name },
  },
];

/** Writes a reference as it must be, when its name can be read. */
export const fixEnvReference: Fixer<"env-reference-malformed"> = ({ text }, { range }) => {
  const written = text.slice(range.start, range.end);
  const name = /^\{\s*env\s*:\s*([\w-]+)\s*\}?$/i.exec(written)?.[1];
  if (name === undefined) return [];
  return sureFix(`Change to \`{env:${name}}\``, [{ range, text: `{env:${name}}` }]);
};

/** The text that the scalar at a range stands for, such as a secret that is to be moved. */
export function secretTextAt(source: FixSource, range: Range): string | undefined {
  const spot = entryAt(source, range);
  return spot && textOf(spot.entry.value);
}
