/** Questions to a person: several at a time about one thing are one, and a no holds for a while. */
export class Questions {
  readonly #open = new Map<string, Promise<boolean>>();
  readonly #refused = new Set<string>();

  /** Whether the answer is yes; asks unless it is being asked already or was refused. */
  ask(about: string, ask: () => Promise<boolean>): Promise<boolean> {
    if (this.#refused.has(about)) return Promise.resolve(false);
    const asked = this.#open.get(about) ?? this.#begin(about, ask);
    this.#open.set(about, asked);
    return asked;
  }

  /** Lets everything be asked again that was refused. */
  forgetRefusals(): void {
    this.#refused.clear();
  }

  async #begin(about: string, ask: () => Promise<boolean>): Promise<boolean> {
    try {
      const isAllowed = await ask();
      if (!isAllowed) this.#refused.add(about);
      return isAllowed;
    } finally {
      this.#open.delete(about);
    }
  }
}
