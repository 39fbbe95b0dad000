import type { KnownSecret } from "../language/languageContext.ts";
import type { Range } from "../language/position.ts";
import type { ProblemCode, Severity } from "../language/problem.ts";
import type { Word } from "../trigger/field.ts";
import type { ActionType, AuthType, ConditionType } from "../trigger/trigger.ts";
import type { Preview } from "./preview.ts";

/** What a form shows of a trigger file: plain data, made anew whenever the text changes. */
export interface FormView {
  /** All triggers in the order of the file; the index of a row is what changes name a trigger by. */
  readonly triggers: readonly TriggerRow[];
  /** The trigger that is chosen; undefined when there is none at the index. */
  readonly chosen: TriggerView | undefined;
  /** Problems that belong to no trigger. */
  readonly problems: readonly ProblemView[];
}

/** A trigger as a list of them shows it. */
export interface TriggerRow {
  readonly index: number;
  /** Empty when it has none yet. */
  readonly name: string;
  readonly detail: string;
  readonly range: Range;
  /** Whether the form can show it; otherwise the text must be mended first. */
  readonly isShown: boolean;
  /** How many errors and warnings it has. */
  readonly errors: number;
  readonly warnings: number;
}

/** A trigger with all that can be changed of it. */
export interface TriggerView {
  readonly index: number;
  readonly name: string;
  readonly range: Range;
  /** Why the form cannot show it; undefined when it can, and otherwise nothing else is given. */
  readonly unshown: string | undefined;
  /** Title, description and address. */
  readonly fields: readonly FieldView[];
  readonly conditions: CardListView;
  readonly actions: CardListView;
  readonly tests: readonly TestRow[];
  /** What stays in the text and is not shown as a field. */
  readonly kept: readonly KeptView[];
  /** Problems that belong to no field and no card. */
  readonly problems: readonly ProblemView[];
  /** Undefined while some of the trigger cannot be read. */
  readonly preview: Preview | undefined;
}

/** The conditions, or actions, of a trigger. */
export interface CardListView {
  readonly list: ListName;
  readonly label: string;
  readonly help: string;
  readonly cards: readonly CardView[];
  /** Why none can be added, moved or removed; undefined when they can. */
  readonly locked: string | undefined;
  /** What can be added. */
  readonly kinds: readonly CardKind[];
}

export type ListName = "conditions" | "actions";

/** A kind of condition or action that can be added. */
export interface CardKind extends Word {
  readonly type: ConditionType | ActionType;
  /** For a web authentication. */
  readonly authType: AuthType | undefined;
}

/** A condition or action. */
export interface CardView {
  readonly index: number;
  /** Undefined when the word is none that we know. */
  readonly type: ConditionType | ActionType | undefined;
  readonly label: string;
  readonly help: string;
  /** What it says, in a few words; empty while some of it cannot be read. */
  readonly detail: string;
  readonly range: Range;
  /** Why nothing in it can be changed here; undefined when it can. */
  readonly locked: string | undefined;
  readonly fields: readonly FieldView[];
  readonly kept: readonly KeptView[];
  /** Problems that belong to none of the fields. */
  readonly problems: readonly ProblemView[];
}

/** A field with its catalog row, its value and its problems. */
export interface FieldView {
  /** The key in the file, by which changes name it. */
  readonly key: string;
  /** The label in the hosted form. */
  readonly label: string;
  readonly help: string;
  /** What we decided where the reference is silent, in Markdown. */
  readonly note: string | undefined;
  readonly isRequired: boolean;
  /** The hosted form has no such field. */
  readonly isBeyond: boolean;
  /** What holds when the field is left out; the placeholder of its control. */
  readonly fallback: string | undefined;
  readonly control: Control;
  /** What stands in the file: the text, the word, the digits, or the document as JSON. */
  readonly value: string | undefined;
  /** Where it stands; undefined when it is left out. */
  readonly range: Range | undefined;
  /** Why it cannot be changed here; undefined when it can. */
  readonly locked: string | undefined;
  readonly problems: readonly ProblemView[];
}

/** How a value is asked for. */
export type Control =
  | {
      readonly kind: "text";
      readonly isLong: boolean;
      readonly suggestions: readonly Suggestion[];
      /** Placeholders that have a meaning in the text, to be put where the cursor is. */
      readonly placeholders: readonly string[];
    }
  | { readonly kind: "word"; readonly options: readonly WordOption[] }
  | {
      readonly kind: "number";
      readonly unit: "seconds" | "launches";
      readonly suggestions: readonly Suggestion[];
    }
  | {
      readonly kind: "secret";
      readonly suggestions: readonly Suggestion[];
      /** The secrets to which the value refers, and whether they are set. */
      readonly references: readonly SecretReference[];
      /** Whether the value holds a secret itself, which then is not shown. */
      readonly isLiteral: boolean;
    }
  | { readonly kind: "json"; readonly placeholders: readonly string[] };

/** A value that can be taken over. */
export interface Suggestion {
  readonly value: string;
  readonly detail: string;
}

/** A word with its hosted label. */
interface WordOption extends Word {
  readonly word: string;
}

export interface SecretReference {
  readonly name: string;
  /** Where it is found; undefined when nowhere. */
  readonly source: KnownSecret["source"] | undefined;
}

/** A part of the text that stays as it is, and why. */
export interface KeptView {
  readonly key: string;
  readonly why: string;
  readonly range: Range;
}

/** A test of a trigger, to be read. */
export interface TestRow {
  readonly name: string;
  readonly request: string;
  readonly expect: string;
  readonly range: Range;
  readonly problems: readonly ProblemView[];
}

/** A problem where it belongs, with what mends it. */
export interface ProblemView {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  /** The quick fixes by their titles, the likeliest first. */
  readonly fixes: readonly string[];
}
