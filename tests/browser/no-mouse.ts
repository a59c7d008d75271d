// A desk without a mouse: whatever points, presses or wheels fails the story, and the focus goes where keys take it.

import { expect, type Locator, type Page } from "@playwright/test";

type Touched = { touched?: string[] };

/** Takes the mouse away from a page that is open. The answer is asked at the end, whether it was touched all the same. */
export async function withoutMouse(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(watches);
  await page.evaluate(watches);
  return async () => {
    const touched = await page.evaluate(() => (window as Touched).touched ?? ["it was not watched"]);
    expect(touched, "the mouse was not touched").toEqual([]);
  };
}

function watches(): void {
  const seen: string[] = [];
  (window as Touched).touched = seen;
  const points = ["pointerdown", "pointermove", "mousedown", "mousemove", "wheel", "touchstart"] as const;
  for (const kind of points) addEventListener(kind, () => seen.push(kind), { capture: true, passive: true });
  // Enter on a button clicks it too, but no finger did: that counts no press of a mouse.
  addEventListener("click", (event) => event.detail > 0 && seen.push("click"), { capture: true });
}

/** Goes there by Tab, at most once around the desk. */
export async function tabsTo(page: Page, target: Locator): Promise<void> {
  await goesBy(page, "Tab", target, 60);
}

/** Goes there by an arrow. */
export async function arrowsTo(page: Page, target: Locator, arrow = "ArrowDown"): Promise<void> {
  await goesBy(page, arrow, target, 30);
}

async function goesBy(page: Page, key: string, target: Locator, atMost: number): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < atMost; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}
