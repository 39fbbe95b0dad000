import { html, nothing, type TemplateResult } from "lit";
import type { ItemPlace } from "../../core/form/change.ts";
import type { FieldView } from "../../core/form/view.ts";
import { icon } from "../kit/icons.ts";
import { inlineCode } from "../kit/inlineCode.ts";
import { controlFor } from "./controls.ts";
import { addressOf } from "./drafts.ts";
import type { Form } from "./form.ts";
import { problemList } from "./problems.ts";

/** A field: its hosted label, its help, its control, and what is wrong with it. */
export function fieldItem(form: Form, at: ItemPlace, field: FieldView): TemplateResult {
  const { key, label, help, isRequired, isBeyond, locked, control, range, problems } = field;
  const draft = form.drafts.of(at, key);
  const isWide = control.kind === "json" || (control.kind === "text" && control.isLong);
  return html`<div class="field ${isWide ? "wide" : ""}" data-field=${addressOf(at, key)}>
    <div class="label">
      <span class="name">${label}</span>
      ${isRequired ? html`<span class="required" aria-hidden="true">*</span>` : nothing}
      ${
        isBeyond
          ? html`<span class="badge" title="The hosted form has no such field.">only here</span>`
          : nothing
      }
    </div>
    <p class="help">${inlineCode(help)}</p>
    <div class="value">${
      locked === undefined
        ? controlFor(form, at, field)
        : html`<p class="locked">
            ${icon("lock")}
            <span>
              ${locked}
              ${
                range === undefined
                  ? nothing
                  : html`<button
                      type="button"
                      class="link-button"
                      @click=${() => form.tell({ kind: "go-to", range })}
                    >
                      Show in Text
                    </button>`
              }
            </span>
          </p>`
    }
    ${
      draft?.why === undefined
        ? nothing
        : html`<p class="problem error refused">
            ${icon("error")}
            <span>
              Not in the text: ${draft.why}
              <button
                type="button"
                class="link-button"
                @click=${() => form.discard(at, key)}
              >
                Discard
              </button>
            </span>
          </p>`
    }
    ${problemList(form, problems)}</div>
  </div>`;
}
