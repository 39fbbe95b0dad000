import { html, nothing, type TemplateResult } from "lit";
import type { ExecutionView } from "../../core/inspector/messages.ts";
import { icon } from "../kit/icons.ts";

/** Sentences that say what hinders something. */
export function problemList(problems: readonly string[]): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`${problems.map((why) => html`<p class="problem">${icon("warning")} ${why}</p>`)}`;
}

/** What an execution would be given, and its commands. */
export function executionPlan({
  image,
  inputs,
  parameters,
  commands,
  actions,
}: ExecutionView): TemplateResult {
  return html`${
    image === "" && [inputs, parameters, actions].every(({ length }) => length === 0)
      ? nothing
      : html`<dl class="plan">
          ${image === "" ? nothing : row("Image", html`<dd><code>${image}</code></dd>`)}
          ${inputs.length === 0 ? nothing : row("Inputs", inputs.map(inputLine))}
          ${parameters.length === 0 ? nothing : row("Parameters", parameters.map(parameterLine))}
          ${
            actions.length === 0
              ? nothing
              : row(
                  "Actions",
                  actions.map((action) => html`<dd>${action}</dd>`),
                )
          }
        </dl>`
  }${
    commands.length === 0
      ? nothing
      : html`<pre tabindex="0" aria-label="Commands">${commands.join("\n")}</pre>`
  }`;
}

function row(name: string, content: unknown): TemplateResult {
  return html`<div><dt>${name}</dt>${content}</div>`;
}

function inputLine({ name, files, edges }: ExecutionView["inputs"][number]): TemplateResult {
  const sources = [
    ...files.map(({ isPayload, from, path }) =>
      isPayload
        ? html`the payload at <code>${path}</code>`
        : html`<code>${from}</code> in <code>${path}</code>`,
    ),
    ...edges.map(fromEdge),
  ];
  const given = sources.length === 0 ? html`<span class="faint">nothing</span>` : listed(sources);
  return html`<dd><code>${name}</code>: ${given}</dd>`;
}

function parameterLine({
  name,
  value,
  edges,
}: ExecutionView["parameters"][number]): TemplateResult {
  const given = edges.length > 0 ? listed(edges.map(fromEdge)) : shownValue(value);
  return html`<dd><code>${name}</code>: ${given}</dd>`;
}

function shownValue(value: string | undefined): TemplateResult {
  return value === undefined
    ? html`<span class="faint">no value</span>`
    : html`<code>${value}</code>`;
}

function fromEdge(edge: string): TemplateResult {
  return html`from <code>${edge}</code>`;
}

function listed(items: readonly TemplateResult[]): TemplateResult {
  return html`${items.map((item, index) => html`${index === 0 ? nothing : ", "}${item}`)}`;
}
