import { html, nothing, type TemplateResult } from "lit";
import type { TestRow, TriggerView } from "../../core/form/view.ts";
import { icon, iconButton } from "../kit/icons.ts";
import { cardSection, keptList } from "./cards.ts";
import { fieldItem } from "./field.ts";
import type { Form } from "./form.ts";
import { previewSections, summary } from "./preview.ts";
import { problemList } from "./problems.ts";

/** The chosen trigger, with all that can be changed of it. */
export function triggerPane(form: Form, count: number, view: TriggerView): TemplateResult {
  const { index, fields, conditions, actions, tests, kept, problems, preview, unshown } = view;
  if (unshown !== undefined) return unshownPane(form, count, view);
  return html`${header(form, count, view)} ${problemList(form, problems)}
    <div class="fields own">
      ${fields.map((field) => fieldItem(form, { trigger: index }, field))}
    </div>
    ${keptList(form, kept)} ${preview === undefined ? nothing : summary(preview)}
    ${cardSection(form, index, conditions)} ${cardSection(form, index, actions)}
    ${tests.length === 0 ? nothing : testSection(form, tests)}
    ${preview === undefined ? nothing : previewSections(form, preview)}`;
}

function header(form: Form, count: number, { index, name, range }: TriggerView): TemplateResult {
  const at = { trigger: index } as const;
  const title = name === "" ? "Trigger without a name" : name;
  const move = (to: number) =>
    form.reshape(
      { change: "move", at, to },
      {
        focus: `trigger/${to}`,
        said: `${title} moved to place ${to + 1} of ${count}.`,
        trigger: to,
      },
    );
  return html`<header class="title">
    <h1>${title}</h1>
    <span class="tools">
      ${iconButton("arrow-up", `Move ${title} up`, () => move(index - 1), index === 0)}
      ${iconButton("arrow-down", `Move ${title} down`, () => move(index + 1), index === count - 1)}
      ${iconButton("copy", `Duplicate ${title}`, () =>
        form.reshape(
          { change: "duplicate", at },
          {
            focus: `trigger/${index + 1}`,
            said: `${title} duplicated.`,
            trigger: index + 1,
          },
        ),
      )}
      ${iconButton("go-to-file", `Show ${title} in the text`, () =>
        form.tell({ kind: "go-to", range }),
      )}
      ${iconButton("trash", `Remove ${title}`, () =>
        form.reshape({ change: "remove", at }, { focus: "add-trigger", said: `${title} removed.` }),
      )}
    </span>
    ${
      form.canSend
        ? html`<vscode-button @click=${() => form.tell({ kind: "send-test", trigger: index })}>
            ${icon("play")} Send Test Webhook
          </vscode-button>`
        : nothing
    }
  </header>`;
}

function unshownPane(
  form: Form,
  count: number,
  { name, range, unshown, problems }: TriggerView,
): TemplateResult {
  return html`<section class="unshown">
    <h1>${name === "" ? "This trigger cannot be read" : `${name} cannot be read`}</h1>
    ${problems.some(({ message }) => message === unshown) ? nothing : html`<p>${unshown}</p>`}
    ${problemList(form, problems)}
    <p class="ways">
      <vscode-button
        @click=${() => form.tell({ kind: "go-to", range: problems[0]?.range ?? range })}
      >
        ${icon("go-to-file")} Go to the Place
      </vscode-button>
    </p>
    ${
      count === 1
        ? nothing
        : html`<p class="help">The other triggers of the file can be changed meanwhile.</p>`
    }
  </section>`;
}

function testSection(form: Form, tests: readonly TestRow[]): TemplateResult {
  return html`<section class="tests" aria-labelledby="tests-heading">
    <h2 id="tests-heading">Tests</h2>
    <p class="help">Requests with the verdict that is expected of each; they are written in the text.</p>
    <ul>
      ${tests.map(
        ({ name, request, expect, range, problems }) =>
          html`<li>
            ${icon("beaker")}
            <div>
              <span class="name">${name}</span>
              <span class="faint">${request} → ${expect}</span>
              ${problemList(form, problems)}
            </div>
            ${iconButton("go-to-file", `Show the test ${name} in the text`, () =>
              form.tell({ kind: "go-to", range }),
            )}
          </li>`,
      )}
    </ul>
  </section>`;
}
