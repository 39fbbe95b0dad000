import * as vscode from "vscode";
import {
  appendTrigger,
  fileNameFor,
  type Launch,
  launchesOf,
  type NewTrigger,
  newTriggerText,
} from "../../core/language/newTrigger/newTrigger.ts";
import { type SenderWord, senderKinds } from "../../core/language/newTrigger/senderKinds.ts";
import { slugOf } from "../../core/trigger/address.ts";
import { editsIn } from "../convert.ts";
import { commands, languageId } from "../ids.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type Answer, askForText, askToPick, type Step } from "./steps.ts";

/** Where a new trigger is written to. */
type Destination =
  | { readonly to: "folder"; readonly folder: vscode.Uri }
  | { readonly to: "open file"; readonly document: vscode.TextDocument }
  | { readonly to: "untitled" };

/** What was answered so far. */
interface Answers {
  sender?: SenderWord;
  name?: string;
  launches?: Launch | undefined;
  destination?: Destination;
}

/** The command that asks a few questions and writes a complete, commented trigger. */
export function registerNewTrigger(workspace: Workspace): vscode.Disposable {
  return vscode.commands.registerCommand(commands.newTrigger, async () => {
    const taken = new Set(
      (await workspace.checked.all()).flatMap((file) => file.triggers.map(({ slug }) => slug)),
    );
    const answers = await askAll(workspace, taken);
    if (answers === undefined) return;
    const { sender, name, launches, destination } = answers;
    const document = await write({ sender, name, launches }, destination);
    await showName(document, name);
  });
}

type Question = (answers: Answers, step: Step) => Promise<Answer<Answers>>;

/** Asks one question after the other; each may lead back to the one before. */
async function askAll(
  workspace: Workspace,
  taken: ReadonlySet<string>,
): Promise<Required<Answers> | undefined> {
  const launches = await launchesHere(workspace);
  const places = destinations();
  const questions: readonly Question[] = [
    askSender,
    (answers, step) => askName(answers, step, taken),
    ...(launches.length === 0
      ? []
      : [(answers: Answers, step: Step) => askLaunch(answers, step, launches)]),
    ...(places.length < 2
      ? []
      : [(answers: Answers, step: Step) => askDestination(answers, step, places)]),
  ];
  const title = vscode.l10n.t("New Trigger");
  let answers: Answers = {
    launches: undefined,
    destination: places[0]?.destination as Destination,
  };
  for (let index = 0; index < questions.length; ) {
    const question = questions[index] as Question;
    const answer = await question(answers, {
      title,
      step: index + 1,
      totalSteps: questions.length,
    });
    if (answer === undefined) return undefined;
    if (answer !== "back") answers = answer.value;
    index += answer === "back" ? -1 : 1;
  }
  return answers as Required<Answers>;
}

const askSender: Question = async (answers, step) => {
  const items = Object.entries(senderKinds).map(([sender, { label, detail }]) => ({
    label,
    detail,
    sender: sender as SenderWord,
  }));
  const answer = await askToPick(step, vscode.l10n.t("Who sends the webhooks?"), items);
  return answered(answer, ({ sender }) => ({ ...answers, sender }));
};

async function askName(
  answers: Answers,
  step: Step,
  taken: ReadonlySet<string>,
): Promise<Answer<Answers>> {
  const prompt = vscode.l10n.t("The trigger's name; its address is made from it");
  const answer = await askForText(step, prompt, answers.name ?? "", (text) => {
    const slug = slugOf(text);
    if (slug === "") return vscode.l10n.t("A name has at least one letter or digit.");
    return taken.has(slug)
      ? vscode.l10n.t("Another trigger has the address “{0}”: choose another name.", slug)
      : undefined;
  });
  return answered(answer, (name) => ({ ...answers, name: name.trim() }));
}

