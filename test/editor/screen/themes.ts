import type { Page } from "playwright-core";
import { persistently, runEditorCommand } from "./steps.ts";

/** The kinds of theme in which everything of ours has to be seen, by their names in the editor's list. */
export const themes = {
  light: "Light Modern",
  dark: "Dark Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
} as const;

/** What the workbench says of itself in each. */
const looks = {
  light: "vs",
  dark: "vs-dark",
  "high-contrast": "hc-black",
  "high-contrast-light": "hc-light",
} as const satisfies Readonly<Record<keyof typeof themes, string>>;

/** Puts the editor into a theme: as a setting at the start, a browser would not always take it. */
export async function chooseTheme(page: Page, kind: keyof typeof themes): Promise<void> {
  const list = page.locator('.quick-input-widget input[placeholder*="Color Theme"]');
  await persistently(page, async (timeout) => {
    await runEditorCommand(page, "Preferences: Color Theme");
    await list.fill(themes[kind], { timeout });
    await page.locator(".quick-input-list .monaco-list-row.focused").waitFor({ timeout });
    await list.press("Enter", { timeout });
    await page.locator(`.monaco-workbench.${looks[kind]}`).waitFor({ timeout });
    await page.locator(".quick-input-widget").waitFor({ state: "hidden", timeout });
  });
}

/** The kinds of theme, for a test of each. */
export const themeKinds = Object.keys(themes) as (keyof typeof themes)[];
