/** What a trigger accepts, in words and by an example, and how the hosted form is filled in for it. */
export interface Preview {
  /** One sentence for each condition, in their order. */
  readonly sentences: readonly string[];
  /** Undefined when no request can carry all that the conditions ask for. */
  readonly sample: SampleRequest | undefined;
  readonly checklist: readonly ChecklistPart[];
}

/** A request that would pass; what depends on a secret is masked. */
export interface SampleRequest {
  readonly method: "POST";
  /** The path with the querystring. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A part of the hosted form: the trigger itself, or one condition or action. */
export interface ChecklistPart {
  readonly title: string;
  readonly entries: readonly ChecklistEntry[];
  /** Fields of the file that the hosted form lacks, each with what to do about it. */
  readonly lacking: readonly string[];
}

/** A field of the hosted form with what to enter; empty for what is left empty. */
export interface ChecklistEntry {
  readonly label: string;
  readonly value: string;
  /** Whether it is chosen from a list rather than typed. */
  readonly isChoice: boolean;
}
