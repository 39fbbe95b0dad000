import * as vscode from "vscode";
import { referencesIn } from "../../core/captures/edited.ts";
import { requestsInHttp } from "../../core/captures/httpFile.ts";
import { httpDocumentOf } from "../../core/captures/httpText.ts";
import { wholeUrlOf } from "../../core/captures/replay.ts";
import type { WebhookRequest } from "../../core/request/request.ts";
import { UserError } from "../../node/userError.ts";
import { contextKeys } from "../ids.ts";
import { proposeHeaders } from "./headerCompletion.ts";
import { showReplayed } from "./replay.ts";
import { type Replayed, Replayer } from "./replayer.ts";
import type { CaptureServices } from "./services.ts";

/** Captures that are being edited, each in an untitled document with buttons that send it. */
export class CaptureEditors implements vscode.Disposable {
  readonly #services: CaptureServices;
  /** The captures, by the addresses of their documents. */
  readonly #open = new Map<string, string>();
  readonly #disposable: vscode.Disposable;

  constructor(services: CaptureServices) {
    this.#services = services;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.#open.delete(uri.toString())) this.#tell();
      }),
      vscode.languages.registerCompletionItemProvider(
        { scheme: "untitled" },
        {
          provideCompletionItems: (document, position) =>
            this.#open.has(document.uri.toString())
              ? proposeHeaders(document, position)
              : undefined,
        },
      ),
    );
  }

  /** Opens a capture as a document in which everything can be changed. */
  async edit(id: string): Promise<void> {
    const capture = await this.#services.choice.whole(id);
    const document = await vscode.workspace.openTextDocument({
      content: editableText(capture.request),
      language: "http",
    });
    this.#open.set(document.uri.toString(), id);
    this.#tell();
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Sends the document in front as it is written now, signed anew or just so. */
  async send(isSigned: boolean): Promise<Replayed | undefined> {
    const document = vscode.window.activeTextEditor?.document;
    const id = document && this.#open.get(document.uri.toString());
    if (document === undefined || id === undefined) return undefined;
    const capture = await this.#services.choice.whole(id);
    const written = referencesIn(requestIn(document.getText()), capture.references);
    const replayer = await Replayer.ofNow(this.#services);
    const target = elsewhere(written.request, capture.request);
    const sending = { how: "edited", target, isSigned } as const;
    const replayed = await replayer.send(capture, written, sending);
    if (replayed !== undefined) await showReplayed(this.#services, replayed);
    return replayed;
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #tell(): void {
    const documents = [...this.#open.keys()];
    void vscode.commands.executeCommand("setContext", contextKeys.captureEditors, documents);
  }
}

function editableText(request: WebhookRequest): string {
  const remark = vscode.l10n.t(
    "Change what you like, then choose “Sign and Send” or “Send as Written” above.",
  );
  return `# ${remark}\n${httpDocumentOf(request)}`;
}

function requestIn(text: string): WebhookRequest {
  const [stored] = requestsInHttp(text);
  if (stored?.outcome === "read") return stored.request;
  throw new UserError(
    stored?.why ?? "",
    vscode.l10n.t("Write it as: a request line, header lines, an empty line, the body."),
  );
}

/** Where the request goes when somebody wrote another host than it was received at. */
function elsewhere({ url }: WebhookRequest, before: WebhookRequest): string | undefined {
  const isWritten = /^https?:\/\//i.test(url) && URL.canParse(url);
  return isWritten && new URL(url).origin !== new URL(wholeUrlOf(before)).origin ? url : undefined;
}
