import assert from "node:assert/strict";
import * as vscode from "vscode";
import { after, codesOf, fileAt, openExample, replace, until, untilCodes } from "./workspace.ts";

const examples = [
  "hmac.trigger.yaml",
  "jwt.trigger.yaml",
  "launch.trigger.yaml",
  "more-examples.trigger.yaml",
  "static-token.trigger.yaml",
  "timestamp.trigger.yaml",
];

const broken = `- trigger:
    name: Broken
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:WEBHOOK_TOKEN}"
          token-lookup-namespace: http-heder
          token-lookup-key: Authorization
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Time
          drift-tolerance: 300
`;

describe("the examples", () => {
  for (const name of examples) {
    it(`have no problem in ${name}`, async () => {
      const document = await openExample(name);
      // A problem that was made comes and goes, so that the silence is not that of a check to come.
      await replace(document, "trigger:", "triger:");
      await until(() => codesOf(document.uri).includes("unknown-key"));
      await vscode.commands.executeCommand("undo");
      await untilCodes(document.uri, []);
    });
  }
});

describe("the language in the editor", () => {
  let document: vscode.TextDocument;

  beforeEach(async () => {
    document = await vscode.workspace.openTextDocument({
      language: "webhook-trigger",
      content: broken,
    });
    await vscode.window.showTextDocument(document);
  });
  afterEach(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));

  it("shows a problem after a keystroke and takes it back when it is mended", async () => {
    await untilCodes(document.uri, ["unknown-word"]);
    await replace(document, "http-heder", "http-header");
    await untilCodes(document.uri, ["timestamp-not-signed"]);
    await replace(document, "drift-tolerance: 300", "drift-tolerance: [");
    await untilCodes(document.uri, ["yaml-syntax"]);
    await replace(document, "drift-tolerance: [", "drift-tolerance: 300");
    await untilCodes(document.uri, ["timestamp-not-signed"]);
  });

  it("mends a problem by its quick fix", async () => {
    await untilCodes(document.uri, ["unknown-word"]);
    const [diagnostic] = vscode.languages.getDiagnostics(document.uri);
    assert.ok(diagnostic);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      diagnostic.range,
    );
    const fix = actions.find((action) => action.isPreferred);
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /token-lookup-namespace: http-header\n/);
    await untilCodes(document.uri, ["timestamp-not-signed"]);
  });

  it("mends all that is clear at once", async () => {
    await untilCodes(document.uri, ["unknown-word"]);
    await vscode.commands.executeCommand("hooksmith.fixAll");
    await until(() => document.getText().includes("http-header\n          token-lookup-key"));
  });

  it("proposes the words of a field", async () => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      after(document, "auth-type: "),
    );
    const labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
    for (const word of ["static", "hmac", "jwt"]) assert.ok(labels.includes(word), word);
  });

  it("explains a field", async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      after(document, "drift-tol"),
    );
    const text = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
    assert.match(text.map(({ value }) => value).join(), /Drift Tolerance/);
  });

  it("outlines the triggers with their conditions", async () => {
    const [trigger] = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    assert.equal(trigger?.name, "Broken");
    assert.equal(trigger.children.length, 2);
  });

  it("folds, says times in words and lays a file out", async () => {
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      document.uri,
    );
    assert.ok(folds.length >= 3);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [hint] = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      "vscode.executeInlayHintProvider",
      document.uri,
      whole,
    );
    assert.equal(hint?.label, "5 minutes");
    await replace(document, "\n    conditions:", "\n\n\n\n    conditions:");
    await vscode.commands.executeCommand("editor.action.formatDocument");
    await until(() => !document.getText().includes("\n\n\n"));
  });

  it("renames a trigger", async () => {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      after(document, "name: Bro"),
      "Mended: again",
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(document.getText(), /name: "Mended: again"|name: 'Mended: again'/);
  });
});

describe("a trigger file beside its valohai.yaml", () => {
  it("leads to the step, and back to its uses", async () => {
    const document = await openExample("launch.trigger.yaml");
    const position = after(document, "step: Webhook");
    const [definition] = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      position,
    );
    assert.equal(definition?.uri.toString(), fileAt("valohai.yaml").toString());
    const references = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeReferenceProvider",
      document.uri,
      position,
    );
    assert.ok(references.some(({ uri }) => uri.toString() === document.uri.toString()));
  });

  it("is checked against it, also while it changes", async () => {
    const document = await openExample("launch.trigger.yaml");
    await untilCodes(document.uri, []);
    const project = await openExample("valohai.yaml");
    await replace(project, "name: Webhook Pipeline", "name: Another Pipeline");
    await until(() => codesOf(document.uri).length > 0);
    await vscode.commands.executeCommand("undo");
    await untilCodes(document.uri, []);
  });

  it("shares its names with the other files of the workspace", async () => {
    const uri = fileAt("second.trigger.yaml");
    const text = "# hooksmith-ignore: no-conditions\n- trigger:\n    name: Static token\n";
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const shown = () => [...codesOf(uri), ...codesOf(fileAt("static-token.trigger.yaml"))];
    await until(() => shown().includes("name-not-unique"));
    await vscode.workspace.fs.delete(uri);
    await until(() => shown().length === 0);
  });
});

describe("the settings", () => {
  const section = () => vscode.workspace.getConfiguration("hooksmith");

  afterEach(async () => {
    for (const name of ["severities", "portabilityProblems"]) {
      await section().update(name, undefined, vscode.ConfigurationTarget.Workspace);
    }
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("switch a problem off or give it another severity", async () => {
    const content = broken.replace("http-heder", "http-header\n          digest-encoding: base64");
    const document = await vscode.workspace.openTextDocument({
      language: "webhook-trigger",
      content,
    });
    await vscode.window.showTextDocument(document);
    await untilCodes(document.uri, ["not-portable", "timestamp-not-signed"]);
    await section().update("portabilityProblems", false, vscode.ConfigurationTarget.Workspace);
    await untilCodes(document.uri, ["timestamp-not-signed"]);
    const severities = { "timestamp-not-signed": "hint" };
    await section().update("severities", severities, vscode.ConfigurationTarget.Workspace);
    await until(() => {
      const [diagnostic] = vscode.languages.getDiagnostics(document.uri);
      return diagnostic?.severity === vscode.DiagnosticSeverity.Hint;
    });
  });
});

describe("the task", () => {
  it("checks a workspace folder", async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: "hooksmith" });
    const [task] = tasks;
    assert.ok(task);
    const ended = new Promise<number | undefined>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(({ exitCode }) => {
        listener.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(task);
    assert.equal(await ended, 0);
  });
});
