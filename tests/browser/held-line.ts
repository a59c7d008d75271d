// A desk's line to the room on which some frames wait, as they do on a slow one.

import type { Page } from "@playwright/test";

/** Holds what the desk sends that has this word in it. To be made before the desk is opened, or opened anew. */
export class HeldLine {
  #word: string | null = null;
  #held: (() => void)[] = [];

  static async of(page: Page): Promise<HeldLine> {
    const line = new HeldLine();
    await page.routeWebSocket(/\/ws$/, (desk) => {
      const room = desk.connectToServer();
      desk.onMessage((frame) => line.#pass(String(frame), () => room.send(frame)));
    });
    return line;
  }

  /** From now on. What comes behind a frame that waits does not overtake it. */
  holds(word: string): void {
    this.#word = word;
  }

  /** How many frames wait. */
  get waiting(): number {
    return this.#held.length;
  }

  release(): void {
    this.#word = null;
    for (const send of this.#held.splice(0)) send();
  }

  #pass(frame: string, send: () => void): void {
    const waits = this.#held.length > 0 || (this.#word !== null && frame.includes(this.#word));
    if (waits) this.#held.push(send);
    else send();
  }
}
