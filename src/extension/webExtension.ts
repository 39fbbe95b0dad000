import type { ExtensionContext } from "vscode";
import { registerLanguage } from "./language/register.ts";

/** Starts the extension in a web host, where there is no Node. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(registerLanguage(context));
}
