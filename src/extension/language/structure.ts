import * as vscode from "vscode";
import { formatEdits } from "../../core/language/format/formatEdits.ts";
import { foldingRanges } from "../../core/language/outline/folding.ts";
import { inlayHints } from "../../core/language/outline/hints.ts";
import { type OutlineEntry, outlineOf } from "../../core/language/outline/outline.ts";
import { selectionRanges } from "../../core/language/outline/selection.ts";
import type { Range } from "../../core/language/position.ts";
import { coreRange, editsIn, rangeIn } from "../convert.ts";
import { languageId } from "../ids.ts";

/** Shows how a file is built: symbols, folding, growing selections, times in words, and its layout. */
export function registerStructure(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider(languageId, {
      provideDocumentSymbols: (document) =>
        outlineOf(document.getText()).map((entry) => symbolOf(document, entry)),
    }),
    vscode.languages.registerFoldingRangeProvider(languageId, {
      provideFoldingRanges: (document) =>
        foldingRanges(document.getText()).map(({ kind, range }) => {
          const { start, end } = rangeIn(document, range);
          const comment = kind === "comment" ? vscode.FoldingRangeKind.Comment : undefined;
          return new vscode.FoldingRange(start.line, end.line, comment);
        }),
    }),
    vscode.languages.registerSelectionRangeProvider(languageId, {
      provideSelectionRanges: (document, positions) => {
        const offsets = positions.map((position) => document.offsetAt(position));
        return selectionRanges(document.getText(), offsets).map((ranges) =>
          nested(document, ranges),
        );
      },
    }),
    vscode.languages.registerInlayHintsProvider(languageId, {
      provideInlayHints: (document, range) =>
        inlayHints(document.getText(), coreRange(document, range)).map(({ offset, text }) => {
          const hint = new vscode.InlayHint(document.positionAt(offset), text);
          hint.paddingLeft = true;
          return hint;
        }),
    }),
    vscode.languages.registerDocumentFormattingEditProvider(languageId, {
      provideDocumentFormattingEdits: (document, { tabSize }) =>
        editsIn(document, formatEdits(document.getText(), { indent: tabSize })),
    }),
  );
}

const symbolKinds: Readonly<Record<OutlineEntry["kind"], vscode.SymbolKind>> = {
  trigger: vscode.SymbolKind.Event,
  condition: vscode.SymbolKind.Key,
  action: vscode.SymbolKind.Function,
  test: vscode.SymbolKind.Method,
};

function symbolOf(document: vscode.TextDocument, entry: OutlineEntry): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    entry.name,
    entry.detail,
    symbolKinds[entry.kind],
    rangeIn(document, entry.range),
    rangeIn(document, entry.selection),
  );
  symbol.children = entry.children.map((child) => symbolOf(document, child));
  return symbol;
}

/** The ranges from the innermost to the whole text, each the parent of the one before. */
function nested(document: vscode.TextDocument, ranges: readonly Range[]): vscode.SelectionRange {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return ranges
    .toReversed()
    .reduce<vscode.SelectionRange>(
      (parent, range) => new vscode.SelectionRange(rangeIn(document, range), parent),
      new vscode.SelectionRange(whole),
    );
}
