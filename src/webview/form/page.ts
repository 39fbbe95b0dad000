import "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, render } from "lit";
import { type FromForm, isToForm, type ToForm } from "../../core/form/messages.ts";
import { isRecord } from "../../core/message/shape.ts";
import { connectToHost } from "../kit/host.ts";
import { icon } from "../kit/icons.ts";

const host = connectToHost<FromForm, ToForm, object>(isToForm, isRecord({}), show);
host.post({ kind: "ready" });

function show({ triggers }: ToForm): void {
  const root = document.getElementById("page");
  if (root === null) return;
  const openText = () => host.post({ kind: "open-text" });
  render(
    html`<main>
      <h1>Triggers</h1>
      <vscode-button secondary @click=${openText}>${icon("go-to-file")} Open as Text</vscode-button>
      <ul>
        ${triggers.map(({ name }) => html`<li>${name}</li>`)}
      </ul>
    </main>`,
    root,
  );
}
