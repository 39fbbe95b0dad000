import { html, type TemplateResult } from "lit";
import type { CardListView } from "../../core/form/view.ts";
import { icon } from "../kit/icons.ts";
import type { Form } from "./form.ts";

interface CardPlace {
  readonly trigger: number;
  readonly list: CardListView["list"];
  readonly index: number;
}

/** A handle by which a card is moved: dragged with the pointer, or with the arrow keys. */
export function dragHandle(
  form: Form,
  { trigger, list, index }: CardPlace,
  view: CardListView,
): TemplateResult {
  const label = view.cards[index]?.label ?? "";
  const moveTo = (to: number) => moveCard(form, trigger, view, index, to);
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    moveTo(index + step);
  };
  return html`<button
    type="button"
    class="icon-button handle"
    data-focus=${`${list}/${index}`}
    aria-label=${`${label}, ${index + 1} of ${view.cards.length}: move with the up and down arrow keys`}
    title="Drag to move, or use the arrow keys"
    @keydown=${press}
    @pointerdown=${(event: PointerEvent) => drag(event, moveTo)}
  >
    ${icon("gripper")}
  </button>`;
}

/** Puts a card at another place of its list; the focus goes with it. */
export function moveCard(
  form: Form,
  trigger: number,
  { list, cards }: CardListView,
  index: number,
  to: number,
): void {
  if (to === index || to < 0 || to >= cards.length) return;
  const label = cards[index]?.label ?? "";
  const said = `${label} moved to place ${to + 1} of ${cards.length}.`;
  const change = { change: "move", at: { trigger, list, index }, to } as const;
  form.reshape(change, { focus: `${list}/${to}`, said });
}

/** Follows the pointer until it is let go, and shows where the card would come to stand. */
function drag(event: PointerEvent, moveTo: (index: number) => void): void {
  const handle = event.currentTarget as HTMLElement;
  const card = handle.closest<HTMLElement>(".card");
  const all = [...(card?.parentElement?.querySelectorAll<HTMLElement>(":scope > .card") ?? [])];
  if (card === null || event.button !== 0) return;
  const from = all.indexOf(card);
  let to = from;
  const mark = (target: number | undefined) => {
    for (const [index, one] of all.entries()) {
      one.classList.toggle("drop-before", index === target && target < from);
      one.classList.toggle("drop-behind", index === target && target > from);
    }
  };
  const end = new AbortController();
  const { signal } = end;
  const stop = () => {
    end.abort();
    card.classList.remove("dragged");
    mark(undefined);
  };
  handle.setPointerCapture(event.pointerId);
  card.classList.add("dragged");
  handle.addEventListener(
    "pointermove",
    ({ clientY }) => {
      to = indexAt(all, from, clientY);
      mark(to);
    },
    { signal },
  );
  handle.addEventListener(
    "pointerup",
    () => {
      stop();
      moveTo(to);
    },
    { signal },
  );
  handle.addEventListener("pointercancel", stop, { signal });
  window.addEventListener("keydown", ({ key }) => key === "Escape" && stop(), { signal });
}

/** Where a card would stand that is let go at a height: past each card whose middle it has passed. */
function indexAt(all: readonly HTMLElement[], from: number, y: number): number {
  const middles = all.map((one) => {
    const { top, height } = one.getBoundingClientRect();
    return top + height / 2;
  });
  const before = middles.findIndex((middle, index) => index < from && y < middle);
  if (before !== -1) return before;
  const behind = middles.findLastIndex((middle, index) => index > from && y > middle);
  return behind === -1 ? from : behind;
}
