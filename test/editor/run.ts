/** Runs the suite inside a real VS Code in a real browser: `node test/editor/run.ts [pattern]`. */
import { openPage, startBrowser, takeScreenshot } from "./browser.ts";
import { startEditor } from "./editor.ts";
import { bundleSuite } from "./suiteBundle.ts";
import { printSuiteOutput } from "./suiteOutput.ts";
import { exampleWorkspace, root } from "./workspace.ts";

process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
const suitePath = await bundleSuite();
using output = await printSuiteOutput();
using workspace = exampleWorkspace();
await using editor = await startEditor({
  folder: workspace.path,
  extensionPath: root,
  suitePath,
  environment: output.environment,
});
await using browser = await startBrowser();
const page = await openPage(browser);
const exited = Promise.withResolvers<number>();
await page.exposeFunction("codeAutomationExit", exited.resolve);
await page.goto(editor.url);
try {
  const code = await Promise.race([exited.promise, output.silence]);
  if (output.result() === "unfinished") throw new Error(`The suite broke off (${code}).`);
  process.exitCode = output.result() === "passed" ? code : 1;
} catch (error) {
  process.exitCode = 1;
  console.error(`${error}\nThe editor then: ${await takeScreenshot(page, "broken-off")}`);
}
