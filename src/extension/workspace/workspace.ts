import * as vscode from "vscode";
import { CheckedFiles } from "./checkedFiles.ts";
import { Projects } from "./projects.ts";
import { SecretStore } from "./secretStore.ts";
import { type Environment, Surroundings } from "./surroundings.ts";
import { TriggerFiles } from "./triggerFiles.ts";

/** What all features of the extension know of the workspace, each thing read once. */
export class Workspace implements vscode.Disposable {
  readonly secretStore: SecretStore;
  readonly files = new TriggerFiles();
  readonly projects = new Projects();
  readonly surroundings: Surroundings;
  readonly checked: CheckedFiles;

  constructor(context: vscode.ExtensionContext, environment: Environment = {}) {
    this.secretStore = new SecretStore(context);
    this.surroundings = new Surroundings(this.projects, this.secretStore, environment);
    this.checked = new CheckedFiles(this.files, this.surroundings);
  }

  dispose(): void {
    vscode.Disposable.from(
      this.checked,
      this.surroundings,
      this.projects,
      this.files,
      this.secretStore,
    ).dispose();
  }
}
