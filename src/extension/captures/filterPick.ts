import * as vscode from "vscode";
import type { CaptureFilter } from "../../core/captures/capture.ts";
import { isFlag, isMaybe, isRecord, isText, isWordOf } from "../../core/message/shape.ts";
import { reasons } from "../../core/trigger/trigger.ts";
import type { CaptureStore } from "../../node/captures/captureStore.ts";

interface Item extends vscode.QuickPickItem {
  readonly filter?: CaptureFilter;
}

const isFilter = isRecord({
  text: isMaybe(isText),
  trigger: isMaybe(isText),
  outcome: isMaybe(isWordOf("accepted", "refused", "unjudged")),
  reason: isMaybe(isWordOf(...reasons)),
  pinned: isMaybe(isFlag),
});

/** The filter that a link or another extension gives to the command; undefined for anything else. */
export function filterFrom(wanted: unknown): CaptureFilter | undefined {
  if (!isFilter(wanted)) return undefined;
  return Object.fromEntries(
    Object.entries(wanted).filter(([name]) => Object.hasOwn(names(), name)),
  );
}

/** Lets somebody narrow or widen a filter by one step; undefined when that is given up. */
export async function pickFilter(
  filter: CaptureFilter,
  store: CaptureStore,
  triggers: readonly { readonly slug: string; readonly name: string }[],
): Promise<CaptureFilter | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t("Filter captured requests");
  pick.placeholder = vscode.l10n.t("Type a text to search for, or choose what to show");
  pick.matchOnDescription = true;
  const offers = [...activeItems(filter), ...offeredItems(filter, store, triggers)];
  const update = () => {
    pick.items = [...textItems(filter, pick.value), ...offers];
  };
  const accepted = Promise.withResolvers<CaptureFilter | undefined>();
  const disposable = vscode.Disposable.from(
    pick,
    pick.onDidChangeValue(update),
    pick.onDidAccept(() => accepted.resolve(pick.selectedItems[0]?.filter)),
    pick.onDidHide(() => accepted.resolve(undefined)),
  );
  update();
  pick.show();
  return await accepted.promise.finally(() => disposable.dispose());
}

function textItems(filter: CaptureFilter, value: string): readonly Item[] {
  const text = value.trim();
  if (text === "") return [];
  const label = vscode.l10n.t("$(search) Containing “{0}”", text);
  const detail = vscode.l10n.t("In the method, URL, headers or body");
  return [{ label, detail, alwaysShow: true, filter: { ...filter, text } }];
}

/** What is filtered by now, each to be left out. */
function activeItems(filter: CaptureFilter): readonly Item[] {
  const parts = Object.keys(filter) as (keyof CaptureFilter)[];
  if (parts.length === 0) return [];
  return [
    separator(vscode.l10n.t("Shown now: click to leave out")),
    ...parts.map((part) => {
      const { [part]: value, ...others } = filter;
      const words = value === true ? "" : String(value);
      return { label: `$(close) ${names()[part]}`, description: words, filter: others };
    }),
    { label: vscode.l10n.t("$(clear-all) Show all"), filter: {} },
  ];
}

function offeredItems(
  filter: CaptureFilter,
  store: CaptureStore,
  triggers: readonly { readonly slug: string; readonly name: string }[],
): readonly Item[] {
  const counted = (label: string, part: CaptureFilter): readonly Item[] => {
    const count = store.count(part);
    return count === 0
      ? []
      : [{ label, description: String(count), filter: { ...filter, ...part } }];
  };
  return [
    separator(vscode.l10n.t("Verdict")),
    ...counted(vscode.l10n.t("$(pass) Accepted"), { outcome: "accepted" }),
    ...counted(vscode.l10n.t("$(error) Refused"), { outcome: "refused" }),
    ...counted(vscode.l10n.t("$(circle-outline) Not judged"), { outcome: "unjudged" }),
    ...counted(vscode.l10n.t("$(pinned) Pinned"), { pinned: true }),
    separator(vscode.l10n.t("Trigger")),
    ...triggers.flatMap(({ slug, name }) => counted(`$(symbol-event) ${name}`, { trigger: slug })),
    separator(vscode.l10n.t("Reason")),
    ...reasons.flatMap((reason) => counted(`$(info) ${reason}`, { reason })),
  ];
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function names(): Readonly<Record<keyof CaptureFilter, string>> {
  return {
    text: vscode.l10n.t("Text"),
    trigger: vscode.l10n.t("Trigger"),
    outcome: vscode.l10n.t("Verdict"),
    reason: vscode.l10n.t("Reason"),
    pinned: vscode.l10n.t("Pinned"),
    replayOf: vscode.l10n.t("Replays"),
  };
}
