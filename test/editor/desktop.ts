/** Runs the suite inside the desktop's VS Code, which is downloaded: `node test/editor/desktop.ts`. */
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { bundleSuite } from "./suiteBundle.ts";
import { printSuiteOutput } from "./suiteOutput.ts";
import { exampleWorkspace, root, temporaryFolder } from "./workspace.ts";

const suitePath = await bundleSuite();
using output = await printSuiteOutput();
using workspace = exampleWorkspace();
using data = temporaryFolder();
try {
  const code = await Promise.race([runDesktop(), output.silence]);
  process.exitCode = output.result() === "passed" ? code : 1;
} catch (error) {
  process.exitCode = 1;
  if (output.result() === "unfinished") {
    console.error(`The suite could not be run in the desktop's VS Code. ${error}`);
  }
}

function runDesktop(): Promise<number> {
  return runTests({
    cachePath: join(import.meta.dirname, "node_modules/.vscode-test"),
    extensionDevelopmentPath: root,
    extensionTestsPath: suitePath,
    extensionTestsEnv: output.environment,
    launchArgs: [workspace.path, "--disable-extensions", "--user-data-dir", data.path],
  });
}
