import * as vscode from "vscode";

const taskType = "hooksmith";

/** Offers `hooksmith check` as a task, for each workspace folder and for what tasks.json names. */
export function registerTasks({ extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  const program = vscode.Uri.joinPath(extensionUri, "dist", "cli.cjs").fsPath;
  return vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: () =>
      vscode.workspace.isTrusted
        ? (vscode.workspace.workspaceFolders ?? []).map((folder) =>
            checkTask(program, { type: taskType, path: "." }, folder),
          )
        : [],
    resolveTask: ({ definition, scope }) =>
      checkTask(program, definition, scope ?? vscode.TaskScope.Workspace),
  });
}

function checkTask(
  program: string,
  definition: vscode.TaskDefinition,
  scope: vscode.Task["scope"] & {},
): vscode.Task {
  const path = String(definition.path);
  const execution = new vscode.ProcessExecution(
    process.execPath,
    [program, "check", path, "--format", "github"],
    // On a desktop the host is Electron, which is Node only when told so.
    { env: { ELECTRON_RUN_AS_NODE: "1" } },
  );
  const name = path === "." ? "check" : `check ${path}`;
  const task = new vscode.Task(definition, scope, name, taskType, execution, "$hooksmith");
  task.group = vscode.TaskGroup.Build;
  return task;
}
