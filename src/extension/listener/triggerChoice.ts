import * as vscode from "vscode";
import type { CheckedFile } from "../../core/language/check.ts";
import type { Trigger } from "../../core/trigger/trigger.ts";
import { UserError } from "../../node/userError.ts";
import { languageId } from "../ids.ts";
import type { CheckedFiles } from "../workspace/checkedFiles.ts";
import type { ListenerSession } from "./session.ts";

/** Which trigger is meant, as a lens or a view says it to a command. */
export interface TriggerReference {
  readonly path: string;
  readonly slug: string;
}

/** A trigger that can be served, and where it stands. */
export interface ChosenTrigger extends TriggerReference {
  readonly name: string;
  readonly trigger: Trigger;
}

/** Finds the trigger that a command is meant for. */
export class TriggerChoice {
  readonly #checked: CheckedFiles;
  readonly #session: ListenerSession;

  constructor(checked: CheckedFiles, session: ListenerSession) {
    this.#checked = checked;
    this.#session = session;
  }

  /**
   * The trigger that is referred to, or else the one under the cursor, the only one there is, or the
   * one that is picked; undefined when none is. A `UserError` when it has an error, unless it is
   * served all the same by its rules of before.
   */
  async choose(argument: unknown): Promise<ChosenTrigger | undefined> {
    const files = await this.#checked.all();
    if (isReference(argument)) {
      return this.#servedBefore(argument) ?? servable(triggerAt(files, argument));
    }
    const under = underCursor(files);
    if (under !== undefined) return this.#fit(under);
    const all = files.flatMap((file) => file.triggers.map((each) => ({ file, each })));
    const [first] = all;
    if (first === undefined) throw noTrigger();
    const chosen = all.length === 1 ? first : await pick(all);
    return chosen && this.#fit(chosen);
  }

  /** The trigger of a slug, wherever it stands; a `UserError` when it is gone or has an error. */
  async ofSlug(slug: string): Promise<ChosenTrigger> {
    const files = await this.#checked.all();
    const file = files.find(({ triggers }) => triggers.some((each) => each.slug === slug));
    const found = file && triggerAt(files, { path: file.path, slug });
    return found === undefined ? servable(undefined) : this.#fit(found);
  }

  /** The trigger that is referred to as it stands in its file now; undefined when it is gone or has an error. */
  async now(reference: TriggerReference): Promise<ChosenTrigger | undefined> {
    const found = triggerAt(await this.#checked.all(), reference);
    if (found?.each.trigger === undefined) return this.#servedBefore(reference);
    return servable(found);
  }

  #fit(candidate: Candidate): ChosenTrigger {
    const { path } = candidate.file;
    return this.#servedBefore({ path, slug: candidate.each.slug }) ?? servable(candidate);
  }

  /** While its file is broken a trigger is served, and can be sent to, as it was before. */
  #servedBefore({ path, slug }: TriggerReference): ChosenTrigger | undefined {
    const trigger = this.#session.servedBefore(path, slug);
    return trigger && { path, slug, name: trigger.name, trigger };
  }
}

type CheckedTrigger = CheckedFile["triggers"][number];

interface Candidate {
  readonly file: CheckedFile;
  readonly each: CheckedTrigger;
}

function isReference(value: unknown): value is TriggerReference {
  return (
    typeof value === "object" &&
    value !== null &&
    "path" in value &&
    "slug" in value &&
    typeof value.path === "string" &&
    typeof value.slug === "string"
  );
}

function triggerAt(
  files: readonly CheckedFile[],
  { path, slug }: TriggerReference,
): Candidate | undefined {
  const file = files.find((candidate) => candidate.path === path);
  const each = file?.triggers.find((candidate) => candidate.slug === slug);
  return file && each && { file, each };
}

function underCursor(files: readonly CheckedFile[]): Candidate | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== languageId) return undefined;
  const file = files.find(({ path }) => path === editor.document.uri.toString());
  const offset = editor.document.offsetAt(editor.selection.active);
  const triggers = file?.triggers ?? [];
  const each = triggers.findLast(({ range }) => range.start <= offset) ?? triggers[0];
  return file && each && { file, each };
}

async function pick(all: readonly Candidate[]): Promise<Candidate | undefined> {
  const items = all.map((candidate) => ({
    label: candidate.each.name || vscode.l10n.t("(no name)"),
    description: vscode.workspace.asRelativePath(vscode.Uri.parse(candidate.file.path)),
    ...(candidate.each.trigger ? {} : { detail: vscode.l10n.t("$(error) It has an error.") }),
    candidate,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Which trigger?"),
    matchOnDescription: true,
  });
  return chosen?.candidate;
}

function servable(candidate: Candidate | undefined): ChosenTrigger {
  if (candidate === undefined) throw noTrigger();
  const { name, slug, trigger } = candidate.each;
  if (trigger !== undefined) return { path: candidate.file.path, slug, name, trigger };
  throw new UserError(
    vscode.l10n.t("The trigger “{0}” has an error.", name),
    vscode.l10n.t("Mend what is listed among the problems."),
  );
}

function noTrigger(): UserError {
  return new UserError(
    vscode.l10n.t("There is no trigger in this workspace."),
    vscode.l10n.t("Write one with “Webhook Trigger: New Trigger…”."),
  );
}
