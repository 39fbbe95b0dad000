import type { FormChange, ItemPlace } from "../../core/form/change.ts";

/** What was typed into a field and is not in the text yet, or cannot be. */
export interface Draft {
  readonly at: ItemPlace;
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** Whether the field is taken out of the file when it is emptied. */
  readonly clears: boolean;
  /** Why the text did not take it; undefined while it may. */
  readonly why: string | undefined;
}

type Standing =
  /** Held drafts wait until the field is left: half of them would be something else. */
  | { readonly standing: "held" | "typed" }
  | { readonly standing: "sent"; readonly id: number }
  | { readonly standing: "made"; readonly version: number }
  | { readonly standing: "refused" };

/** The drafts of all fields: a field shows its draft until the text says the same, or refuses it. */
export class Drafts {
  readonly #drafts = new Map<string, { draft: Draft; standing: Standing }>();

  /** The draft of a field. */
  of(at: ItemPlace, key: string): Draft | undefined {
    return this.#drafts.get(addressOf(at, key))?.draft;
  }

  /** Whether something is not in the text yet that may still come there. */
  get arePending(): boolean {
    return [...this.#drafts.values()].some(({ standing }) =>
      ["held", "typed", "sent"].includes(standing.standing),
    );
  }

  /** Takes what was typed. */
  type(draft: Omit<Draft, "why">, isHeld: boolean): void {
    this.#drafts.set(addressOf(draft.at, draft.key), {
      draft: { ...draft, why: undefined },
      standing: { standing: isHeld ? "held" : "typed" },
    });
  }

  /** Lets go what is held, since its field was left. */
  release(): void {
    for (const [address, { draft, standing }] of this.#drafts) {
      if (standing.standing === "held") {
        this.#drafts.set(address, { draft, standing: { standing: "typed" } });
      }
    }
  }

  /** The next change that is to be sent, which is given this number. */
  send(id: number): FormChange | undefined {
    for (const [address, { draft, standing }] of this.#drafts) {
      if (standing.standing !== "typed") continue;
      this.#drafts.set(address, { draft, standing: { standing: "sent", id } });
      return changeOf(draft);
    }
    return undefined;
  }

  /** A change is in the text; its draft is shown until a view of that text has come. */
  made(id: number, version: number): void {
    for (const [address, { draft, standing }] of this.#drafts) {
      if (standing.standing === "sent" && standing.id === id) {
        this.#drafts.set(address, { draft, standing: { standing: "made", version } });
      }
    }
  }

  /** A change is not in the text: its draft stays with the reason, or is given back when it is stale. */
  refused(id: number, why: string, isStale: boolean): Draft | undefined {
    for (const [address, { draft, standing }] of this.#drafts) {
      if (standing.standing !== "sent" || standing.id !== id) continue;
      if (isStale) this.#drafts.delete(address);
      else {
        const standing = { standing: "refused" } as const;
        this.#drafts.set(address, { draft: { ...draft, why }, standing });
      }
      return draft;
    }
    return undefined;
  }

  /** A view of the text has come: what it holds is no draft any more. */
  seen(version: number): void {
    for (const [address, { standing }] of this.#drafts) {
      if (standing.standing === "made" && standing.version <= version) {
        this.#drafts.delete(address);
      }
    }
  }

  /** Gives up the draft of a field, so that it shows the text again. */
  drop(at: ItemPlace, key: string): void {
    this.#drafts.delete(addressOf(at, key));
  }
}

function changeOf({ at, key, value, clears }: Draft): FormChange {
  return value === "" && clears ? { change: "clear", at, key } : { change: "set", at, key, value };
}

/** A field of the file as one word. */
export function addressOf(at: ItemPlace, key: string): string {
  return [at.trigger, ...(at.list === undefined ? [] : [at.list, at.index]), key].join("/");
}
