import { html, nothing, type TemplateResult } from "lit";
import type { ProblemView } from "../../core/form/view.ts";
import { icon } from "../kit/icons.ts";
import { inlineCode } from "../kit/inlineCode.ts";
import type { Form } from "./form.ts";

const icons = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "lightbulb",
} as const;

/** Problems in the place where they are, each with what mends it. */
export function problemList(
  form: Form,
  problems: readonly ProblemView[],
): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<ul class="problems">
    ${problems.map((problem) => problemItem(form, problem))}
  </ul>`;
}

function problemItem(form: Form, problem: ProblemView): TemplateResult {
  const { severity, message, fixes, range } = problem;
  return html`<li class="problem ${severity}">
    ${icon(icons[severity])}
    <div>
      <span class="heard">${severity}:</span>
      <span>${inlineCode(message)}</span>
      <div class="ways">
        ${fixes.map(
          (title) =>
            html`<button type="button" class="link-button" @click=${() => form.fix(problem, title)}>
              ${icon("lightbulb-autofix")} ${inlineCode(title)}
            </button>`,
        )}
        <button
          type="button"
          class="link-button"
          @click=${() => form.tell({ kind: "go-to", range })}
        >
          Show in Text
        </button>
      </div>
    </div>
  </li>`;
}
