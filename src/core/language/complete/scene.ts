import type { LanguageContext } from "../languageContext.ts";
import type { Sketch } from "../sketch/branch.ts";
import type { Layout } from "./layout.ts";
import type { TriggerFacts } from "./triggerFacts.ts";

/** All that proposals are made of beside the place itself. */
export interface Scene {
  readonly sketch: Sketch;
  readonly offset: number;
  readonly context: LanguageContext;
  readonly layout: Layout;
  readonly facts: TriggerFacts;
}
