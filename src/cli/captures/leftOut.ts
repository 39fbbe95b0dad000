import type { CaptureSummary } from "../../core/captures/capture.ts";
import { printable } from "../../core/engine/printable.ts";
import { UserError } from "../../node/userError.ts";
import { shortId } from "./list.ts";

/** The captures that could not be replayed, so that the others go on without them. */
export class LeftOut {
  readonly #all: { readonly capture: CaptureSummary; readonly error: UserError }[] = [];

  get count(): number {
    return this.#all.length;
  }

  /** Notes why a capture is left out; any error that is none of its own is thrown on. */
  note(capture: CaptureSummary, error: unknown): undefined {
    if (!(error instanceof UserError)) throw error;
    this.#all.push({ capture, error });
  }

  /** Throws the first error, which is all that there is to say when no capture was replayed. */
  throwFirst(): void {
    const [first] = this.#all;
    if (first !== undefined) throw first.error;
  }

  /** Each with its reason and what to do about it, a line for each. */
  lines(): string {
    return this.#all
      .map(({ capture, error: { message, remedy } }) => {
        const why = printable(`${message} ${remedy}`);
        return `Left out  ${shortId(capture.id)}  ${why}\n`;
      })
      .join("");
  }

  /** The same in the JSON that other programs rely on. */
  json(): readonly { readonly id: string; readonly why: string }[] {
    return this.#all.map(({ capture, error }) => ({ id: capture.id, why: error.message }));
  }
}
