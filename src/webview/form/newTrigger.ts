import { html, type TemplateResult } from "lit";
import type { FormView } from "../../core/form/view.ts";
import { type SenderWord, senderKinds } from "../../core/language/newTrigger/senderKinds.ts";
import { described } from "../kit/described.ts";
import { icon } from "../kit/icons.ts";
import { placeOptions } from "../kit/selects.ts";
import type { Form } from "./form.ts";

const nameHelp = "Unique in the workspace; the trigger's local address is made from it.";
const senderHelp = "Its conditions are filled in with what this sender does.";

/** Asks for the name of a new trigger and for who sends its webhooks. */
export function newTriggerPane(form: Form, { triggers }: FormView): TemplateResult {
  const names = triggers.map(({ name }) => name);
  const isFirst = triggers.length === 0;
  return html`<section class="new-trigger" aria-labelledby="new-heading">
    <h1 id="new-heading">${isFirst ? "This file has no trigger yet" : "New trigger"}</h1>
    <p class="help">A trigger says which webhooks are genuine and what they launch.</p>
    <form @submit=${(event: Event) => submit(event, form, names)}>
      <div class="field">
        <div class="label"><span class="name">Title</span><span class="required">*</span></div>
        <p class="help">${nameHelp}</p>
        <vscode-textfield
          name="name"
          data-focus="new-trigger"
          .label=${"Title"}
          placeholder="Retrain on new labels"
          ${described({ description: nameHelp, isInvalid: false, isRequired: true })}
        ></vscode-textfield>
      </div>
      <div class="field">
        <div class="label"><span class="name">Sent by</span></div>
        <p class="help">${senderHelp}</p>
        <vscode-single-select
          name="sender"
          label="Sent by"
          @pointerdown=${placeOptions}
          @keydown=${placeOptions}
          ${described({ description: senderHelp, isInvalid: false, isRequired: false })}
        >
          ${Object.entries(senderKinds).map(
            ([word, { label, detail }]) =>
              html`<vscode-option value=${word} description=${detail}>${label}</vscode-option>`,
          )}
          <vscode-option value="" description="Only the title: the rest is up to you."
            >Something else, start empty</vscode-option
          >
        </vscode-single-select>
      </div>
      <div class="ways">
        <vscode-button type="submit">${icon("add")} Add Trigger</vscode-button>
        ${
          isFirst
            ? ""
            : html`<vscode-button secondary @click=${() => form.setAdding(false, "add-trigger")}
                >Cancel</vscode-button
              >`
        }
      </div>
    </form>
  </section>`;
}

function submit(event: Event, form: Form, names: readonly string[]): void {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  const typed = String(data.get("name") ?? "").trim();
  const word = String(data.get("sender") ?? "");
  const sender = Object.hasOwn(senderKinds, word) ? (word as SenderWord) : undefined;
  form.addTrigger(typed === "" ? freeName(names) : typed, sender);
}

function freeName(names: readonly string[]): string {
  for (let number = names.length + 1; ; number += 1) {
    const name = `Trigger ${number}`;
    if (!names.includes(name)) return name;
  }
}
