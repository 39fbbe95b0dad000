/** Something that is made when it is first wanted, and anew when making it has failed. */
export class OnDemand<Value> {
  readonly #make: () => Promise<Value>;
  #made: Promise<Value> | undefined;

  constructor(make: () => Promise<Value>) {
    this.#make = make;
  }

  /** Gives it, made now if it is not there. */
  async get(): Promise<Value> {
    this.#made ??= this.#make();
    try {
      return await this.#made;
    } catch (error) {
      this.#made = undefined;
      throw error;
    }
  }

  /** Does something with it if it was wanted; who wanted it was told already when it was not made. */
  async ifMade(act: (value: Value) => unknown): Promise<void> {
    const made = await this.#made?.then(
      (value) => ({ value }),
      () => undefined,
    );
    if (made !== undefined) await act(made.value);
  }
}
