const mask = "••••";

/** A secret value that prints as a mask everywhere and gives its text only to who asks for it. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The value itself: to compare or sign with, never to print. */
  reveal(): string {
    return this.#text;
  }

  get isEmpty(): boolean {
    return this.#text === "";
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return mask;
  }
}

/** Gives the secret that a name stands for, or undefined when nothing is set under it. */
export type SecretLookup = (name: string) => Secret | undefined;
