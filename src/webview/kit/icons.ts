import { html, type TemplateResult } from "lit";

/** An icon of the editor's own set, for those who see; the text beside it is for all. */
export function icon(name: string): TemplateResult {
  return html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;
}

/** A button that is only an icon; its label is read aloud and shown where the pointer rests. */
export function iconButton(
  name: string,
  label: string,
  press: () => void,
  isDisabled = false,
): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${label}
    title=${label}
    ?disabled=${isDisabled}
    @click=${press}
  >
    ${icon(name)}
  </button>`;
}
