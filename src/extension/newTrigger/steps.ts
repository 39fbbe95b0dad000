import * as vscode from "vscode";

/** One question of several: what it is called, and where it stands among them. */
export interface Step {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** An answer, the wish to go back to the question before, or undefined when it is given up. */
export type Answer<Value> = { readonly value: Value } | "back" | undefined;

/** Lets somebody pick an item; with a button that leads back from all but the first question. */
export function askToPick<Item extends vscode.QuickPickItem>(
  step: Step,
  placeholder: string,
  items: readonly Item[],
): Promise<Answer<Item>> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.items = items;
  pick.placeholder = placeholder;
  pick.matchOnDetail = true;
  return ask(pick, step, () => {
    const [value] = pick.selectedItems;
    return value && { value };
  });
}

/** Asks for a text; a sentence of `problemOf` says why it does not serve. */
export function askForText(
  step: Step,
  prompt: string,
  value: string,
  problemOf: (text: string) => string | undefined,
): Promise<Answer<string>> {
  const box = vscode.window.createInputBox();
  box.prompt = prompt;
  box.value = value;
  const validate = () => {
    box.validationMessage = problemOf(box.value);
  };
  box.onDidChangeValue(validate);
  return ask(box, step, () => {
    validate();
    return problemOf(box.value) === undefined ? { value: box.value } : undefined;
  });
}

/** Shows a question until it is answered; `answer` gives undefined while the answer does not serve. */
function ask<Value>(
  input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
  { title, step, totalSteps }: Step,
  answer: () => { readonly value: Value } | undefined,
): Promise<Answer<Value>> {
  return new Promise((resolve) => {
    const finish = (result: Answer<Value>) => {
      resolve(result);
      input.dispose();
    };
    Object.assign(input, { title, step, totalSteps, ignoreFocusOut: true });
    input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
    input.onDidTriggerButton(() => finish("back"));
    input.onDidAccept(() => {
      const given = answer();
      if (given !== undefined) finish(given);
    });
    input.onDidHide(() => finish(undefined));
    input.show();
  });
}
