// What was typed before. Whole lines live as long as the page does; what outlasts it has no personal text in it.

const KEPT_AS = "sigap.commands";
const AT_MOST = 50;

type Store = Pick<Storage, "getItem" | "setItem">;

export class History {
  #lines: string[];
  /** The same lines without what is personal in them. */
  #impersonal: string[];

  constructor(readonly store: Store) {
    this.#impersonal = kept(store);
    this.#lines = [...this.#impersonal];
  }

  /** The lines, the latest first. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Remembers a line whose personal text begins there. */
  add(line: string, personalFrom: number): void {
    this.#lines = latest(line.trim(), this.#lines);
    this.#impersonal = latest(line.slice(0, personalFrom).trim(), this.#impersonal);
    this.store.setItem(KEPT_AS, JSON.stringify(this.#impersonal));
  }
}

function latest(line: string, before: readonly string[]): string[] {
  if (line === "") return [...before];
  return [line, ...before.filter((own) => own !== line)].slice(0, AT_MOST);
}

function kept(store: Store): string[] {
  try {
    const lines: unknown = JSON.parse(store.getItem(KEPT_AS) ?? "[]");
    return Array.isArray(lines) ? lines.filter((line) => typeof line === "string") : [];
  } catch {
    return [];
  }
}

export const commandHistory = new History(localStorage);
