import * as vscode from "vscode";
import type { Shape } from "../../core/message/shape.ts";

/** A page that is shown in a webview. */
export interface Page<Sent, Received> {
  /** The folder of its sources, after which its script and style are named. */
  readonly name: string;
  readonly title: string;
  /** What the page may say; anything else is dropped. */
  readonly isReceived: Shape<Received>;
  readonly receive: (message: Received, post: (message: Sent) => void) => unknown;
}

/**
 * Shows a page in a webview and returns how to speak to it. The page may load its own script, style
 * and icons, and nothing else from anywhere. What it is told before it says its first word is lost.
 */
export function showPage<Sent, Received>(
  webview: vscode.Webview,
  extension: vscode.Uri,
  { name, title, isReceived, receive }: Page<Sent, Received>,
): vscode.Disposable & { post(message: Sent): void } {
  const folder = vscode.Uri.joinPath(extension, "dist/webview");
  const post = (message: Sent) => void webview.postMessage(message);
  const listening = webview.onDidReceiveMessage((message: unknown) =>
    isReceived(message) ? receive(message, post) : undefined,
  );
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = htmlOf(webview, folder, name, title);
  return { post, dispose: () => listening.dispose() };
}

function htmlOf(webview: vscode.Webview, folder: vscode.Uri, name: string, title: string): string {
  const addressOf = (file: string) =>
    attribute(webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString());
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ];
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy.join("; "))}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${attribute(title)}</title>
    <link rel="stylesheet" nonce="${nonce}" href="${addressOf(`${name}.css`)}">
  </head>
  <body>
    <div id="page"></div>
    <script nonce="${nonce}" src="${addressOf(`${name}.js`)}"></script>
  </body>
</html>`;
}

function attribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
