import "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, nothing, type TemplateResult } from "lit";
import type { Deed, Inspection, RunDeed } from "../../core/inspector/messages.ts";
import { icon } from "../kit/icons.ts";
import { howText, sizeText, timeText } from "./words.ts";

/** What the page asks the extension for. */
export interface Wishes {
  do(deed: Deed): void;
  openCondition(index: number): void;
  openCapture(id: string): void;
  run(deed: RunDeed): void;
  openOutput(folder: string, path: string): void;
}

const outcomes = {
  accepted: { icon: "pass-filled", word: "Accepted" },
  refused: { icon: "error", word: "Refused" },
  unjudged: { icon: "circle-outline", word: "Not judged" },
} as const;

/** The verdict at a glance, what can be done with the capture, and where it came from. */
export function overview(inspection: Inspection, wishes: Wishes): TemplateResult {
  const { outcome, status, trigger, method, url } = inspection;
  const { icon: name, word } = outcomes[outcome];
  return html`<header class="overview ${outcome}">
    <h1>
      <span class="verdict">${icon(name)} ${word}${status > 0 ? ` · ${status}` : nothing}</span>
      <span class="trigger">${trigger === "" ? "No trigger" : trigger}</span>
    </h1>
    <p class="target"><code>${method} ${url}</code></p>
    <p class="faint">${facts(inspection).join(" · ")}</p>
    ${relatives(inspection, wishes)} ${deeds(inspection, wishes)}
  </header>`;
}

function facts({
  receivedAt,
  body,
  durationInMilliseconds,
  sender,
  outcome,
}: Inspection): readonly string[] {
  return [
    timeText(receivedAt),
    sizeText(body.size),
    ...(outcome === "unjudged" ? [] : [`judged in ${durationInMilliseconds.toFixed(1)} ms`]),
    ...(sender === "" ? [] : [`from ${sender}`]),
  ];
}

function relatives({ origin, replays }: Inspection, wishes: Wishes) {
  const link = (id: string, text: string) =>
    html`<button class="link-button" @click=${() => wishes.openCapture(id)}>${text}</button>`;
  return html`${
    origin === undefined
      ? nothing
      : html`<p class="relatives">
          ${icon("reply")} ${howText(origin.how)} from
          ${
            origin.outcome === ""
              ? "a capture that is no longer kept"
              : link(origin.id, `the one of ${timeText(origin.receivedAt)} (${origin.outcome})`)
          }
        </p>`
  }${
    replays.length === 0
      ? nothing
      : html`<div class="relatives">
          ${icon("history")} Replays:
          <ul>
            ${replays.map(({ id, how, outcome, receivedAt }) => {
              const text = `${howText(how)} at ${timeText(receivedAt)} (${outcome})`;
              return html`<li>${link(id, text)}</li>`;
            })}
          </ul>
        </div>`
  }`;
}

function deeds({ pinned }: Inspection, wishes: Wishes): TemplateResult {
  const secondary = (deed: Deed, name: string, title: string) =>
    html`<vscode-button secondary @click=${() => wishes.do(deed)}>${icon(name)} ${title}</vscode-button>`;
  const small = (deed: Deed, name: string, title: string) =>
    html`<button class="icon-button" title=${title} aria-label=${title} @click=${() => wishes.do(deed)}>
      ${icon(name)}
    </button>`;
  return html`<div class="deeds" role="toolbar" aria-label="Actions">
    <vscode-button @click=${() => wishes.do("replay")}>${icon("debug-rerun")} Replay…</vscode-button>
    ${secondary("edit", "edit", "Edit and Replay")} ${secondary("judge", "law", "Judge Again…")}
    ${secondary("compare", "diff", "Compare with…")}
    <span class="small">
      ${pinned ? small("unpin", "pinned", "Unpin") : small("pin", "pin", "Pin")}
      ${small("copy", "copy", "Copy as…")} ${small("export", "export", "Export…")}
      ${small("save-as-test", "beaker", "Save as Test")} ${small("delete", "trash", "Delete")}
    </span>
  </div>`;
}
