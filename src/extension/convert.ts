import * as vscode from "vscode";
import type { Range } from "../core/language/position.ts";
import type { Problem, Severity } from "../core/language/problem.ts";
import type { TextEdit } from "../core/language/textEdit.ts";
import { commands } from "./ids.ts";

/** Where the lines of a text begin, as any document can tell. */
export interface Positions {
  positionAt(offset: number): vscode.Position;
}

/** A range of the core in a document. */
export function rangeIn(document: Positions, { start, end }: Range): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** A range of a document as the core has it. */
export function coreRange(document: vscode.TextDocument, range: vscode.Range): Range {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** Edits of the core as edits of a document. */
export function editsIn(document: Positions, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map(({ range, text }) => vscode.TextEdit.replace(rangeIn(document, range), text));
}

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What is not used is shown faded. */
const unused: ReadonlySet<string> = new Set([
  "field-not-used",
  "response-not-used",
  "rate-limit-twice",
  "rate-limit-pointless",
]);

/** A problem as the editor shows it; `positionsOf` gives the documents of related places. */
export function diagnosticOf(
  document: Positions,
  problem: Problem,
  positionsOf: (path: string) => Positions | undefined,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeIn(document, problem.range),
    problem.message,
    severities[problem.severity],
  );
  diagnostic.source = "hooksmith";
  diagnostic.code = { value: problem.code, target: explanationOf(problem.code) };
  if (unused.has(problem.code)) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
  diagnostic.relatedInformation = problem.related.flatMap(({ path, range }) => {
    const other = positionsOf(path);
    if (other === undefined) return [];
    const location = new vscode.Location(vscode.Uri.parse(path), rangeIn(other, range));
    return [
      new vscode.DiagnosticRelatedInformation(location, vscode.l10n.t("The other one is here.")),
    ];
  });
  return diagnostic;
}

/** The code of a diagnostic of ours. */
export function codeOf(diagnostic: vscode.Diagnostic): string | undefined {
  if (diagnostic.source !== "hooksmith") return undefined;
  const { code } = diagnostic;
  return typeof code === "object" ? String(code.value) : undefined;
}

/** A link to what the README says of a problem. */
function explanationOf(code: string): vscode.Uri {
  const args = encodeURIComponent(JSON.stringify([code]));
  return vscode.Uri.parse(`command:${commands.explainProblem}?${args}`);
}
