import * as vscode from "vscode";
import type { KnownSecret, LanguageContext } from "../../core/language/languageContext.ts";
import { settingsSection } from "../ids.ts";
import { envFileOf, namesIn, watchEnvFiles } from "./envFile.ts";
import type { Projects } from "./projects.ts";
import type { SecretStore } from "./secretStore.ts";

/** The variables of the process, where there is one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What lies around a trigger file: its valohai.yaml, its env file and the secrets that are set. */
export class Surroundings implements vscode.Disposable {
  readonly #projects: Projects;
  readonly #store: SecretStore;
  readonly #environment: Environment;
  readonly #contexts = new Map<string, Promise<LanguageContext>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposable: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(projects: Projects, store: SecretStore, environment: Environment) {
    this.#projects = projects;
    this.#store = store;
    this.#environment = environment;
    const forget = () => {
      this.#contexts.clear();
      this.#changed.fire();
    };
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      watchEnvFiles(forget),
      projects.onDidChange(forget),
      store.onDidChange(forget),
      vscode.workspace.onDidGrantWorkspaceTrust(forget),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingsSection)) forget();
      }),
    );
  }

  /** The context of a document; the same one until something in it changes. */
  contextOf(uri: vscode.Uri): Promise<LanguageContext> {
    const key = uri.toString();
    const known = this.#contexts.get(key);
    if (known !== undefined) return known;
    const context = this.#read(uri);
    this.#contexts.set(key, context);
    return context;
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #read(uri: vscode.Uri): Promise<LanguageContext> {
    const [project, envFile] = await Promise.all([this.#projects.projectOf(uri), envFileOf(uri)]);
    const secrets: readonly KnownSecret[] = [
      ...this.#store.names.map((name) => ({ name, source: "secret storage" }) as const),
      ...namesIn(envFile).map((name) => ({ name, source: "env file" }) as const),
    ];
    const isInEnvironment = (name: string) => (this.#environment[name] ?? "") !== "";
    return { secrets, project, envFile, isInEnvironment };
  }
}
