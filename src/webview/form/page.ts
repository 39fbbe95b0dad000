import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import "@vscode-elements/elements/dist/vscode-textarea/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import { html, nothing, render, type TemplateResult } from "lit";
import { icon, iconButton } from "../kit/icons.ts";
import { Form } from "./form.ts";
import { newTriggerPane } from "./newTrigger.ts";
import { problemList } from "./problems.ts";
import { triggerList } from "./triggerList.ts";
import { triggerPane } from "./triggerPane.ts";

const form = new Form(draw);

function draw(): void {
  const root = document.getElementById("page");
  if (root === null) return;
  render(html`${pageOf()}<div class="heard" role="status">${form.announced}</div>`, root);
  const focus = form.takeFocus();
  if (focus !== undefined) {
    document.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
  }
}

function pageOf(): TemplateResult {
  const { view } = form;
  if (view === undefined) return html`<main class="page" aria-busy="true"></main>`;
  const { triggers, chosen, problems } = view;
  const isNew = form.isAdding || triggers.length === 0;
  return html`<div class="page">
    ${triggers.length === 0 ? nothing : triggerList(form, triggers)}
    <main>
      ${lostNotice()} ${problemList(form, problems)}
      ${isNew ? newTriggerPane(form, view) : nothing}
      ${!isNew && chosen !== undefined ? triggerPane(form, triggers.length, chosen) : nothing}
    </main>
  </div>`;
}

/** What was typed for a text that had meanwhile become another one. */
function lostNotice(): TemplateResult | typeof nothing {
  const { lost } = form;
  if (lost === undefined) return nothing;
  const { draft, why } = lost;
  return html`<div class="notice" role="alert">
    ${icon("warning")}
    <div>
      ${why} ${draft === undefined ? nothing : html`${draft.label}: <code>${draft.value}</code>`}
    </div>
    ${
      draft === undefined
        ? nothing
        : iconButton("copy", "Copy what was typed", () =>
            form.tell({ kind: "copy", text: draft.value }),
          )
    }
    ${iconButton("close", "Dismiss", () => form.forgetLost())}
  </div>`;
}

window.addEventListener("blur", () => form.flush());
document.addEventListener("visibilitychange", () => form.flush());
window.addEventListener(
  "keydown",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    const undoes = event.key.toLowerCase() === "z" && !event.altKey;
    const redoes = event.key.toLowerCase() === "y" || (undoes && event.shiftKey);
    if ((undoes || redoes) && form.drafts.arePending) {
      // The editor's own undo would run ahead of what was just typed.
      event.preventDefault();
      event.stopImmediatePropagation();
      form.tell({ kind: redoes ? "redo" : "undo" });
    } else {
      form.flush();
    }
  },
  { capture: true },
);
