// One Tab stop for a list: arrows go on within it. The focus stays where it is while rows come, go and change places.

import type { Attachment } from "svelte/attachments";

const ITEMS = "button:not(:disabled), a[href]";

/** For the element around a list's buttons. */
export const roving: Attachment<HTMLElement> = (list) => {
  const own = new Roving(list);
  const watch = new MutationObserver((records) => own.settle(records));
  watch.observe(list, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  const listening = new AbortController();
  const { signal } = listening;
  list.addEventListener("focusin", (event) => own.focused(event.target), { signal });
  list.addEventListener("focusout", (event) => own.left(event.relatedTarget), { signal });
  list.addEventListener("keydown", (event) => own.pressed(event), { signal });
  return () => {
    watch.disconnect();
    listening.abort();
  };
};

class Roving {
  /** The one that Tab comes to. */
  #current: HTMLElement | null = null;
  /** Where it stands, for when it is gone. */
  #at = 0;
  /** What has the focus in this list, or had it until it was moved or removed. */
  #focused: HTMLElement | null = null;

  constructor(readonly list: HTMLElement) {
    if (!list.hasAttribute("tabindex")) list.tabIndex = -1;
    this.settle([]);
  }

  get #items(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>(ITEMS)];
  }

  settle(records: readonly MutationRecord[]): void {
    const items = this.#items;
    if (!this.#current || !items.includes(this.#current)) {
      this.#current = items[Math.min(this.#at, items.length - 1)] ?? null;
    }
    for (const item of items) item.tabIndex = item === this.#current ? 0 : -1;
    this.#keep(records, items);
    if (this.#current) this.#at = items.indexOf(this.#current);
  }

  /**
   * A row that changes its place loses the focus, and gets it back. Where it is gone for good a key that is pressed now
   * must not act on the row that came instead: the list itself has the focus, and arrows go on from there.
   */
  #keep(records: readonly MutationRecord[], items: readonly HTMLElement[]): void {
    const focused = this.#focused;
    const taken = records.some(({ removedNodes }) =>
      [...removedNodes].some((node) => node.contains(focused)),
    );
    if (!focused || !taken || (document.activeElement ?? document.body) !== document.body) return;
    (items.includes(focused) ? focused : this.list).focus({ preventScroll: true });
  }

  focused(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement)) return;
    this.#focused = target;
    const item = target.closest<HTMLElement>(ITEMS);
    if (!item || item === this.#current) return;
    this.#current = item;
    this.settle([]);
  }

  left(to: EventTarget | null): void {
    const had = this.#focused;
    if (to !== null) this.#focused = this.list.contains(to as Node) ? had : null;
    // To nowhere: it was left by hand, unless the row was moved, which is known by then.
    else
      setTimeout(() => {
        if (this.#focused === had && document.activeElement === document.body) this.#focused = null;
      });
  }

  pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const onList = event.target === this.list;
    if (!onList && !(event.target as HTMLElement).matches(ITEMS)) return;
    const items = this.#items;
    const next = onList
      ? ontoList(event.key, items, this.#at)
      : beside(event.key, items, event.target as HTMLElement);
    if (next === undefined) return;
    event.preventDefault();
    next?.focus();
  }
}

/** From the list itself: the row that came where the last one was, or the one before it. Undefined for other keys. */
function ontoList(key: string, items: readonly HTMLElement[], at: number): HTMLElement | null | undefined {
  if (key === "ArrowDown" || key === "ArrowRight") return items[at] ?? items.at(-1) ?? null;
  if (key === "ArrowUp" || key === "ArrowLeft") return items[at - 1] ?? items[0] ?? null;
  return toEnd(key, items);
}

/** The next one in that direction; null where there is none, undefined for other keys. */
function beside(
  key: string,
  items: readonly HTMLElement[],
  from: HTMLElement,
): HTMLElement | null | undefined {
  const at = items.indexOf(from);
  if (key === "ArrowRight") return items[at + 1] ?? null;
  if (key === "ArrowLeft") return items[at - 1] ?? null;
  if (key === "ArrowDown" || key === "ArrowUp") return inNextRow(items, from, key === "ArrowDown" ? 1 : -1);
  return toEnd(key, items);
}

function toEnd(key: string, items: readonly HTMLElement[]): HTMLElement | null | undefined {
  if (key === "Home") return items[0] ?? null;
  if (key === "End") return items.at(-1) ?? null;
  return undefined;
}

/** The closest one of the next row, as they stand on the screen. */
function inNextRow(items: readonly HTMLElement[], from: HTMLElement, step: 1 | -1): HTMLElement | null {
  const here = from.getBoundingClientRect();
  const rows = items
    .map((item) => ({ item, box: item.getBoundingClientRect() }))
    .map(({ item, box }) => ({
      item,
      down: (box.top - here.top) * step,
      aside: Math.abs(box.left - here.left),
    }))
    .filter(({ down }) => down > here.height / 2);
  rows.sort((a, b) => a.down - b.down || a.aside - b.aside);
  return rows[0]?.item ?? null;
}
