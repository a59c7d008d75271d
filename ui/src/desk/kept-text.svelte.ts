// A text field that the room keeps with every keystroke.

export type Keeping = "saved" | "saving" | "unsaved";

/** One send is under way at a time and the latest text wins, so that fast typing neither queues up nor loses its end. */
export class KeptText {
  value = $state("");
  state = $state<Keeping>("saved");
  /** The number of the last receipt. */
  seq = $state<number | null>(null);
  #send: (text: string) => Promise<number>;
  #sending: Promise<void> | null = null;
  #dirty = false;

  constructor(send: (text: string) => Promise<number>) {
    this.#send = send;
  }

  /** Takes what was typed. */
  type(text: string): void {
    this.value = text;
    this.#dirty = true;
    this.#sending ??= this.#keep();
  }

  /** Waits until everything typed has had its answer. */
  async settled(): Promise<void> {
    await this.#sending;
  }

  /** Shows what the room has, unless something newer is being typed here. */
  adopt(text: string): void {
    if (!this.#dirty && !this.#sending) this.value = text;
  }

  async #keep(): Promise<void> {
    this.state = "saving";
    while (this.#dirty) {
      this.#dirty = false;
      try {
        this.seq = await this.#send(this.value);
        this.state = this.#dirty ? "saving" : "saved";
      } catch {
        this.state = "unsaved";
      }
    }
    this.#sending = null;
  }
}
