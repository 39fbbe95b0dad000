import { html, nothing, type TemplateResult } from "lit";
import type { CardKind, CardListView, CardView, KeptView } from "../../core/form/view.ts";
import { icon, iconButton } from "../kit/icons.ts";
import { inlineCode } from "../kit/inlineCode.ts";
import { dragHandle, moveCard } from "./dragging.ts";
import { fieldItem } from "./field.ts";
import type { Form } from "./form.ts";
import { problemList } from "./problems.ts";

/** The conditions, or actions, of a trigger as cards that can be added, moved, copied and removed. */
export function cardSection(form: Form, trigger: number, view: CardListView): TemplateResult {
  const { list, label, help, cards, locked } = view;
  return html`<section class="cards" aria-labelledby=${`${list}-heading`}>
    <h2 id=${`${list}-heading`}>${label}</h2>
    <p class="help">${inlineCode(help)}</p>
    ${locked === undefined ? nothing : html`<p class="locked">${icon("lock")} ${locked}</p>`}
    ${
      cards.length === 0
        ? html`<p class="empty faint">
            ${
              list === "conditions"
                ? "None yet: any POST request is accepted."
                : "None yet: an accepted request launches nothing."
            }
          </p>`
        : html`<ol class="card-list">
            ${cards.map((card) => cardItem(form, trigger, view, card))}
          </ol>`
    }
    ${locked === undefined ? additions(form, trigger, view) : nothing}
  </section>`;
}

function cardItem(form: Form, trigger: number, view: CardListView, card: CardView): TemplateResult {
  const at = { trigger, list: view.list, index: card.index } as const;
  const heading = `${view.list}-${card.index}`;
  return html`<li class="card" data-index=${card.index}>
    <article aria-labelledby=${heading}>
      <header>
        ${view.locked === undefined ? dragHandle(form, at, view) : nothing}
        <h3 id=${heading}>${card.label}</h3>
        <span class="detail faint">${card.detail}</span>
        <span class="tools">${cardTools(form, trigger, view, card)}</span>
      </header>
      ${card.type === undefined ? html`<p class="help">${card.help}</p>` : nothing}
      ${card.locked === undefined ? nothing : html`<p class="locked">${icon("lock")} ${card.locked}</p>`}
      ${problemList(form, card.problems)}
      <div class="fields">
        ${card.fields.map((field) =>
          fieldItem(
            form,
            at,
            card.locked === undefined ? field : { ...field, locked: card.locked },
          ),
        )}
      </div>
      ${keptList(form, card.kept)}
    </article>
  </li>`;
}

function cardTools(form: Form, trigger: number, view: CardListView, card: CardView) {
  const { list, cards, locked } = view;
  const { index, label, range } = card;
  const at = { trigger, list, index } as const;
  const last = cards.length - 1;
  const isFixed = locked !== undefined;
  const move = (to: number) => moveCard(form, trigger, view, index, to);
  return html`
    ${iconButton("arrow-up", `Move ${label} up`, () => move(index - 1), isFixed || index === 0)}
    ${iconButton("arrow-down", `Move ${label} down`, () => move(index + 1), isFixed || index === last)}
    ${iconButton(
      "copy",
      `Duplicate ${label}`,
      () =>
        form.reshape(
          { change: "duplicate", at },
          { focus: `${list}/${index + 1}`, said: `${label} duplicated.` },
        ),
      isFixed,
    )}
    ${iconButton("go-to-file", `Show ${label} in the text`, () => form.tell({ kind: "go-to", range }))}
    ${iconButton(
      "trash",
      `Remove ${label}`,
      () =>
        form.reshape({ change: "remove", at }, { focus: `add-${list}`, said: `${label} removed.` }),
      isFixed,
    )}
  `;
}

function additions(form: Form, trigger: number, { list, cards, kinds }: CardListView) {
  const singular = list === "conditions" ? "Condition" : "Action";
  return html`<details class="additions">
    <summary data-focus=${`add-${list}`}>${icon("add")} Add ${singular}</summary>
    <ul>
      ${kinds.map(
        (kind) =>
          html`<li>
            <button
              type="button"
              class="kind"
              @click=${(event: Event) => {
                (event.currentTarget as HTMLElement).closest("details")?.removeAttribute("open");
                add(form, trigger, list, kind, cards.length);
              }}
            >
              <span class="name">${kind.label}</span>
              <span class="help">${inlineCode(kind.help)}</span>
            </button>
          </li>`,
      )}
    </ul>
  </details>`;
}

function add(
  form: Form,
  trigger: number,
  list: CardListView["list"],
  { type, authType, label }: CardKind,
  index: number,
): void {
  const change = { change: "add", trigger, list, type, authType, index } as const;
  form.reshape(change, { focus: `${list}/${index}`, said: `${label} added.` });
}

/** What the form does not show and keeps. */
export function keptList(form: Form, kept: readonly KeptView[]): TemplateResult | typeof nothing {
  if (kept.length === 0) return nothing;
  return html`<ul class="kept" aria-label="Only in the text">
    ${kept.map(
      ({ key, why, range }) =>
        html`<li>
          ${icon("note")}
          <span><code>${key}</code> ${why}</span>
          <button
            type="button"
            class="link-button"
            @click=${() => form.tell({ kind: "go-to", range })}
          >
            Show in Text<span class="heard">: ${key}</span>
          </button>
        </li>`,
    )}
  </ul>`;
}
