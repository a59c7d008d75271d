// Which alarm a key means that acknowledges the first.

import type { Alarm } from "../generated/Alarm";

/** Nobody has read an alarm that has stood first for less, milliseconds. */
const UNREAD_MS = 700;

/** Remembers which alarm stood first, so that one which comes first under the finger is not silenced unread. */
export class FirstAlarm {
  #first: Alarm | undefined;
  #before: Alarm | undefined;
  #changedAt = Number.NEGATIVE_INFINITY;

  constructor(readonly now: () => number = () => performance.now()) {}

  /** Takes in what stands now. */
  sees([first]: readonly Alarm[]): void {
    if (first?.key !== this.#first?.key) {
      this.#before = this.#first;
      this.#changedAt = this.now();
    }
    this.#first = first;
  }

  /** The alarm that is meant: the one that was read, where it still stands below one that has just come. */
  meant(standing: readonly Alarm[]): Alarm | undefined {
    this.sees(standing);
    const before = this.#before;
    if (!before || this.now() - this.#changedAt >= UNREAD_MS) return standing[0];
    return standing.find(({ key }) => key === before.key) ?? standing[0];
  }
}
