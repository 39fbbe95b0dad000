import "@vscode-elements/elements/dist/vscode-button/index.js";
import { html, nothing, type TemplateResult } from "lit";
import type { Inspection, LaunchView, PlanView, RunDeed } from "../../core/inspector/messages.ts";
import { icon } from "../kit/icons.ts";
import type { Wishes } from "./overview.ts";
import { executionPlan, problemList } from "./plan.ts";
import { section } from "./sections.ts";
import { sizeText } from "./words.ts";

/** What the request leads to: what became of it, and all that was planned. */
export function runsSection(
  { runs, outcome, isPlannedAnew, launch }: Inspection,
  wishes: Wishes,
): TemplateResult | typeof nothing {
  if (outcome !== "accepted") return nothing;
  if (runs.length === 0) {
    const none = html`<p class="faint">The trigger has no action that launches anything.</p>`;
    return section("Planned Runs", none);
  }
  return html`${launch === undefined ? nothing : launchSection(launch, wishes)}
  ${section(
    "Planned Runs",
    html`${
      isPlannedAnew
        ? html`<p class="note caption">
              ${icon("info")} Planned anew, by valohai.yaml as it is now: the plan of then is not kept.
            </p>`
        : nothing
    }
      <ul class="runs">
        ${runs.map(planRow)}
      </ul>`,
  )}`;
}

function planRow(plan: PlanView): TemplateResult {
  const { kind, name, commit, title, payloadInput, id, status, problems, executions } = plan;
  const isPipeline = kind === "pipeline";
  const facts = [
    ...(title === "" ? [] : [`“${title}”`]),
    ...(commit === "" ? [] : [`commit ${commit}`]),
    payloadInput === "" ? "without a payload" : `the body as payload of ${payloadInput}`,
  ];
  return html`<li>
    ${icon(isPipeline ? "git-merge" : "rocket")}
    <div>
      <h3>
        ${isPipeline ? "Pipeline" : "Execution"} ${name}
        ${status === "" ? nothing : html`<span class="reason">${status}</span>`}
      </h3>
      <p class="faint">${facts.join(" · ")}</p>
      <p class="faint"><code>${id}</code></p>
      ${problemList(problems)}
      ${executions.map((execution) =>
        isPipeline
          ? html`<details open>
              <summary>
                <strong>${execution.node}</strong> <span class="faint">${execution.step}</span>
              </summary>
              ${problemList(execution.problems)} ${executionPlan(execution)}
            </details>`
          : executionPlan(execution),
      )}
    </div>
  </li>`;
}

const looks = {
  pending: { name: "loading", words: "has not ended yet" },
  completed: { name: "pass", words: "completed" },
  error: { name: "error", words: "error" },
  complete_with_error: { name: "error", words: "complete with error" },
  stopped: { name: "circle-slash", words: "stopped" },
  planned: { name: "checklist", words: "planned" },
} as const;

function launchSection(launch: LaunchView, wishes: Wishes): TemplateResult {
  const { mode, outcome, target, answered, hostedRunId, finding, notes, outputs } = launch;
  const { name, words } = looks[outcome];
  const state = outcome === "completed" ? "passed" : outcome === "pending" ? "" : "failed";
  return html`<section class="launch" aria-label="What Became of It">
    <h2>What Became of It</h2>
    <p class=${`caption ${state}`} role="status">
      ${icon(name)}
      <strong>${mode === "local" ? "Run on this machine" : "Sent on"}: ${words}</strong>
    </p>
    ${
      target === ""
        ? nothing
        : html`<p class="faint target">
            <code>${target}</code>${answered === undefined ? nothing : ` answered ${answered}`}${
              hostedRunId === "" ? nothing : html` with run <code>${hostedRunId}</code>`
            }
          </p>`
    }
    ${
      finding === undefined
        ? nothing
        : html`<p class="problem">${icon("warning")} ${finding.message}</p>
            <ul class="hints">
              ${finding.lookAt.map((hint) => html`<li>${hint}</li>`)}
            </ul>`
    }
    ${problemList(notes)} ${outputList(outputs, wishes)} ${launchDeeds(launch, wishes)}
  </section>`;
}

function outputList(outputs: LaunchView["outputs"], wishes: Wishes) {
  if (outputs.length === 0) return nothing;
  return html`<ul class="outputs" aria-label="Outputs">
    ${outputs.map(
      ({ execution, folder, path, size }) =>
        html`<li>
          ${icon("file")}
          <button class="link-button" @click=${() => wishes.openOutput(folder, path)}>${path}</button>
          <span class="faint">${sizeText(size)} from ${execution}</span>
        </li>`,
    )}
  </ul>`;
}

function launchDeeds({ isGoing, hasOutput, hostedRunId, mode }: LaunchView, wishes: Wishes) {
  const button = (deed: RunDeed, name: string, title: string) =>
    html`<vscode-button secondary @click=${() => wishes.run(deed)}>${icon(name)} ${title}</vscode-button>`;
  return html`<div class="deeds" role="toolbar" aria-label="What was launched">
    ${button("show", "go-to-file", "Show Run")}
    ${hasOutput ? button("output", "terminal", "Show Output") : nothing}
    ${hostedRunId === "" ? nothing : button("follow", "eye", "Follow Run")}
    ${isGoing && mode === "local" ? button("stop", "debug-stop", "Stop Run") : nothing}
  </div>`;
}
