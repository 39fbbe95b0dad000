import { setTimeout } from "node:timers/promises";
import axe from "axe-core";
import type { Frame, Page } from "playwright-core";

/** The frame of a page in a webview, two frames deep, as soon as one shows this selector. */
export async function pageFrame(page: Page, selector: string): Promise<Frame> {
  for (;;) {
    for (const frame of page.frames()) {
      if ((await isActive(frame)) && (await shows(frame, selector))) return frame;
    }
    await setTimeout(50);
  }
}

async function isActive(frame: Frame): Promise<boolean> {
  if (frame.parentFrame() === null) return false;
  const element = await frame.frameElement().catch(() => undefined);
  return (await element?.getAttribute("id").catch(() => undefined)) === "active-frame";
}

/** Whether a frame that may go at any time shows something. */
async function shows(frame: Frame, selector: string): Promise<boolean> {
  return (
    (await frame
      .locator(selector)
      .count()
      .catch(() => 0)) > 0
  );
}

/** What a reader of the page by ear, by keyboard or with weak eyes would stumble over. */
export async function violationsIn(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(axe.source);
  const { violations } = await frame.evaluate<axe.AxeResults>("axe.run(document)");
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ""}`),
  );
}

/** Makes the window so large, as a zoomed window is: half as wide and high at 200 %. */
export async function resize(
  page: Page,
  { width, height, zoom = 1 }: { readonly width: number; readonly height: number; zoom?: number },
): Promise<void> {
  await page.setViewportSize({
    width: Math.round(width / zoom),
    height: Math.round(height / zoom),
  });
}
