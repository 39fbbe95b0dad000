import type { VscodeSingleSelect } from "@vscode-elements/elements/dist/vscode-single-select/vscode-single-select.js";

const optionHeight = 22;
const mostOptions = 10;
/** The line below the options that explains the one that is marked. */
const descriptionHeight = 60;

/** Before a select box opens: makes its options come above it where there is more room. */
export function placeOptions({ currentTarget }: Event): void {
  const select = currentTarget as VscodeSingleSelect;
  const count = Math.min(select.querySelectorAll("vscode-option").length, mostOptions);
  const { top, bottom } = select.getBoundingClientRect();
  const below = window.innerHeight - bottom;
  const isTight = below < count * optionHeight + descriptionHeight;
  select.position = isTight && top > below ? "above" : "below";
}
