import { html, type TemplateResult } from "lit";

/** An icon of the editor's own set, for those who see; the text beside it is for all. */
export function icon(name: string): TemplateResult {
  return html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;
}
