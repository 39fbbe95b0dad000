import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { editorProgram, installEditor } from "./install.ts";
import { type TemporaryFolder, temporaryFolder } from "./workspace.ts";

const startLimit = 60_000;
const stopLimit = 5_000;

/** What an editor opens and runs. */
export interface EditorOptions {
  /** The absolute path of the workspace folder, or of a `.code-workspace` file. */
  readonly folder: string;
  /** Whether the editor asks for trust, as it does outside the tests. */
  readonly asksForTrust?: boolean;
  /** The extension under development. */
  readonly extensionPath?: string;
  /** Where packaged extensions were installed. */
  readonly extensionsDir?: string;
  /** User settings beside those that keep the editor quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A script whose `run` the extension host calls when it is up. */
  readonly suitePath?: string;
  /** Environment variables of the extension host beside our own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A running editor, which a browser opens at `url`. */
export interface Editor extends AsyncDisposable {
  readonly url: string;
  /** Where it keeps its settings, and extensions what is theirs. */
  readonly dataPath: string;
  stop(): Promise<void>;
}

/** Starts VS Code on a free port of this machine, installing it first when it is missing. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  await installEditor();
  const data = temporaryFolder();
  writeSettings(data, options.settings ?? {});
  const child = spawnEditor(data, options.environment ?? {}, [
    ...["--bind-addr", "127.0.0.1:0", "--auth", "none"],
    ...["--config", join(data.path, "config.yaml")],
    ...["--disable-telemetry", "--disable-update-check"],
    ...(options.asksForTrust === true ? [] : ["--disable-workspace-trust"]),
    ...["--disable-getting-started-override", "--vscode-option", "enable-smoke-test-driver"],
    ...["--user-data-dir", data.path],
    ...["--extensions-dir", options.extensionsDir ?? join(data.path, "extensions")],
  ]);
  const kill = () => signalGroup(child, "SIGKILL");
  // Before the temporary folder is removed, for which the process listens too.
  process.prependOnceListener("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    await end(child);
    data[Symbol.dispose]();
  };
  try {
    const host = await listeningHost(child);
    const url = workbenchUrl(host, options);
    return { url, dataPath: data.path, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a packaged extension into a folder of extensions, as `code --install-extension` does. */
export async function installExtension(vsix: string, extensionsDir: string): Promise<void> {
  await installEditor();
  using data = temporaryFolder();
  const child = spawnEditor(data, {}, [
    ...["--config", join(data.path, "config.yaml"), "--user-data-dir", data.path],
    ...["--extensions-dir", extensionsDir, "--install-extension", vsix],
  ]);
  const said = collectOutput(child);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The editor did not install ${vsix}.\n${said()}`);
}

function writeSettings(data: TemporaryFolder, settings: Readonly<Record<string, unknown>>): void {
  const quiet = {
    "chat.disableAIFeatures": true,
    "extensions.autoCheckUpdates": false,
    "extensions.autoUpdate": false,
    "extensions.ignoreRecommendations": true,
    // The web's default differs from the desktop's.
    "files.autoSave": "off",
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    // The theme is the one that is set, whatever the browser prefers.
    "window.autoDetectColorScheme": false,
    "window.autoDetectHighContrast": false,
    "workbench.enableExperiments": false,
    // What opens late takes the focus, and a list that somebody is about to use would close.
    "workbench.quickOpen.closeOnFocusLost": false,
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
  };
  mkdirSync(join(data.path, "User"));
  writeFileSync(join(data.path, "User/settings.json"), JSON.stringify({ ...quiet, ...settings }));
}

function spawnEditor(
  data: TemporaryFolder,
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
): ChildProcess {
  return spawn(process.execPath, [editorProgram, ...args], {
    env: {
      ...environmentOfOurOwn(),
      XDG_CONFIG_HOME: data.path,
      XDG_DATA_HOME: data.path,
      XDG_RUNTIME_DIR: data.path,
      EXTENSIONS_GALLERY: "{}",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, so that the extension hosts end with it.
    detached: true,
  });
}

/** The environment without what an editor around this process left there for its own programs. */
function environmentOfOurOwn(): NodeJS.ProcessEnv {
  const foreign = /^(?:VSCODE_|CODE_SERVER_|ELECTRON_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function listeningHost(child: ChildProcess): Promise<string> {
  const said = collectOutput(child);
  const found = Promise.withResolvers<string>();
  const look = () => {
    const host = /server listening on http:\/\/([\d.]+:\d+)/.exec(said())?.[1];
    if (host !== undefined) found.resolve(host);
  };
  const fail = (what: string) => found.reject(new Error(`The editor ${what}.\n${said()}`));
  const timer = setTimeout(fail, startLimit, "did not start in a minute");
  child.stdout?.on("data", look);
  child.on("error", (error) => fail(`could not be started: ${error.message}`));
  child.on("close", () => fail("ended while starting"));
  return await found.promise.finally(() => clearTimeout(timer));
}

/** Keeps what the editor says for the case that it fails; it is no news that native modules lack. */
function collectOutput(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (more: string) => {
      text = (text + more).slice(-20_000);
    });
  }
  return () =>
    text
      .split("\n")
      .filter((line) => !/spdlog|watchdog/.test(line))
      .join("\n");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const closed = once(child, "close");
    const timer = setTimeout(signalGroup, stopLimit, child, "SIGKILL");
    signalGroup(child, "SIGTERM");
    await closed;
    clearTimeout(timer);
  }
  signalGroup(child, "SIGKILL");
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone, which is what was wanted.
  }
}

function workbenchUrl(host: string, { folder, extensionPath, suitePath }: EditorOptions): string {
  const url = new URL(`http://${host}/`);
  url.searchParams.set(folder.endsWith(".code-workspace") ? "workspace" : "folder", folder);
  const remote = (path: string) => `vscode-remote://${host}${path}`;
  const payload = [
    ...(extensionPath === undefined ? [] : [["extensionDevelopmentPath", remote(extensionPath)]]),
    ...(suitePath === undefined ? [] : [["extensionTestsPath", remote(suitePath)]]),
  ];
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}
