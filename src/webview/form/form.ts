import type { FormChange, ItemPlace } from "../../core/form/change.ts";
import { type FromForm, isToForm, type ToForm } from "../../core/form/messages.ts";
import type { FieldView, FormView, ProblemView } from "../../core/form/view.ts";
import type { SenderWord } from "../../core/language/newTrigger/senderKinds.ts";
import { isCount, isRecord, type Shaped } from "../../core/message/shape.ts";
import { connectToHost, type Host } from "../kit/host.ts";
import { type Draft, Drafts } from "./drafts.ts";

const isState = isRecord({ trigger: isCount });

/** How long one may pause in typing before the text takes what was typed. */
const pauseInMilliseconds = 300;

/** What comes with a change of the shape of the file. */
interface Reshaping {
  /** The `data-focus` of what is in focus then. */
  readonly focus: string;
  /** What is said then to those who listen. */
  readonly said: string;
  /** The trigger that is chosen then, if another one. */
  readonly trigger?: number;
}

/** When the text takes what was typed: at a pause, at once, or when the field is left. */
export type When = "at a pause" | "at once" | "when left";

/** The form: what it shows, what was typed, and how it speaks to the extension. */
export class Form {
  readonly drafts = new Drafts();
  view: FormView | undefined;
  /** Whether test webhooks can be sent here. */
  canSend: boolean = false;
  /** What could not be taken over because the text had become another one. */
  lost: { readonly draft: Draft | undefined; readonly why: string } | undefined;
  /** What is said to those who listen. */
  announced = "";
  /** Whether a new trigger is being added. */
  isAdding: boolean = false;
  readonly #host: Host<FromForm, Shaped<typeof isState>>;
  readonly #draw: () => void;
  #version = 0;
  #lastId = 0;
  #timer: number | undefined;
  /** The change that is on its way: the next one is sent when the text with it has been seen. */
  #sent: { readonly id: number; readonly reshaping?: Reshaping; version?: number } | undefined;
  #waiting: (() => void)[] = [];
  #isReshaping: boolean = false;
  #focus: string | undefined;

  constructor(draw: () => void) {
    this.#draw = draw;
    this.#host = connectToHost(isToForm, isState, (message) => this.#receive(message));
    this.#host.post({ kind: "ready", trigger: this.#host.kept?.trigger });
  }

  /** The place of the trigger that is chosen. */
  get trigger(): number {
    return this.view?.chosen?.index ?? 0;
  }

  /** Shows another trigger. */
  choose(trigger: number): void {
    this.flush();
    this.isAdding = false;
    this.#host.keep({ trigger });
    this.#host.post({ kind: "choose", trigger });
  }

  /** What a field shows: what was typed, or what stands in the text. */
  valueOf(at: ItemPlace, { key, value }: FieldView): string {
    return this.drafts.of(at, key)?.value ?? value ?? "";
  }

