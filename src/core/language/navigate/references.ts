import type { Source } from "../draft.ts";
import type { LanguageContext } from "../languageContext.ts";
import { declarationOf } from "./definition.ts";
import { mentionAt, mentionsIn, type Thing } from "./mention.ts";
import type { FilePlace } from "./place.ts";

/** All places in trigger files that name the thing at an offset of a text. */
export function referencesAt(
  text: string,
  offset: number,
  sources: readonly Source[],
  context: Pick<LanguageContext, "project">,
): readonly FilePlace[] {
  const mention = mentionAt(text, offset);
  if (mention === undefined) return [];
  const wanted = identityOf(mention.thing, context);
  return sources.flatMap((source) =>
    mentionsIn(source.text)
      .filter(({ thing }) => identityOf(thing, context) === wanted)
      .map(({ range }) => ({ path: source.path, range })),
  );
}

/** The same for two mentions of the same thing; an input of a step is one, whatever node it has. */
function identityOf(thing: Thing, { project }: Pick<LanguageContext, "project">): string {
  switch (thing.kind) {
    case "header":
      return JSON.stringify([thing.kind, thing.name.toLowerCase()]);
    case "step-input":
    case "node-input": {
      const declared = project && declarationOf(thing, project);
      return JSON.stringify(declared === undefined ? Object.values(thing) : declared.range);
    }
    case "secret":
    case "step":
    case "pipeline":
    case "node":
      return JSON.stringify(Object.values(thing));
  }
}
