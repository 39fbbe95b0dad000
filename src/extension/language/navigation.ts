import * as vscode from "vscode";
import { definitionAt } from "../../core/language/navigate/definition.ts";
import { type DocumentLink, documentLinks } from "../../core/language/navigate/links.ts";
import type { FilePlace } from "../../core/language/navigate/place.ts";
import { referencesAt } from "../../core/language/navigate/references.ts";
import { prepareRename, renameAt } from "../../core/language/navigate/rename.ts";
import { lineStartsOf, positionAt } from "../../core/language/position.ts";
import { editsIn, rangeIn } from "../convert.ts";
import { languageId } from "../ids.ts";
import type { Surroundings } from "../workspace/surroundings.ts";
import { textOfFile } from "../workspace/textFiles.ts";
import type { TriggerFiles } from "../workspace/triggerFiles.ts";

/** Leads from a name to where it is declared and used, and changes the names of triggers. */
export function registerNavigation(
  files: TriggerFiles,
  surroundings: Surroundings,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(languageId, {
      provideDefinition: async (document, position) => {
        const context = await surroundings.contextOf(document.uri);
        return locations(definitionAt(document.getText(), document.offsetAt(position), context));
      },
    }),
    vscode.languages.registerReferenceProvider(languageId, {
      provideReferences: async (document, position, { includeDeclaration }) => {
        const context = await surroundings.contextOf(document.uri);
        const text = document.getText();
        const offset = document.offsetAt(position);
        const sources = files.all.map(({ uri, text: other }) => ({
          path: uri.toString(),
          text: other,
        }));
        const declared = includeDeclaration ? definitionAt(text, offset, context) : [];
        return locations([...declared, ...referencesAt(text, offset, sources, context)]);
      },
    }),
    vscode.languages.registerRenameProvider(languageId, {
      prepareRename: (document, position) => {
        const renaming = prepareRename(document.getText(), document.offsetAt(position));
        if (renaming !== undefined) {
          return { range: rangeIn(document, renaming.range), placeholder: renaming.name };
        }
        throw new Error(vscode.l10n.t("Only the name of a trigger can be renamed."));
      },
      provideRenameEdits: (document, position, name) => {
        const edits = renameAt(document.getText(), document.offsetAt(position), name);
        const workspaceEdit = new vscode.WorkspaceEdit();
        workspaceEdit.set(document.uri, editsIn(document, edits ?? []));
        return workspaceEdit;
      },
    }),
    vscode.languages.registerDocumentLinkProvider(languageId, {
      provideDocumentLinks: (document) =>
        documentLinks(document.getText()).map(
          (link) =>
            new vscode.DocumentLink(rangeIn(document, link.range), targetOf(document, link)),
        ),
    }),
  );
}

function targetOf(document: vscode.TextDocument, { target }: DocumentLink): vscode.Uri {
  if (target.kind === "url") return vscode.Uri.parse(target.url);
  return target.path.startsWith("/")
    ? document.uri.with({ path: target.path })
    : vscode.Uri.joinPath(document.uri, "..", target.path);
}

function locations(places: readonly FilePlace[]): Promise<vscode.Location[]> {
  return Promise.all(
    places.map(async ({ path, range }) => {
      const uri = vscode.Uri.parse(path);
      const lineStarts = lineStartsOf((await textOfFile(uri)) ?? "");
      const at = (offset: number) => {
        const { line, character } = positionAt(lineStarts, offset);
        return new vscode.Position(line, character);
      };
      return new vscode.Location(uri, new vscode.Range(at(range.start), at(range.end)));
    }),
  );
}
