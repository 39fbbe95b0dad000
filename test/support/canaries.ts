import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";

const spellings = new Set<string>();

/** A secret of its own for a test, which nothing that the program writes from now on may hold. */
export function canary(): string {
  return planted(`canary-${randomBytes(18).toString("hex")}`);
}

/** Makes a text, such as a private key, one that nothing that the program writes may hold. */
export function planted(secret: string): string {
  for (const spelling of spellingsOf(secret)) spellings.add(spelling);
  return secret;
}

/** Passes on what the program wrote or answered; fails when a canary of any test is in it. */
export function noted(text: string): string {
  for (const spelling of spellings) {
    assert.ok(!text.includes(spelling), `a secret was written: ${text.slice(0, 2000)}`);
  }
  return text;
}

/** A secret as it is, in hex, as a string of JSON, and in base64 wherever it begins. */
function spellingsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((start) =>
    // The first and the last characters depend on the neighbors.
    Buffer.concat([Buffer.alloc(start), bytes])
      .toString("base64")
      .replace(/=+$/, "")
      .slice(start === 0 ? 0 : start + 1, -1),
  );
  return [secret, bytes.toString("hex"), JSON.stringify(secret).slice(1, -1), ...base64];
}