  /** Takes what was typed into a field. */
  type(at: ItemPlace, field: FieldView, value: string, when: When): void {
    const { key, label, isRequired, control } = field;
    const clears = !isRequired || control.kind === "number" || control.kind === "word";
    this.drafts.type({ at, key, label, value, clears }, when === "when left", this.#version);
    clearTimeout(this.#timer);
    if (when === "at once") this.#sendNext();
    else this.#timer = window.setTimeout(() => this.#sendNext(), pauseInMilliseconds);
    this.#draw();
  }

  /** Lets the text take all that was typed. */
  flush(): void {
    clearTimeout(this.#timer);
    this.drafts.release();
    this.#sendNext();
  }

  /** Changes the shape of the file; while that is on its way, no other such change is taken. */
  reshape(change: FormChange, reshaping: Reshaping): void {
    if (this.#isReshaping) return;
    this.#isReshaping = true;
    this.#waiting.push(() =>
      this.#sendChange(this.#nextId(), { change, version: this.#version }, reshaping),
    );
    this.flush();
  }

  /** Puts a new trigger at the end of the file, and shows it. */
  addTrigger(name: string, sender: SenderWord | undefined): void {
    const trigger = this.view?.triggers.length ?? 0;
    const reshaping = { focus: `trigger/${trigger}`, said: `${name} added.`, trigger };
    this.reshape({ change: "add-trigger", name, sender }, reshaping);
  }

  /** Mends a problem by one of its quick fixes. */
  fix({ code, range }: ProblemView, title: string): void {
    this.#waiting.push(() => {
      const id = this.#nextId();
      this.#sent = { id };
      this.#host.post({ kind: "fix", id, version: this.#version, code, range, title });
    });
    this.flush();
  }

  /** Tells the extension something, after what was typed before. */
  tell(message: Exclude<FromForm, { readonly kind: "change" | "fix" | "ready" | "choose" }>): void {
    this.#waiting.push(() => this.#host.post(message));
    this.flush();
  }

  /** Gives up what was typed into a field. */
  discard(at: ItemPlace, key: string): void {
    this.drafts.drop(at, key);
    this.#draw();
  }

  /** Begins or ends to add a trigger. */
  setAdding(isAdding: boolean, focus: string): void {
    this.isAdding = isAdding;
    this.#focus = focus;
    this.#draw();
  }

  /** Takes back the message on what was lost. */
  forgetLost(): void {
    this.lost = undefined;
    this.#draw();
  }

  /** What is to be in focus now that the page is drawn anew. */
  takeFocus(): string | undefined {
    const focus = this.#focus;
    this.#focus = undefined;
    return focus;
  }

  /** Sends what is next: what was typed, then what else was asked for. */
  #sendNext(): void {
    while (this.#sent === undefined) {
      const id = this.#nextId();
      const typed = this.drafts.send(id, this.#version);
      if (typed !== undefined) {
        this.#sendChange(id, typed);
      } else {
        const work = this.#waiting.shift();
        if (work === undefined) return;
        work();
      }
    }
  }

  #sendChange(
    id: number,
    { change, version }: { readonly change: FormChange; readonly version: number },
    reshaping?: Reshaping,
  ): void {
    this.#sent = { id, ...(reshaping === undefined ? {} : { reshaping }) };
    this.#host.post({ kind: "change", id, version, change });
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #receive(message: ToForm): void {
    switch (message.kind) {
      case "view":
        this.#take(message);
        break;
      case "made":
        this.drafts.made(message.id, message.version);
        if (this.#sent?.id === message.id) this.#sent.version = message.version;
        break;
      case "refused":
        this.#refuse(message);
        break;
      case "choose":
        this.choose(message.trigger);
        break;
    }
    this.#settle();
    this.#draw();
  }

  #take({ view, version, canSend }: Extract<ToForm, { readonly kind: "view" }>): void {
    const before = this.view && problemsSaid(this.view);
    this.view = view;
    this.#version = version;
    this.canSend = canSend;
    if (view.chosen?.unshown === undefined) this.drafts.resume();
    const now = problemsSaid(view);
    if (before !== undefined && now !== before) this.announced = now;
  }

  #refuse({ id, why, because }: Extract<ToForm, { readonly kind: "refused" }>): void {
    const draft = this.drafts.refused(id, why, because);
    if (draft === undefined || because === "stale") this.lost = { draft, why };
    this.announced = why;
    if (this.#sent?.id !== id) return;
    if (this.#sent.reshaping !== undefined) this.#isReshaping = false;
    this.#sent = undefined;
  }

  /** Goes on when the text is seen in which the change is that was on its way. */
  #settle(): void {
    this.drafts.seen(this.#version);
    const { version, reshaping } = this.#sent ?? {};
    if (version !== undefined && version <= this.#version) {
      this.#sent = undefined;
      if (reshaping !== undefined) this.#reshaped(reshaping);
    }
    this.#sendNext();
  }

  #reshaped({ focus, said, trigger }: Reshaping): void {
    this.#isReshaping = false;
    this.#focus = focus;
    this.announced = said;
    if (trigger !== undefined) this.choose(trigger);
  }
}

/** How many problems there are, for those who listen. */
function problemsSaid({ triggers, problems }: FormView): string {
  const errors = triggers.reduce((sum, row) => sum + row.errors, problems.length);
  const warnings = triggers.reduce((sum, row) => sum + row.warnings, 0);
  return errors + warnings === 0 ? "No problems." : `${errors} errors, ${warnings} warnings.`;
}
