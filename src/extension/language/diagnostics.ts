import * as vscode from "vscode";
import type { CheckedFile } from "../../core/language/check.ts";
import { lineStartsOf, positionAt } from "../../core/language/position.ts";
import { diagnosticOf, type Positions } from "../convert.ts";
import type { CheckedFiles } from "../workspace/checkedFiles.ts";

/** Shows the problems of the trigger files, and keeps what it shows up to date. */
export function registerDiagnostics(checked: CheckedFiles): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection("hooksmith");
  return vscode.Disposable.from(
    shown,
    checked.onDidCheck((files) => {
      const positions = new Map(files.map((file) => [file.path, positionsIn(file)]));
      const gone: vscode.Uri[] = [];
      shown.forEach((uri) => {
        if (!positions.has(uri.toString())) gone.push(uri);
      });
      shown.set([
        ...gone.map((uri): [vscode.Uri, undefined] => [uri, undefined]),
        ...files.map((file): [vscode.Uri, vscode.Diagnostic[]] => [
          vscode.Uri.parse(file.path),
          file.problems.map((problem) =>
            diagnosticOf(positionsIn(file), problem, (path) => positions.get(path)),
          ),
        ]),
      ]);
    }),
  );
}

/** Where the lines of a checked file begin. */
function positionsIn({ text }: Pick<CheckedFile, "text">): Positions {
  const lineStarts = lineStartsOf(text);
  return {
    positionAt: (offset) => {
      const { line, character } = positionAt(lineStarts, offset);
      return new vscode.Position(line, character);
    },
  };
}
