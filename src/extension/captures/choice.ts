import * as vscode from "vscode";
import type { Capture, CaptureSummary } from "../../core/captures/capture.ts";
import { UserError } from "../../node/userError.ts";
import type { Captures } from "./captures.ts";
import type { CapturesView } from "./capturesView.ts";
import { outcomeWords, sizeWords, timeWords, triggerWords } from "./captureWords.ts";

const offered = 200;

/** What the manifest gives to a command that a key of the view runs. */
const selectionOfView = "selection of the view";

/** Finds the captures that a command is meant for. */
export class CaptureChoice {
  readonly #captures: Captures;
  readonly #view: CapturesView;
  /** The capture that the inspector in front shows, if there is one. */
  readonly #inspected: () => string | undefined;

  constructor(captures: Captures, view: CapturesView, inspected: () => string | undefined) {
    this.#captures = captures;
    this.#view = view;
    this.#inspected = inspected;
  }

  /**
   * The captures that are meant, by their rows or ids, or else the one that is inspected, those that
   * are selected, or the one that is picked; none when none is.
   */
  async ids(argument: unknown, all: unknown): Promise<readonly string[]> {
    const given = this.given(argument, all);
    if (given.length > 0 || argument === selectionOfView) return given;
    const picked = await this.pick(vscode.l10n.t("Which captured request?"));
    return picked === undefined ? [] : [picked];
  }

  /** The captures that are meant, without asking; none when none is. */
  given(argument: unknown, all: unknown): readonly string[] {
    // A key that is pressed in the view is meant for its rows, whatever else is open.
    if (argument === selectionOfView) return this.#view.selection.map(({ id }) => id);
    const rows = Array.isArray(all) && all.length > 0 ? idsIn(all) : idsIn([argument].flat());
    if (rows.length > 0) return rows;
    const inspected = this.#inspected();
    if (inspected !== undefined) return [inspected];
    return this.#view.selection.map(({ id }) => id);
  }

  /** The one capture that is meant, whole; undefined when none is. */
  async one(argument: unknown): Promise<Capture | undefined> {
    const [id] = await this.ids(argument, undefined);
    return id === undefined ? undefined : await this.whole(id);
  }

  /** A capture by its id; a `UserError` when it is gone. */
  async whole(id: string): Promise<Capture> {
    const capture = (await this.#captures.store()).get(id);
    if (capture !== undefined) return capture;
    throw new UserError(
      vscode.l10n.t("This capture is no longer kept."),
      vscode.l10n.t("Choose another one."),
    );
  }

  /** Lets somebody pick one of the newest captures, without those of these ids. */
  async pick(
    placeHolder: string,
    without: readonly string[] = [],
    isFirst: (capture: CaptureSummary) => boolean = () => false,
  ): Promise<string | undefined> {
    const { captures } = (await this.#captures.store()).list({}, offered);
    const others = captures.filter(({ id }) => !without.includes(id));
    if (others.length === 0) {
      throw new UserError(
        without.length === 0
          ? vscode.l10n.t("No request is kept yet.")
          : vscode.l10n.t("No other request is kept yet."),
        vscode.l10n.t("Start the listener and send it a webhook."),
      );
    }
    const items = [...others.filter(isFirst), ...others.filter((each) => !isFirst(each))].map(
      (capture) => ({
        label: `$(${iconNames[capture.outcome]}) ${triggerWords(capture)}`,
        description: `${timeWords(capture.receivedAt)} · ${outcomeWords(capture)}`,
        detail: `${capture.method} ${capture.url.split("?", 1)[0]} · ${sizeWords(capture.bodySize)}`,
        id: capture.id,
      }),
    );
    const item = await vscode.window.showQuickPick(items, {
      placeHolder,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    return item?.id;
  }
}

const iconNames = { accepted: "pass", refused: "error", unjudged: "circle-outline" } as const;

function idsIn(values: readonly unknown[]): readonly string[] {
  return values.flatMap((value) => {
    if (typeof value === "string") return [value];
    const isRow = typeof value === "object" && value !== null && "capture" in value;
    const capture = isRow ? (value.capture as CaptureSummary | undefined) : undefined;
    return capture === undefined ? [] : [capture.id];
  });
}
