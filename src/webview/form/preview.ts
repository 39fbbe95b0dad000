import { html, nothing, type TemplateResult } from "lit";
import type {
  ChecklistEntry,
  ChecklistPart,
  Preview,
  SampleRequest,
} from "../../core/form/preview.ts";
import { icon, iconButton } from "../kit/icons.ts";
import type { Form } from "./form.ts";

/** In words what a request must be to be accepted. */
export function summary({ sentences }: Preview): TemplateResult {
  return html`<section class="summary" aria-labelledby="summary-heading">
    <h2 id="summary-heading">Accepts</h2>
    <ul>
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </section>`;
}

/** A request that would pass, and what to enter on the hosted service. */
export function previewSections(form: Form, { sample, checklist }: Preview): TemplateResult {
  return html`<details class="preview" open>
      <summary><h2>A request that passes</h2></summary>
      ${
        sample === undefined
          ? html`<p class="help">No request can carry all that the conditions ask for.</p>`
          : sampleView(form, sample)
      }
    </details>
    <details class="preview checklist">
      <summary><h2>Carry over to the hosted service</h2></summary>
      <p class="help">Enter this in the form of the hosted service, label by label.</p>
      ${checklist.map((part) => checklistPart(form, part))}
    </details>`;
}

function sampleView(form: Form, { method, target, headers, body }: SampleRequest): TemplateResult {
  const head = [`${method} ${target} HTTP/1.1`, ...headers.map((pair) => pair.join(": "))];
  const text = `${head.join("\n")}\n\n${body}`;
  return html`<div class="sample">
    <pre tabindex="0" aria-label="A request that passes">${text}</pre>
    ${copyButton(form, "the request", text)}
  </div>`;
}

function checklistPart(form: Form, { title, entries, lacking }: ChecklistPart): TemplateResult {
  return html`<h3>${title}</h3>
    <dl>
      ${entries.map((entry) => checklistEntry(form, entry))}
    </dl>
    ${lacking.map((sentence) => html`<p class="problem warning">${icon("warning")} ${sentence}</p>`)}`;
}

function checklistEntry(form: Form, { label, value, isChoice }: ChecklistEntry): TemplateResult {
  return html`<div class="entry">
    <dt>${label}</dt>
    <dd>
      ${
        value === ""
          ? html`<span class="faint">leave empty</span>`
          : html`<code>${value}</code> ${isChoice ? html`<span class="faint">(choose)</span>` : nothing}`
      }
      ${value === "" ? nothing : copyButton(form, label, value)}
    </dd>
  </div>`;
}

function copyButton(form: Form, what: string, text: string): TemplateResult {
  return iconButton("copy", `Copy ${what}`, () => form.tell({ kind: "copy", text }));
}
