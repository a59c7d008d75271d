// How much handiwork a task is: counted at the desk as it is done, and reckoned for a console of forms and a mouse.

import { expect, type Page } from "@playwright/test";

/**
 * The operators of the keystroke-level model (Card, Moran and Newell, "The keystroke-level model for user performance
 * time with interactive systems", Communications of the ACM 23(7), 1980), in seconds. B is one press or one release of
 * the mouse's button: a click is two.
 */
export const SECONDS = { K: 0.2, P: 1.1, B: 0.1, H: 0.4 } as const;

/** What hands do at a console: letters typed, and the operators of each step in their order. */
export type Console = readonly ConsoleStep[];
export type ConsoleStep = { click: string } | { type: string } | { press: "Enter" };

export type Handiwork = { keys: number; clicks: number; homings: number; seconds: number };

/** The model's time for a console's steps. The hand is on the mouse at the beginning, which favours the console. */
export function atConsole(steps: Console): Handiwork {
  let [keys, clicks, homings] = [0, 0, 0];
  let onMouse = true;
  for (const step of steps) {
    const wantsMouse = "click" in step;
    if (wantsMouse !== onMouse) homings += 1;
    onMouse = wantsMouse;
    if ("click" in step) clicks += 1;
    else keys += "type" in step ? step.type.length : 1;
  }
  const { K, P, B, H } = SECONDS;
  return { keys, clicks, homings, seconds: keys * K + clicks * (P + 2 * B) + homings * H };
}

/** Counts what is really pressed in a page: every key that goes down counts, Ctrl and Alt too. */
export class Hands {
  constructor(readonly page: Page) {}

  /** Begins to count, from nothing. */
  async begin(): Promise<void> {
    await this.page.evaluate(() => {
      const counted = window as unknown as { handiwork?: { keys: number; mouse: number } };
      if (counted.handiwork) {
        counted.handiwork.keys = 0;
        counted.handiwork.mouse = 0;
        return;
      }
      const handiwork = { keys: 0, mouse: 0 };
      counted.handiwork = handiwork;
      addEventListener("keydown", (event) => (handiwork.keys += event.repeat ? 0 : 1), { capture: true });
      for (const touch of ["mousedown", "mousemove", "wheel", "touchstart"] as const) {
        addEventListener(touch, () => (handiwork.mouse += 1), { capture: true, passive: true });
      }
    });
  }

  /** What was done since, which must all have been keys. */
  async done(): Promise<Handiwork> {
    const { keys, mouse } = await this.page.evaluate(
      () => (window as unknown as { handiwork: { keys: number; mouse: number } }).handiwork,
    );
    expect(mouse, "the mouse was not touched").toBe(0);
    return { keys, clicks: 0, homings: 0, seconds: keys * SECONDS.K };
  }
}
