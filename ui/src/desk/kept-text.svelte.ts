// A text field that the room keeps with every keystroke.

import { isProblem } from "../backend/backend";

export type Keeping = "saved" | "saving" | "unsaved";

/** Pause before what the room can't keep now is sent again, milliseconds. */
const AGAIN_MS = 1000;

/** One send is under way at a time and the latest text wins, so that fast typing neither queues up nor loses its end. */
export class KeptText {
  value = $state("");
  state = $state<Keeping>("saved");
  /** The number of the last receipt. */
  seq = $state<number | null>(null);
  #send: (text: string) => Promise<number>;
  #later: (then: () => void) => void;
  #sending: Promise<void> | null = null;
  #dirty = false;
  /** What the room had when it last refused what is typed here; null where it didn't. */
  #refusedAt: string | null = null;
  #known = "";

  constructor(
    send: (text: string) => Promise<number>,
    later: (then: () => void) => void = (then) => setTimeout(then, AGAIN_MS),
  ) {
    this.#send = send;
    this.#later = later;
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

  /**
   * Shows what the room has, unless something newer is being typed here. What the room would not keep stays for whoever
   * typed it, until somebody else has written there.
   */
  adopt(text: string): void {
    this.#known = text;
    if (this.#dirty || this.#sending || this.#refusedAt === text) return;
    if (this.#refusedAt !== null) this.state = "saved";
    this.#refusedAt = null;
    this.value = text;
  }

  async #keep(): Promise<void> {
    // What waits for the room to be able to keep it is unsaved until it is kept, however often that is tried.
    if (this.state !== "unsaved") this.state = "saving";
    while (this.#dirty) {
      this.#dirty = false;
      try {
        this.seq = await this.#send(this.value);
        this.#refusedAt = null;
        this.state = this.#dirty ? "saving" : "saved";
      } catch (thrown) {
        this.state = "unsaved";
        if (isProblem(thrown) && thrown.retry) {
          // Not lost, only late: whoever waits for what was typed need not wait for this.
          this.#dirty = true;
          break;
        }
        this.#refusedAt = this.#known;
      }
    }
    this.#sending = null;
    if (this.#dirty) this.#later(() => this.#again());
  }

  #again(): void {
    if (this.#dirty) this.#sending ??= this.#keep();
  }
}
