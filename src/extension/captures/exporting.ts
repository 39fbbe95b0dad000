import * as vscode from "vscode";
import type { Capture } from "../../core/captures/capture.ts";
import { harOf } from "../../core/captures/har.ts";
import { httpOf } from "../../core/captures/httpText.ts";
import { maskedText } from "../../core/captures/mask.ts";
import { wholeUrlOf } from "../../core/captures/replay.ts";
import { curlCommand } from "../../core/inspector/curlCommand.ts";
import { offer, showError } from "../errors.ts";
import { maskedByNow } from "./masking.ts";
import type { CaptureServices } from "./services.ts";
import { capturesOf } from "./severalCaptures.ts";

/** How an export is written, and whether credentials are masked in it. */
interface Format {
  readonly name: "har" | "http";
  readonly isMasked: boolean;
}

/** Writes captures to a file that is asked for; all that the filter wants when none are given. */
export async function exportCaptures(
  services: CaptureServices,
  ids: readonly string[],
  version: string,
  wanted: unknown,
): Promise<void> {
  const captures = [...(await capturesOf(services, ids.length === 0 ? undefined : ids))];
  const given = targetIn(wanted);
  const format = given?.format ?? (await pickFormat(captures.length));
  const file = given?.file ?? (format && (await askForFile(captures, format)));
  if (format === undefined || file === undefined) return;
  const { captures: shown, masked } = format.isMasked
    ? await maskedByNow(services.workspace, captures)
    : { captures, masked: 0 };
  const comment = maskedText(masked);
  const text =
    format.name === "har"
      ? `${JSON.stringify(harOf(shown, { version, comment }), undefined, 2)}\n`
      : httpOf(shown, comment);
  await vscode.workspace.fs.writeFile(file, Buffer.from(text));
  const where = vscode.workspace.asRelativePath(file);
  const said = vscode.l10n.t("Exported {0} to {1}.", captures.length, where);
  const message = [said, comment ?? vscode.l10n.t("No credential is masked.")].join(" ");
  const open = {
    title: vscode.l10n.t("Open"),
    run: () => vscode.commands.executeCommand("vscode.open", file),
  };
  // Whoever called does not wait for a person to read it.
  offer("information", message, [open]).catch(showError);
}

/** Copies a capture as text for another tool, its credentials masked. */
export async function copyCaptureAs(
  { workspace }: CaptureServices,
  capture: Capture,
  wanted: unknown,
): Promise<void> {
  const item =
    wanted === "http" || wanted === "curl"
      ? { as: wanted, label: wanted }
      : await vscode.window.showQuickPick(
          [
            { label: "curl", description: vscode.l10n.t("for a POSIX shell"), as: "curl" },
            { label: ".http", description: "REST Client, httpYac, JetBrains", as: "http" },
          ] as const,
          { placeHolder: vscode.l10n.t("Copy as… Credentials are masked.") },
        );
  if (item === undefined) return;
  const { captures, masked } = await maskedByNow(workspace, [capture]);
  const [{ request } = capture] = captures;
  const comment = maskedText(masked);
  const text =
    item.as === "curl"
      ? curlCommand({ ...request, url: wholeUrlOf(request) })
      : httpOf(captures, comment);
  await vscode.env.clipboard.writeText(text);
  const said = vscode.l10n.t("Copied as {0}.", item.label);
  vscode.window.setStatusBarMessage([said, comment].join(" "), 5000);
}

async function pickFormat(count: number): Promise<Format | undefined> {
  const masked = vscode.l10n.t("Credentials are masked");
  const whole = vscode.l10n.t("With signatures and tokens, so that it can be replayed; no secrets");
  const item = await vscode.window.showQuickPick(
    [
      { label: "HAR 1.2", detail: masked, format: { name: "har", isMasked: true } },
      { label: ".http", detail: masked, format: { name: "http", isMasked: true } },
      { label: "HAR 1.2", detail: whole, format: { name: "har", isMasked: false } },
      { label: ".http", detail: whole, format: { name: "http", isMasked: false } },
    ] as const,
    { placeHolder: vscode.l10n.t("Export {0} captured requests as…", count) },
  );
  return item?.format;
}

async function askForFile(
  [first, ...others]: readonly Capture[],
  { name }: Format,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");
  const title = others.length === 0 ? first?.trigger.slug || "capture" : "captures";
  return await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, `${title}.${name}`),
    filters: name === "har" ? { HAR: ["har"] } : { HTTP: ["http"] },
  });
}

/** Where another program wants an export to be written; it names the format by the file's ending. */
function targetIn(
  wanted: unknown,
): { readonly file: vscode.Uri; readonly format: Format } | undefined {
  if (!(wanted instanceof vscode.Uri)) return undefined;
  const name = wanted.path.endsWith(".har") ? "har" : "http";
  return { file: wanted, format: { name, isMasked: true } };
}
