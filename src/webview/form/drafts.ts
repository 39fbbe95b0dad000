import type { FormChange, ItemPlace } from "../../core/form/change.ts";
import type { ToForm } from "../../core/form/messages.ts";

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
  /**
   * Typed over what was seen at this version, unless what was there is itself on its way. Held ones
   * wait until the field is left: half of them would be something else.
   */
  | { readonly standing: "held" | "typed"; readonly version: number | undefined }
  | { readonly standing: "sent"; readonly id: number; readonly version: number }
  | { readonly standing: "waiting"; readonly version: number }
  | { readonly standing: "made"; readonly version: number }
  | { readonly standing: "refused" };

type Refusal = Extract<ToForm, { readonly kind: "refused" }>["because"];

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
      ["held", "typed", "sent", "waiting"].includes(standing.standing),
    );
  }

  /** Takes what was typed over what was seen at a version. */
  type(draft: Omit<Draft, "why">, isHeld: boolean, seen: number): void {
    const address = addressOf(draft.at, draft.key);
    const version = baseOf(this.#drafts.get(address)?.standing, seen);
    this.#drafts.set(address, {
      draft: { ...draft, why: undefined },
      standing: { standing: isHeld ? "held" : "typed", version },
    });
  }

  /** Lets go what is held, since its field was left. */
  release(): void {
    for (const [address, { draft, standing }] of this.#drafts) {
      if (standing.standing === "held") {
        this.#drafts.set(address, { draft, standing: { ...standing, standing: "typed" } });
      }
    }
  }

  /** The next change that is to be sent, which is given this number, for what was seen last. */
  send(
    id: number,
    seen: number,
  ): { readonly change: FormChange; readonly version: number } | undefined {
    for (const [address, { draft, standing }] of this.#drafts) {
      if (standing.standing !== "typed") continue;
      const version = standing.version ?? seen;
      this.#drafts.set(address, { draft, standing: { standing: "sent", id, version } });
      return { change: changeOf(draft), version };
    }
    return undefined;
  }

  /** Tries again what waits for a text that can be read. */
  resume(): void {
    for (const [address, { draft, standing }] of this.#drafts) {
      if (standing.standing !== "waiting") continue;
      this.#drafts.set(address, { draft, standing: { ...standing, standing: "typed" } });
    }
  }

  /** A change is in the text; its draft is shown until a view of that text has come. */
  made(id: number, version: number): void {
    for (const [address, { draft, standing }] of this.#drafts) {
      if (standing.standing === "sent" && standing.id === id) {
        this.#drafts.set(address, { draft, standing: { standing: "made", version } });
      }
    }
  }

  /**
   * A change is not in the text. Its draft stays, with the reason where the value does not fit; when
   * the text has become another one, it is given back.
   */
  refused(id: number, why: string, because: Refusal): Draft | undefined {
    for (const [address, { draft, standing }] of this.#drafts) {
      if (standing.standing !== "sent" || standing.id !== id) continue;
      if (because === "stale") {
        this.#drafts.delete(address);
      } else if (because === "unfit") {
        this.#drafts.set(address, { draft: { ...draft, why }, standing: { standing: "refused" } });
      } else {
        this.#drafts.set(address, { draft, standing: { ...standing, standing: "waiting" } });
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

/** The version over which something is typed, where something may have been typed before. */
function baseOf(before: Standing | undefined, seen: number): number | undefined {
  switch (before?.standing) {
    case "held":
    case "typed":
    case "waiting":
    case "made":
      return before.version;
    case "sent":
      return undefined;
    default:
      return seen;
  }
}

function changeOf({ at, key, value, clears }: Draft): FormChange {
  return value === "" && clears ? { change: "clear", at, key } : { change: "set", at, key, value };
}

/** A field of the file as one word. */
export function addressOf(at: ItemPlace, key: string): string {
  return [at.trigger, ...(at.list === undefined ? [] : [at.list, at.index]), key].join("/");
}
