import * as vscode from "vscode";

/** Headers that webhooks commonly have, with values that are usual. */
const knownHeaders: Readonly<Record<string, readonly string[]>> = {
  Accept: ["*/*", "application/json"],
  Authorization: [],
  "Content-Encoding": ["gzip"],
  "Content-Type": [
    "application/json",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "text/plain",
  ],
  "Idempotency-Key": [],
  "Request-Timestamp": [],
  "User-Agent": [],
  "Webhook-Id": [],
  "Webhook-Signature": [],
  "Webhook-Timestamp": [],
  "X-Event-Type": [],
  "X-GitHub-Delivery": [],
  "X-GitHub-Event": ["push", "pull_request", "ping"],
  "X-Gitlab-Event": [],
  "X-Gitlab-Token": [],
  "X-Hub-Signature-256": [],
  "X-Request-Id": [],
  "X-Request-Timestamp": [],
  "X-Signature": [],
  "X-Webhook-Signature": [],
};

/** Proposes names and values of headers in a request that is being written. */
export function proposeHeaders(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.CompletionItem[] | undefined {
  if (isInBody(document, position.line)) return undefined;
  const before = document.lineAt(position.line).text.slice(0, position.character);
  const [, name] = /^([^\s:]+):\s*\S*$/.exec(before) ?? [];
  if (name !== undefined) return valuesOf(name);
  return /^[\w-]*$/.test(before) ? namesWithout(document) : undefined;
}

function namesWithout(document: vscode.TextDocument): vscode.CompletionItem[] {
  const text = document.getText().toLowerCase();
  return Object.keys(knownHeaders)
    .filter((name) => !text.includes(`\n${name.toLowerCase()}:`))
    .map((name) => {
      const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Field);
      item.insertText = `${name}: `;
      item.command = { command: "editor.action.triggerSuggest", title: "" };
      return item;
    });
}

function valuesOf(name: string): vscode.CompletionItem[] | undefined {
  const known = Object.keys(knownHeaders).find(
    (candidate) => candidate.toLowerCase() === name.toLowerCase(),
  );
  return knownHeaders[known ?? ""]?.map(
    (value) => new vscode.CompletionItem(value, vscode.CompletionItemKind.Value),
  );
}

/** Whether a line stands behind the first empty one. */
function isInBody(document: vscode.TextDocument, line: number): boolean {
  for (let index = 0; index < line; index += 1) {
    if (document.lineAt(index).isEmptyOrWhitespace) return true;
  }
  return false;
}
