import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { ItemPlace } from "../../core/form/change.ts";
import type { Control, FieldView, SecretReference } from "../../core/form/view.ts";
import { described } from "../kit/described.ts";
import { icon } from "../kit/icons.ts";
import { placeOptions } from "../kit/selects.ts";
import type { Form } from "./form.ts";
import { insertButtons, suggestionButtons } from "./offers.ts";

/** What a control is drawn from. */
interface Scene {
  readonly form: Form;
  readonly at: ItemPlace;
  readonly field: FieldView;
}

type ControlOf<Kind extends Control["kind"]> = Extract<Control, { readonly kind: Kind }>;

/** The control of a field, by the kind of its value. */
export function controlFor(form: Form, at: ItemPlace, field: FieldView): TemplateResult {
  const { control } = field;
  const scene = { form, at, field };
  switch (control.kind) {
    case "text":
      return textControl(scene, control);
    case "word":
      return wordControl(scene, control);
    case "number":
      return numberControl(scene, control);
    case "secret":
      return secretControl(scene, control);
    case "json":
      return jsonControl(scene, control);
  }
}

function textControl(scene: Scene, control: ControlOf<"text">): TemplateResult {
  const { form, at, field } = scene;
  const type = (value: string) => form.type(at, field, value, "at a pause");
  const set = (value: string) => form.type(at, field, value, "at once");
  return html`${control.isLong ? textArea(scene, 2, false) : textField(scene)}
    ${insertButtons(field, control.placeholders, form.valueOf(at, field), type)}
    ${suggestionButtons(field, control.suggestions, form.valueOf(at, field), set)}`;
}

function numberControl(scene: Scene, control: ControlOf<"number">): TemplateResult {
  const { form, at, field } = scene;
  const set = (value: string) => form.type(at, field, value, "at once");
  return html`<div class="with-unit">
      ${textField(scene)} <span class="faint">${control.unit}</span>
    </div>
    ${suggestionButtons(field, control.suggestions, form.valueOf(at, field), set)}`;
}

function jsonControl(scene: Scene, control: ControlOf<"json">): TemplateResult {
  const { form, at, field } = scene;
  const type = (value: string) => form.type(at, field, value, "at a pause");
  return html`${textArea(scene, 6, true)}
  ${insertButtons(field, control.placeholders, form.valueOf(at, field), type)}`;
}

function textField({ form, at, field }: Scene): TemplateResult {
  // A secret is never taken half typed: it would stand in the file, and then be hidden.
  const when = field.control.kind === "secret" ? "when left" : "at a pause";
  return html`<vscode-textfield
    .label=${field.label}
    placeholder=${placeholderOf(field)}
    ?invalid=${isInvalid(form, at, field)}
    .value=${live(form.valueOf(at, field))}
    @input=${(event: Event) => form.type(at, field, textIn(event), when)}
    @change=${() => form.flush()}
    @keydown=${(event: KeyboardEvent) => event.key === "Enter" && form.flush()}
    ${described(descriptionOf(form, at, field))}
  ></vscode-textfield>`;
}

function textArea({ form, at, field }: Scene, rows: number, isCode: boolean): TemplateResult {
  return html`<vscode-textarea
    .label=${field.label}
    placeholder=${placeholderOf(field)}
    rows=${rows}
    resize="vertical"
    ?monospace=${isCode}
    ?invalid=${isInvalid(form, at, field)}
    .value=${live(form.valueOf(at, field))}
    @input=${(event: Event) => form.type(at, field, textIn(event), "at a pause")}
    @change=${() => form.flush()}
    ${described(descriptionOf(form, at, field))}
  ></vscode-textarea>`;
}

function wordControl({ form, at, field }: Scene, control: ControlOf<"word">): TemplateResult {
  const value = form.valueOf(at, field);
  const { fallback } = field;
  const known = control.options.some(({ word }) => word === value);
  const usual = control.options.find(({ word }) => word === fallback)?.label;
  const none = usual === undefined ? "Choose…" : `${usual} (default)`;
  return html`<vscode-single-select
    label=${field.label}
    ?invalid=${isInvalid(form, at, field)}
    @pointerdown=${placeOptions}
    @keydown=${placeOptions}
    @change=${(event: Event) => form.type(at, field, textIn(event), "at once")}
    ${described(descriptionOf(form, at, field))}
  >
    ${
      value === "" || usual !== undefined
        ? html`<vscode-option value="" ?selected=${value === ""}>${none}</vscode-option>`
        : nothing
    }
    ${
      known || value === ""
        ? nothing
        : html`<vscode-option value=${value} selected>${value}</vscode-option>`
    }
    ${control.options.map(
      ({ word, label, help }) =>
        html`<vscode-option value=${word} description=${help} ?selected=${word === value}
          >${label}</vscode-option
        >`,
    )}
  </vscode-single-select>`;
}

function secretControl(scene: Scene, control: ControlOf<"secret">): TemplateResult {
  const { form, at, field } = scene;
  const set = (value: string) => form.type(at, field, value, "at once");
  return html`${textField(scene)}
    ${control.references.map((reference) => secretState(form, reference))}
    ${suggestionButtons(field, control.suggestions, form.valueOf(at, field), set)}`;
}

function secretState(form: Form, { name, source }: SecretReference): TemplateResult {
  const isSet = source !== undefined;
  return html`<p class="secret ${isSet ? "" : "unset"}">
    ${icon(isSet ? "key" : "warning")}
    <span>${isSet ? `${name} is set, in the ${source}.` : `${name} is not set.`}</span>
    <button
      type="button"
      class="link-button"
      @click=${() => form.tell({ kind: "set-secret", name })}
    >
      Set…<span class="heard"> ${name}</span>
    </button>
  </p>`;
}

/** The default of the field, or what else is usual there. */
function placeholderOf({ fallback, control }: FieldView): string {
  if (control.kind !== "secret") return fallback ?? "";
  return control.isLiteral ? "A secret in the file, not shown" : "{env:NAME}";
}

function isInvalid(form: Form, at: ItemPlace, { key, problems }: FieldView): boolean {
  return (
    form.drafts.of(at, key)?.why !== undefined ||
    problems.some(({ severity }) => severity === "error")
  );
}

function descriptionOf(form: Form, at: ItemPlace, field: FieldView) {
  const why = form.drafts.of(at, field.key)?.why;
  const messages = field.problems.map(({ message }) => message);
  return {
    description: [field.help, ...(why === undefined ? [] : [why]), ...messages].join(" "),
    isInvalid: isInvalid(form, at, field),
    isRequired: field.isRequired,
  };
}

function textIn({ target }: Event): string {
  return (target as HTMLInputElement).value;
}
