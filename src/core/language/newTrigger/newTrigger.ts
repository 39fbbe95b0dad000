import { slugOf } from "../../trigger/address.ts";
import type { Project } from "../project/project.ts";
import type { TextEdit } from "../textEdit.ts";
import { type SenderKind, type SenderWord, senderKinds } from "./senderKinds.ts";

/** What a new trigger is made of. */
export interface NewTrigger {
  /** Not empty, and with an address. */
  readonly name: string;
  readonly sender: SenderWord;
  /** Nothing yet when undefined. */
  readonly launches: Launch | undefined;
}

/** A step or pipeline of valohai.yaml, and the input that takes the payload, if any. */
export interface Launch {
  readonly kind: "step" | "pipeline";
  readonly name: string;
  readonly payloadInputName: string | undefined;
}

/** The text of a complete trigger with comments that explain it. */
export function newTriggerText({ name, sender, launches }: NewTrigger): string {
  const kind: SenderKind = senderKinds[sender];
  const lines = [
    ...kind.advice.map((line) => `# ${line}`),
    "- trigger:",
    `    name: ${plainOrQuoted(name)}`,
    "    conditions:  # all must pass",
    ...[
      ...kind.conditions,
      ["rate-limit: { period: 3600, quota: 60 }  # at most 60 launches an hour"],
    ]
      .map((condition) => condition.map((line) => line.replace("SECRET", secretNameFor(name))))
      .flatMap(([head, ...rest]) => [`      - ${head}`, ...rest.map((line) => `      ${line}`)]),
    ...actionLines(launches),
    "    tests:",
    "      - name: a signed webhook launches",
    "        request: { json: { event: example } }  # “Send Test Webhook” sends this",
    "        expect: accepted",
  ];
  return `${lines.join("\n")}\n`;
}

/** The edits that put a new trigger at the end of a trigger file. */
export function appendTrigger(text: string, trigger: NewTrigger): readonly TextEdit[] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text.trim() === "" ? "" : text.endsWith("\n") ? newline : newline + newline;
  const range = { start: text.length, end: text.length };
  return [{ range, text: gap + newTriggerText(trigger).replaceAll("\n", newline) }];
}

/** The name of a file for a trigger. */
export function fileNameFor(name: string): string {
  return `${slugOf(name)}.trigger.yaml`;
}

/** The name of the secret that a new trigger refers to. */
export function secretNameFor(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "")
    .slice(0, 40);
  return words === "" ? "WEBHOOK_SECRET" : `${words}_SECRET`;
}

/** What a trigger can launch by a valohai.yaml; for each the first input that could take the payload. */
export function launchesOf({ steps, pipelines }: Project): readonly Launch[] {
  return [
    ...pipelines.map(({ name, nodes }): Launch => {
      const inputs = nodes.flatMap((node) =>
        node.type !== "execution" || node.hasOwnCommit
          ? []
          : (steps.find((step) => step.name === node.step)?.inputs ?? []).map(
              (input) => `${node.name}.${input.name}`,
            ),
      );
      return { kind: "pipeline", name, payloadInputName: inputs[0] };
    }),
    ...steps.map(
      ({ name, inputs }): Launch => ({ kind: "step", name, payloadInputName: inputs[0]?.name }),
    ),
  ];
}

function actionLines(launches: Launch | undefined): readonly string[] {
  const answer = '      - web-response-json: { run: "{run_id}" }  # what the sender is answered';
  if (launches === undefined) return ["    actions:", answer];
  const { kind, name, payloadInputName } = launches;
  return [
    "    actions:",
    answer,
    `      - run-${kind === "step" ? "execution" : "pipeline"}:`,
    `          ${kind}: ${plainOrQuoted(name)}`,
    ...(payloadInputName === undefined
      ? []
      : [
          `          payload-input-name: ${plainOrQuoted(payloadInputName)}  # gets the body as a file`,
        ]),
  ];
}

/** Plain where YAML surely reads the same text back, in double quotes otherwise. */
function plainOrQuoted(text: string): string {
  const isPlain = /^[A-Za-z](?:[\w ./-]*[\w./-])?$/.test(text);
  const isWord = /^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && !isWord ? text : JSON.stringify(text);
}
