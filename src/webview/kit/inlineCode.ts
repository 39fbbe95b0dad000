import { html, type TemplateResult } from "lit";

/** A sentence in which code stands between backquotes. */
export function inlineCode(text: string): readonly (TemplateResult | string)[] {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
