import { html, nothing, type TemplateResult } from "lit";
import type { BodyView } from "../../core/inspector/messages.ts";
import { icon } from "../kit/icons.ts";
import type { Wishes } from "./overview.ts";
import { fieldTable } from "./sections.ts";
import { sizeText } from "./words.ts";

const titles = { json: "JSON", form: "Form", text: "Text", hex: "Hex" } as const;

/** A form in which a body can be shown. */
export type BodyForm = keyof typeof titles;

/** The body in the wanted form, or else the one that fits it best, with a choice of the others. */
export function bodySection(
  body: BodyView,
  wanted: string | undefined,
  choose: (form: BodyForm) => void,
  wishes: Wishes,
): TemplateResult {
  const possible = (["json", "form", "text", "hex"] as const).filter(
    (form) => body[form] !== undefined,
  );
  const shown = possible.find((form) => form === wanted) ?? possible[0] ?? "hex";
  const small = (deed: "open-body" | "save-body", name: string, title: string) =>
    html`<button class="icon-button" title=${title} aria-label=${title} @click=${() => wishes.do(deed)}>
      ${icon(name)}
    </button>`;
  return html`<section aria-label="Body">
    <h2>Body <span class="faint">${body.isKept ? sizeText(body.size) : nothing}</span></h2>
    ${
      body.size === 0
        ? html`<p class="faint">${body.isKept ? "It is empty." : "It was not kept."}</p>`
        : html`<div class="tools">
              <div role="group" aria-label="Show the body as">
                ${possible.map(
                  (form) =>
                    html`<button
                      class="chip"
                      aria-pressed=${form === shown ? "true" : "false"}
                      @click=${() => choose(form)}
                    >
                      ${titles[form]}
                    </button>`,
                )}
              </div>
              ${small("open-body", "go-to-file", "Open Body in an Editor")}
              ${small("save-body", "desktop-download", "Save Body…")}
            </div>
            ${content(body, shown)} ${cutNotice(body, shown)}`
    }
  </section>`;
}

function content(body: BodyView, form: BodyForm): TemplateResult {
  if (form === "form") return fieldTable(body.form ?? [], "Field");
  const label = `The body as ${titles[form]}`;
  return html`<pre class=${form} tabindex="0" aria-label=${label}>${body[form]}</pre>`;
}

function cutNotice({ isCut, size }: BodyView, form: BodyForm): TemplateResult | typeof nothing {
  const isHexCut = form === "hex" && size > 16 * 1024;
  if (!isCut && !isHexCut) return nothing;
  return html`<p class="faint">Only the beginning is shown: open or save the body to see all of it.</p>`;
}
