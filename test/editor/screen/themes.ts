import type { Page } from "playwright-core";

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
  for (let tries = 1; ; tries += 1) {
    try {
      return await pickTheme(page, kind);
    } catch (error) {
      // An editor that is still starting may close the list, or take a key for something else.
      if (tries === mostTries) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

const mostTries = 4;
const timeout = 20_000;

async function pickTheme(page: Page, kind: keyof typeof themes): Promise<void> {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input[type=text]");
  await input.fill(">Preferences: Color Theme", { timeout });
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await rows.filter({ hasText: "Preferences: Color Theme" }).first().click({ timeout });
  const list = page.locator('.quick-input-widget input[placeholder*="Color Theme"]');
  await list.fill(themes[kind], { timeout });
  await page.locator(".quick-input-list .monaco-list-row.focused").waitFor({ timeout });
  await list.press("Enter", { timeout });
  await page.locator(`.monaco-workbench.${looks[kind]}`).waitFor({ timeout });
  await page.locator(".quick-input-widget").waitFor({ state: "hidden", timeout });
}

/** The kinds of theme, for a test of each. */
export const themeKinds = Object.keys(themes) as (keyof typeof themes)[];
