import type { FileRow, TriggerRow } from "./triggerRows.ts";

/** A row of the view; `path` and `slug` say to commands which trigger is meant. */
export type TriggerNode =
  | { readonly node: "file"; readonly row: FileRow }
  | {
      readonly node: "trigger";
      readonly path: string;
      readonly slug: string;
      readonly row: TriggerRow;
    }
  | { readonly node: "address"; readonly path: string; readonly slug: string }
  | {
      readonly node: "part";
      readonly path: string;
      readonly slug: string;
      readonly part: TriggerRow["parts"][number];
      /** Among the conditions; undefined for an action. */
      readonly condition: number | undefined;
    };
