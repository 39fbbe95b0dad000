import { createWriteStream, type WriteStream } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { metadataIn } from "../../core/runs/metadata.ts";
import type { Json } from "../../core/trigger/trigger.ts";

const newline = 10;
const longestLine = 1 << 20;
const mostKept = 64 * (1 << 20);

/** Keeps what a program writes, and collects the metadata among the lines of its stdout. */
export class OutputLog {
  readonly #file: WriteStream;
  readonly #told: (text: string) => void;
  readonly #metadata = new Map<string, Json>();
  readonly #decoders = { stdout: new StringDecoder("utf8"), stderr: new StringDecoder("utf8") };
  #line = "";
  #size = 0;
  #lastByte: number | undefined = newline;

  /** `failed` is called when what is written can no longer be kept. */
  constructor(path: string, told: (text: string) => void, failed: () => void) {
    this.#file = createWriteStream(path, { mode: 0o600 });
    this.#file.on("error", failed);
    this.#told = told;
  }

  /** The last value of each key. */
  get metadata(): { readonly [key: string]: Json } {
    return Object.fromEntries(this.#metadata);
  }

  take(stream: "stdout" | "stderr", chunk: Buffer): void {
    const isFirstTooMuch = this.#size <= mostKept && this.#size + chunk.length > mostKept;
    this.#size += chunk.length;
    if (isFirstTooMuch) this.#file.write("\n[The rest of the output is not kept.]\n");
    if (this.#size <= mostKept) this.#file.write(chunk);
    this.#lastByte = chunk.at(-1);
    const text = this.#decoders[stream].write(chunk);
    this.#told(text);
    if (stream === "stdout") this.#search(text);
  }

  /** Writes a line of our own. */
  say(sentence: string): void {
    const line = `${this.#lastByte === newline ? "" : "\n"}${sentence}\n`;
    this.#file.write(line);
    this.#told(line);
  }

  /** Waits until what came so far is written; gives the error that hindered it. */
  written(): Promise<Error | undefined> {
    return new Promise((resolve) => {
      this.#file.write("", () => resolve(this.#file.errored ?? undefined));
    });
  }

  /** Ends the file, and the last line of the program. */
  close(): Promise<void> {
    this.#search("\n");
    return new Promise((resolve) => {
      if (this.#file.closed) resolve();
      this.#file.once("close", () => resolve());
      this.#file.end();
    });
  }

  #search(text: string): void {
    const lines = (this.#line + text).split("\n");
    this.#line = lines.pop() ?? "";
    if (this.#line.length > longestLine) this.#line = "";
    for (const line of lines) {
      for (const [key, value] of Object.entries(metadataIn(line) ?? {})) {
        this.#metadata.set(key, value);
      }
    }
  }
}
