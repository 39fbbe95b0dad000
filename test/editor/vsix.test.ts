import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openFile, openWorkbench, startBrowser, takeScreenshot } from "./browser.ts";
import { installExtension, startEditor } from "./editor.ts";
import { npm } from "./npm.ts";
import { exampleWorkspace, root, temporaryFolder } from "./workspace.ts";

const broken = "broken.trigger.yaml";

describe("the packaged extension", () => {
  const resources = new AsyncDisposableStack();
  const extensionsDir = resources.use(temporaryFolder()).path;
  const workspace = resources.use(exampleWorkspace()).path;
  let page: Page;

  before(async () => {
    await npm(["run", "package", "--silent"], root);
    await installExtension(join(root, "hooksmith.vsix"), extensionsDir);
    writeFileSync(join(workspace, broken), "- trigger:\n    nmae: Misspelled\n");
    const editor = resources.use(await startEditor({ folder: workspace, extensionsDir }));
    page = await openWorkbench(resources.use(await startBrowser()), editor.url);
  });
  after(() => resources.disposeAsync());

  it("knows a trigger file in a fresh editor", async () => {
    await openFile(page, "hmac.trigger.yaml");
    await page.locator(".statusbar-item", { hasText: "Webhook Trigger" }).waitFor();
    await takeScreenshot(page, "vsix-language");
  });

  it("shows a problem in a fresh editor", async () => {
    await openFile(page, broken);
    await page.locator(".squiggly-error, .squiggly-warning").first().waitFor();
    await takeScreenshot(page, "vsix-problem");
  });

  it("holds what is needed to use it, and nothing else", () => {
    const allowed =
      /^(?:package\.json|package\.nls\.json|readme\.md|changelog\.md|LICENSE\.txt|\.vsixmanifest|dist\/(?:[\w-]+\/)*[\w.-]+|media\/(?:[\w-]+\/)*[\w.-]+)$/;
    const unwanted =
      /\.(?:map|ts|pem|key|p12|pfx|har|vsix)$|(?:^|\/)(?:\.env|\.npmrc|id_\w+)$|test\//;
    const names = [...packagedFiles().keys()];
    assert.ok(names.includes("dist/node/extension.js"));
    assert.deepEqual(
      names.filter((name) => !allowed.test(name) || unwanted.test(name)),
      [],
    );
  });

  it("says nothing about the machine on which it was packed", () => {
    const { username } = userInfo();
    const here = [root, `${homedir()}/`, `${tmpdir()}/`, `/home/${username}`, "sourceMappingURL"];
    const telling = [...packagedFiles()].filter(([, text]) => here.some((it) => text.includes(it)));
    assert.deepEqual(
      telling.map(([name]) => name),
      [],
    );
  });

  function packagedFiles(): ReadonlyMap<string, string> {
    const [folder = ""] = globSync("hooksmith.hooksmith-*", { cwd: extensionsDir });
    const cwd = join(extensionsDir, folder);
    const files = globSync("**/{*,.*}", { cwd, withFileTypes: true }).filter((it) => it.isFile());
    return new Map(
      files.map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(cwd.length + 1), readFileSync(path, "latin1")];
      }),
    );
  }
});
