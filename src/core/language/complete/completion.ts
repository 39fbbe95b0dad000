import type { Range } from "../position.ts";

export type CompletionKind =
  | "item"
  | "key"
  | "word"
  | "text"
  | "number"
  | "header"
  | "secret"
  | "placeholder"
  | "step"
  | "pipeline"
  | "input"
  | "problem-code";

/** What is put into the text. */
export interface CompletionEdit {
  /** Within one line, and around the offset that was asked for. */
  readonly range: Range;
  /** With all its indentation: the editor must keep it as it is. */
  readonly text: string;
  /** Whether the text is in snippet syntax, with tab stops such as `${1:default}`. */
  readonly isSnippet: boolean;
}

/** One proposal for the place of the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail: string | undefined;
  /** Markdown. */
  readonly help: string | undefined;
  readonly edit: CompletionEdit;
  /** In the order in which the proposals should be shown. */
  readonly sortText: string;
  /** What the typed text is compared with. */
  readonly filterText: string;
  readonly preselect: boolean;
  /** Whether there is more to propose once this is accepted. */
  readonly triggerAgain: boolean;
}

/** A proposal before it is known where it stands among the others. */
export type Proposal = Pick<Completion, "label" | "kind" | "edit"> &
  Partial<Pick<Completion, "detail" | "help" | "filterText" | "preselect" | "triggerAgain">>;