async function askLaunch(
  answers: Answers,
  step: Step,
  launches: readonly Launch[],
): Promise<Answer<Answers>> {
  const items = [
    { label: vscode.l10n.t("$(circle-slash) Nothing yet"), launch: undefined },
    ...launches.map((launch) => ({
      label: launch.kind === "step" ? `$(play) ${launch.name}` : `$(type-hierarchy) ${launch.name}`,
      description: launch.kind,
      detail:
        launch.payloadInputName === undefined
          ? ""
          : vscode.l10n.t("The body goes to the input {0}", launch.payloadInputName),
      launch,
    })),
  ];
  const answer = await askToPick(step, vscode.l10n.t("What does it launch?"), items);
  return answered(answer, ({ launch }) => ({ ...answers, launches: launch }));
}

async function askDestination(
  answers: Answers,
  step: Step,
  places: readonly PlaceItem[],
): Promise<Answer<Answers>> {
  const answer = await askToPick(step, vscode.l10n.t("Where is it written?"), places);
  return answered(answer, ({ destination }) => ({ ...answers, destination }));
}

function answered<From, To>(answer: Answer<From>, change: (value: From) => To): Answer<To> {
  return answer === undefined || answer === "back" ? answer : { value: change(answer.value) };
}

async function launchesHere({ projects }: Workspace): Promise<readonly Launch[]> {
  const near =
    vscode.window.activeTextEditor?.document.uri ??
    vscode.workspace.workspaceFolders?.map(({ uri }) => vscode.Uri.joinPath(uri, "new"))[0];
  const project = near && (await projects.projectOf(near));
  return project === undefined ? [] : launchesOf(project);
}

type PlaceItem = vscode.QuickPickItem & { readonly destination: Destination };

function destinations(): readonly PlaceItem[] {
  const document = vscode.window.activeTextEditor?.document;
  const open: readonly PlaceItem[] =
    document?.languageId === languageId
      ? [
          {
            label: vscode.l10n.t("$(insert) At the end of the open file"),
            description: vscode.workspace.asRelativePath(document.uri),
            destination: { to: "open file", document },
          },
        ]
      : [];
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }): PlaceItem => {
    const label = vscode.l10n.t("$(new-file) In a new file");
    return { label, description: name, destination: { to: "folder", folder: uri } };
  });
  const untitled: PlaceItem = {
    label: vscode.l10n.t("$(file) In an untitled file"),
    destination: { to: "untitled" },
  };
  return folders.length === 0 ? [...open, untitled] : [...folders, ...open];
}

/** Writes the trigger without overwriting anything, and gives the document that it is in. */
async function write(trigger: NewTrigger, destination: Destination): Promise<vscode.TextDocument> {
  switch (destination.to) {
    case "untitled":
      return await vscode.workspace.openTextDocument({
        language: languageId,
        content: newTriggerText(trigger),
      });
    case "open file": {
      const { document } = destination;
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, editsIn(document, appendTrigger(document.getText(), trigger)));
      await vscode.workspace.applyEdit(edit);
      return document;
    }
    case "folder": {
      const uri = await freeName(destination.folder, fileNameFor(trigger.name));
      const edit = new vscode.WorkspaceEdit();
      edit.createFile(uri, { contents: new TextEncoder().encode(newTriggerText(trigger)) });
      await vscode.workspace.applyEdit(edit);
      return await vscode.workspace.openTextDocument(uri);
    }
  }
}

/** A name in the folder that no file has yet. */
async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? name : name.replace(".trigger.", `-${number}.trigger.`);
    const uri = vscode.Uri.joinPath(folder, numbered);
    try {
      await vscode.workspace.fs.stat(uri);
    } catch {
      return uri;
    }
  }
}

/** Shows the new trigger with the cursor behind its name. */
async function showName(document: vscode.TextDocument, name: string): Promise<void> {
  const editor = await vscode.window.showTextDocument(document);
  const line = document.getText().slice(0, document.getText().lastIndexOf(name)).split("\n").length;
  const position = document.lineAt(line - 1).range.end;
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position));
}
