const kept = ["\t", "\n", "\r"];

/** A text as a terminal may show it: with its colors, and no other sequence that would steer it. */
export function terminalText(text: string): string {
  return text
    .replace(/(\p{Cc})(\[[\d;]*m)?/gu, (whole, control: string, color = "") => {
      if (kept.includes(control)) return whole;
      return control === "\u001b" && color !== "" ? whole : color;
    })
    .replace(/\r?\n/g, "\r\n");
}
