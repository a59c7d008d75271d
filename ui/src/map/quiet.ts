// Making a map ready takes the processor for a moment, in which no key is answered. It begins when nobody types.

/** Nothing was pressed for so long, ms. */
const QUIET_MS = 400;
/** However much is pressed, the map is not waited for longer, ms. */
const LATEST_MS = 1500;

/** Waits until nothing has been pressed for a moment. */
export class Quiet {
  readonly #latest = performance.now() + LATEST_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #then: (() => void) | null;

  constructor(then: () => void) {
    this.#then = then;
    addEventListener("keydown", this.#wait, true);
    this.#wait();
  }

  /** It is wanted now. */
  hurry(): void {
    const then = this.#then;
    this.end();
    then?.();
  }

  /** It is not wanted any more. */
  end(): void {
    clearTimeout(this.#timer);
    removeEventListener("keydown", this.#wait, true);
    this.#then = null;
  }

  readonly #wait = (): void => {
    clearTimeout(this.#timer);
    const left = this.#latest - performance.now();
    this.#timer = setTimeout(() => this.hurry(), Math.max(0, Math.min(QUIET_MS, left)));
  };
}
