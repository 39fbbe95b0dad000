import { setImmediate } from "node:timers/promises";
import * as vscode from "vscode";
import type { Capture } from "../../core/captures/capture.ts";
import type { CaptureServices } from "./services.ts";

const pageSize = 500;
const restMilliseconds = 50;

/** Captures in the order of their receipt, each read when it is its turn. */
export interface SeveralCaptures extends Iterable<Capture> {
  readonly count: number;
}

/** These captures, or all that the filter of the view wants. */
export async function capturesOf(
  { captures, view }: Pick<CaptureServices, "captures" | "view">,
  wanted: readonly string[] | undefined,
): Promise<SeveralCaptures> {
  const store = await captures.store();
  const ids =
    wanted === undefined
      ? [...store.pages(view.filter, pageSize)]
          .flatMap((page) => page.map(({ id }) => id))
          .reverse()
      : inOrder(wanted, store);
  return {
    count: ids.length,
    *[Symbol.iterator]() {
      for (const id of ids) {
        const capture = store.get(id);
        if (capture !== undefined) yield capture;
      }
    },
  };
}

function inOrder(
  ids: readonly string[],
  store: { get(id: string): Capture | undefined },
): readonly string[] {
  const positions = new Map(ids.map((id) => [id, store.get(id)?.position ?? 0]));
  return ids.toSorted((left, right) => (positions.get(left) ?? 0) - (positions.get(right) ?? 0));
}

/** What long work says of itself, and how it is broken off. */
export interface Work {
  readonly signal: AbortSignal;
  /** Says that one more is done; lets the window go on now and then. */
  step(): Promise<void>;
}

/** Does long work with a progress that can be broken off. */
export async function withinProgress(
  title: string,
  count: number,
  work: (work: Work) => Promise<void>,
): Promise<void> {
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancelled) => {
      const controller = new AbortController();
      cancelled.onCancellationRequested(() => controller.abort(new vscode.CancellationError()));
      let done = 0;
      let rested = performance.now();
      const step = async () => {
        done += 1;
        if (performance.now() - rested < restMilliseconds) return;
        progress.report({ message: vscode.l10n.t("{0} of {1}", done, count) });
        await setImmediate();
        rested = performance.now();
      };
      await work({ signal: controller.signal, step });
    },
  );
}
