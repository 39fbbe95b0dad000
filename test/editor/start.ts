/** Opens an editor with the extension and a copy of the example workspace: `npm start`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onPath } from "./chromium.ts";
import { startEditor } from "./editor.ts";
import { copyExamples, exampleWorkspace, root } from "./workspace.ts";

const code = onPath("code");
if (code === undefined) await startInBrowser();
else await openOnDesktop(code);

async function openOnDesktop(program: string): Promise<void> {
  // It stays, since the window does after this script.
  const folder = mkdtempSync(join(tmpdir(), "hooksmith-examples-"));
  copyExamples(folder);
  const args = [`--extensionDevelopmentPath=${root}`, "--new-window", folder];
  const [exitCode] = await once(spawn(program, args, { stdio: "inherit" }), "close");
  console.log(`VS Code opens ${folder}, a copy of media/examples.`);
  process.exitCode = exitCode ?? 1;
}

async function startInBrowser(): Promise<void> {
  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  using workspace = exampleWorkspace();
  await using editor = await startEditor({ folder: workspace.path, extensionPath: root });
  console.log(`There is no desktop's VS Code here (code). Open this in a browser:

  ${editor.url}

The folder is a copy of media/examples and goes with the editor. Ctrl+C ends it.`);
  await interrupted;
}
