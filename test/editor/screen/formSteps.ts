import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Frame, Locator, Page } from "playwright-core";

/** A field of a form by its place in the file, as `0/conditions/1/quota`. */
export function fieldAt(frame: Frame, address: string): Locator {
  return frame.locator(`[data-field="${address}"]`);
}

/** Types a text into a field in the place of what is there, and leaves the field. */
export async function fillField(frame: Frame, address: string, text: string): Promise<void> {
  const input = fieldAt(frame, address).locator("input, textarea");
  await input.fill(text);
  await input.blur();
}

/** Chooses a word of a field by its label. */
export async function chooseWord(frame: Frame, address: string, label: string): Promise<void> {
  const field = fieldAt(frame, address);
  await field.getByRole("combobox").click();
  await field.getByRole("option", { name: label }).click();
}

/** Adds a condition or action by the words of its kind. */
export async function addCard(frame: Frame, list: string, kind: string): Promise<void> {
  await frame.locator(`summary[data-focus="add-${list}"]`).click();
  await frame.locator("details[open] .kind", { hasText: kind }).first().click();
}

/** The titles of the cards of a list, in their order. */
export async function cardTitles(frame: Frame, list: string): Promise<readonly string[]> {
  return await frame.locator(`section[aria-labelledby="${list}-heading"] h3`).allTextContents();
}

/** Waits until something holds, for as long as Playwright waits for a locator. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not come to hold: ${holds}`);
    await setTimeout(50);
  }
}

/** Saves what is in front, and waits until the file on disk is as wanted. */
export async function saved(
  page: Page,
  path: string,
  isWanted: (text: string) => boolean,
): Promise<string> {
  await page.keyboard.press("Control+S");
  await until(() => isWanted(readFileSync(path, "utf8")));
  return readFileSync(path, "utf8");
}
