import { html, nothing, type TemplateResult } from "lit";
import type { Again, Inspection } from "../../core/inspector/messages.ts";
import { icon } from "../kit/icons.ts";
import type { Wishes } from "./overview.ts";

/** The verdict, condition by condition, in the words of the log. */
export function verdictSection({ conditions, outcome, answer }: Inspection, wishes: Wishes) {
  return section(
    "Verdict",
    conditions.length === 0
      ? html`<p class="faint">${withoutConditions(outcome, answer)}</p>`
      : conditionList(conditions, wishes),
  );
}

/** The verdict that the triggers as they are now give, beside the one of then. */
export function againSection(
  inspection: Inspection,
  again: Again | undefined,
  wishes: Wishes,
): TemplateResult | typeof nothing {
  if (again === undefined) return nothing;
  const { outcome, status, conditions, time } = again;
  const isOther = inspection.outcome !== outcome;
  return html`<section class="again" aria-label="Judged Again" role="status">
    <h2>Judged Again</h2>
    <p class=${`caption ${outcome}`}>
      <strong class="verdict">
        ${icon(outcome === "accepted" ? "pass-filled" : "error")}
        ${outcome === "accepted" ? "Accepted" : "Refused"} · ${status}
      </strong>
      ${time === "receipt" ? "at the time of receipt" : "as if it came now"}, by the trigger as it
      is${isOther && inspection.outcome !== "unjudged" ? html` <em>— was ${inspection.outcome}</em>` : nothing}
    </p>
    ${conditionList(conditions, wishes)}
  </section>`;
}

function conditionList(conditions: Inspection["conditions"], wishes: Wishes): TemplateResult {
  return html`<ul class="conditions">
    ${conditions.map((condition, index) => conditionRow(condition, () => wishes.openCondition(index)))}
  </ul>`;
}

function withoutConditions(outcome: Inspection["outcome"], answer: Inspection["answer"]): string {
  if (outcome === "unjudged") return "It was recorded elsewhere. “Judge Again” decides on it now.";
  return outcome === "refused" && answer !== undefined
    ? answer.body
    : "The trigger has no conditions.";
}

function conditionRow(
  { type, passed, reason, explanation, notes }: Inspection["conditions"][number],
  open: () => void,
): TemplateResult {
  const title = `Go to ${type}`;
  return html`<li class=${passed ? "passed" : "failed"}>
    ${icon(passed ? "pass" : "error")}
    <div>
      <h3>
        ${type} <span class="heard">${passed ? "passed" : "failed"}</span>
        ${reason === "" ? nothing : html`<span class="reason">${reason}</span>`}
      </h3>
      <p class=${passed ? "faint" : ""}>${explanation}</p>
      ${notes.map((note) => html`<p class="note">${icon("info")} ${note}</p>`)}
    </div>
    <button class="icon-button" title=${title} aria-label=${title} @click=${open}>
      ${icon("go-to-file")}
    </button>
  </li>`;
}

/** The header lines in the order in which they came. */
export function headersSection({ headers }: Inspection): TemplateResult {
  return section(
    `Headers (${headers.length})`,
    headers.length === 0
      ? html`<p class="faint">There are none.</p>`
      : fieldTable(headers, "Header"),
  );
}

/** Names and values in two columns. */
export function fieldTable(
  fields: readonly { readonly name: string; readonly value: string }[],
  title: string,
): TemplateResult {
  return html`<table>
    <thead class="heard">
      <tr>
        <th scope="col">${title}</th>
        <th scope="col">Value</th>
      </tr>
    </thead>
    <tbody>
      ${fields.map(
        ({ name, value }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td><code>${value}</code></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What the sender had to sign, with what was filled in marked. */
export function signedSection({ signed }: Inspection): TemplateResult | typeof nothing {
  if (signed.length === 0) return nothing;
  return section(
    "What Was Signed",
    html`${signed.map(
      ({ title, detail, pieces }) =>
        html`<p class="caption">${title} <code class="faint">${detail}</code></p>
          <pre tabindex="0" aria-label=${`What was signed: ${title}`}>${pieces.map(
            ({ text, from }) => (from === "" ? text : html`<mark title=${from}>${text}</mark>`),
          )}</pre>
          <p class="legend faint">
            Marked:
            ${pieces.flatMap(({ from }) => (from === "" ? [] : [from])).join(", ") || "nothing"}
          </p>`,
    )}`,
  );
}

/** What the sender was answered. */
export function answerSection({ answer, status }: Inspection): TemplateResult | typeof nothing {
  if (answer === undefined) return nothing;
  return section(
    "Answer",
    html`<p class="caption">${status} <code class="faint">${answer.contentType}</code></p>
      <pre tabindex="0" aria-label="The answer">${answer.body}</pre>`,
  );
}

/** A part of the page under its heading. */
export function section(title: string, content: unknown): TemplateResult {
  return html`<section aria-label=${title}>
    <h2>${title}</h2>
    ${content}
  </section>`;
}
