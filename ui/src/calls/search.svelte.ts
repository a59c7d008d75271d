// What the room finds for a text while it is being typed.

/** One question is under way at a time and the latest text wins. */
export class Search<T> {
  found = $state.raw<readonly T[]>([]);
  /** Whether the room gave no answer to what stands there. */
  failed = $state(false);
  #typed = $state("");
  #answered = $state("");
  #asking = false;
  #ask: (typed: string) => Promise<readonly T[]>;

  constructor(ask: (typed: string) => Promise<readonly T[]>) {
    this.#ask = ask;
  }

  /** Whether what is found answers an earlier text than the one that stands there. */
  get behind(): boolean {
    return this.#answered !== this.#typed;
  }

  type(text: string): void {
    this.#typed = text;
    if (!this.#asking) void this.#run();
  }

  async #run(): Promise<void> {
    this.#asking = true;
    do {
      const typed = this.#typed;
      let found: readonly T[] = [];
      try {
        found = await this.#ask(typed);
        this.failed = false;
      } catch {
        // The link is lost or the room is busy: nothing is found until the next keystroke.
        this.failed = true;
      }
      this.#answered = typed;
      this.found = found;
    } while (this.behind);
    this.#asking = false;
  }
}
