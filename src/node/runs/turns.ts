/** Lets at most a number of things happen at once; the others wait in the order in which they came. */
export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#free = limit;
  }

  /** Does the work when it is its turn, or at once when `stop` is aborted: it then has nothing to do. */
  async take<Result>(stop: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    const hasTurn = stop.aborted ? false : await this.#wait(stop);
    try {
      return await work();
    } finally {
      if (hasTurn) this.#giveBack();
    }
  }

  #wait(stop: AbortSignal): Promise<boolean> {
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const go = () => {
        stop.removeEventListener("abort", leave);
        resolve(true);
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        resolve(false);
      };
      this.#waiting.push(go);
      stop.addEventListener("abort", leave, { once: true });
    });
  }

  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
