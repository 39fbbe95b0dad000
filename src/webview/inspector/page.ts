import { html, render, type TemplateResult } from "lit";
import {
  type Again,
  type FromInspector,
  type Inspection,
  type InspectorState,
  isInspectorState,
  isToInspector,
  type ToInspector,
} from "../../core/inspector/messages.ts";
import { connectToHost } from "../kit/host.ts";
import { icon } from "../kit/icons.ts";
import { bodySection } from "./body.ts";
import { overview, type Wishes } from "./overview.ts";
import { runsSection } from "./runs.ts";
import {
  againSection,
  answerSection,
  headersSection,
  signedSection,
  verdictSection,
} from "./sections.ts";

const host = connectToHost<FromInspector, ToInspector, InspectorState>(
  isToInspector,
  isInspectorState,
  receive,
);
let form = host.kept?.form;
let shown: string | undefined;

const wishes: Wishes = {
  do: (deed) => host.post({ kind: "do", deed }),
  openCondition: (index) => host.post({ kind: "open-condition", index }),
  openCapture: (id) => host.post({ kind: "open-capture", id }),
  run: (deed) => host.post({ kind: "run", deed }),
  openOutput: (folder, path) => host.post({ kind: "open-output", folder, path }),
};

host.post({ kind: "ready" });

function receive(message: ToInspector): void {
  if (message.kind === "gone") show(gone());
  else inspect(message.inspection, message.again);
}

function inspect(inspection: Inspection, again: Again | undefined): void {
  host.keep({ id: inspection.id, form });
  const choose = (chosen: string) => {
    form = chosen;
    inspect(inspection, again);
  };
  show(
    html`<main>
      ${overview(inspection, wishes)}
      <div class="columns">
        <div>
          ${againSection(inspection, again, wishes)} ${verdictSection(inspection, wishes)} ${signedSection(inspection)}
          ${answerSection(inspection)} ${runsSection(inspection, wishes)}
        </div>
        <div>
          ${headersSection(inspection)} ${bodySection(inspection.body, form, choose, wishes)}
        </div>
      </div>
    </main>`,
  );
  if (shown !== inspection.id) window.scrollTo(0, 0);
  shown = inspection.id;
}

function gone(): TemplateResult {
  return html`<main class="gone">
    <h1>${icon("trash")} This capture is no longer kept</h1>
    <p class="faint">It was deleted, or gave way to newer ones.</p>
  </main>`;
}

function show(content: TemplateResult): void {
  const root = document.getElementById("page");
  if (root !== null) render(content, root);
}
