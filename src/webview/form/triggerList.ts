import { html, nothing, type TemplateResult } from "lit";
import type { TriggerRow } from "../../core/form/view.ts";
import { icon } from "../kit/icons.ts";
import type { Form } from "./form.ts";

/** The triggers of the file, to choose one. */
export function triggerList(form: Form, rows: readonly TriggerRow[]): TemplateResult {
  return html`<nav aria-label="Triggers">
    <ul>
      ${rows.map((row) => triggerRow(form, row))}
    </ul>
    <button
      type="button"
      class="add-trigger"
      data-focus="add-trigger"
      aria-expanded=${form.isAdding}
      @click=${() => form.setAdding(!form.isAdding, "new-trigger")}
    >
      ${icon("add")} Add Trigger
    </button>
  </nav>`;
}

function triggerRow(form: Form, row: TriggerRow): TemplateResult {
  const { index, name, detail, errors, warnings } = row;
  const isChosen = !form.isAdding && form.trigger === index;
  return html`<li>
    <button
      type="button"
      class="row"
      data-focus=${`trigger/${index}`}
      aria-current=${isChosen ? "true" : nothing}
      title=${detail}
      @click=${() => form.choose(index)}
      @keydown=${(event: KeyboardEvent) => step(event)}
    >
      <span class="name">${name === "" ? html`<em>No name yet</em>` : name}</span>
      ${badge("error", errors, "errors")} ${badge("warning", warnings, "warnings")}
    </button>
  </li>`;
}

function badge(severity: string, count: number, word: string): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  return html`<span class="count ${severity}" title=${`${count} ${word}`}>
    <span aria-hidden="true">${count}</span><span class="heard">, ${count} ${word}</span>
  </span>`;
}

/** Goes to the row above or below. */
function step(event: KeyboardEvent): void {
  const item = (event.currentTarget as HTMLElement).parentElement;
  const next =
    event.key === "ArrowUp"
      ? item?.previousElementSibling
      : event.key === "ArrowDown"
        ? item?.nextElementSibling
        : null;
  if (!next) return;
  event.preventDefault();
  next.querySelector("button")?.focus();
}
