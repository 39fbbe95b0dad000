import type { VscodeTextarea } from "@vscode-elements/elements/dist/vscode-textarea/vscode-textarea.js";
import type { VscodeTextfield } from "@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js";
import { html, nothing, type TemplateResult } from "lit";
import type { FieldView, Suggestion } from "../../core/form/view.ts";

const mostSuggestions = 8;

/** Buttons that put a placeholder where the caret is, in the control before them. */
export function insertButtons(
  { label }: FieldView,
  placeholders: readonly string[],
  value: string,
  type: (value: string) => void,
): TemplateResult | typeof nothing {
  if (placeholders.length === 0) return nothing;
  return html`<div class="offers" role="group" aria-label=${`Insert into ${label}`}>
    <span class="faint">Insert</span>
    ${placeholders.map(
      (placeholder) =>
        html`<button
          type="button"
          class="chip"
          @click=${(event: Event) => insert(event, placeholder, value, type)}
        >
          <code>${placeholder}</code>
        </button>`,
    )}
  </div>`;
}

/** Buttons that take over a value that is known: those that go with what was typed. */
export function suggestionButtons(
  { label }: FieldView,
  suggestions: readonly Suggestion[],
  value: string,
  set: (value: string) => void,
): TemplateResult | typeof nothing {
  const isKnown = suggestions.some((suggestion) => suggestion.value === value);
  const typed = value.toLowerCase();
  const fitting = suggestions
    .filter((one) => (isKnown ? one.value !== value : one.value.toLowerCase().includes(typed)))
    .slice(0, mostSuggestions);
  if (fitting.length === 0) return nothing;
  return html`<div class="offers suggestions" role="group" aria-label=${`Values for ${label}`}>
    ${fitting.map(
      (one) =>
        html`<button type="button" class="chip" @click=${() => set(one.value)}>
          ${one.value} ${one.detail === "" ? nothing : html`<span class="faint">${one.detail}</span>`}
        </button>`,
    )}
  </div>`;
}

function insert(
  { currentTarget }: Event,
  placeholder: string,
  value: string,
  type: (value: string) => void,
): void {
  const field = (currentTarget as HTMLElement).closest(".field");
  const control = field?.querySelector<VscodeTextfield | VscodeTextarea>(
    "vscode-textfield, vscode-textarea",
  );
  const inner = control?.wrappedElement;
  if (inner === undefined || inner === null) return;
  const start = inner.selectionStart ?? value.length;
  const end = inner.selectionEnd ?? value.length;
  type(value.slice(0, start) + placeholder + value.slice(end));
  void control?.updateComplete.then(() => {
    inner.focus();
    inner.setSelectionRange(start + placeholder.length, start + placeholder.length);
  });
}
