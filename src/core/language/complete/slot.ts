import type { Range } from "../position.ts";
import type { Branch, ScalarValue } from "../sketch/branch.ts";

/** A place where something can be completed. */
export type Slot = KeySlot | ItemSlot | ValueSlot;

/** What all places share. */
interface Gap {
  /** What is replaced. */
  readonly range: Range;
  /** What has to stand before whatever is put there. */
  readonly lead: string;
  /** Whether the line ends behind the place, so that more lines can follow. */
  readonly endsLine: boolean;
}

/** The place of a key in a mapping. */
export interface KeySlot extends Gap {
  readonly kind: "key";
  readonly mapping: Branch;
  /** Undefined inside brackets. */
  readonly column: number | undefined;
  readonly hasColon: boolean;
}

/** The place of an item that has no dash yet, in a list. */
export interface ItemSlot extends Gap {
  readonly kind: "item";
  readonly list: Branch;
  /** Undefined inside brackets. */
  readonly column: number | undefined;
}

/** The place behind a key or dash. */
export interface ValueSlot extends Gap {
  readonly kind: "value";
  readonly branch: Branch;
  /** The range is what stands within its quotes. */
  readonly scalar: ScalarValue | undefined;
}
