// What shuts nobody out: axe finds nothing, and whoever goes by Tab sees where they are.

import { expect, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

/** axe finds nothing that breaks WCAG 2.2 AA, and nothing serious beyond it. */
export async function isOpenToAll(page: Page, what: string, only?: string): Promise<void> {
  // Once for each page, and nothing told of what passed: handing both over takes longer than looking.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  await page.evaluate(whenNothingMoves);
  const options: RunOptions = {
    resultTypes: ["violations"],
    ...(only ? { runOnly: [only] } : { rules: { "target-size": { enabled: true } } }),
  };
  expect(await page.evaluate(whatShutsOut, options), what).toEqual([]);
}

/** Runs in the page: what appears or changes its colour has arrived; what beats without end is not waited for. */
export async function whenNothingMoves(): Promise<void> {
  const ends = (one: Animation) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY;
  const moving = () => document.getAnimations().filter((one) => one.playState === "running" && ends(one));
  // What inherits a colour goes on its way once what it inherits from has arrived.
  for (let own = moving(); own.length > 0; own = moving())
    await Promise.all(own.map((one) => one.finished.catch(() => {})));
}

/** Runs in the page. */
async function whatShutsOut(options: RunOptions): Promise<string[]> {
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, options);
  const grave = violations.filter(
    ({ impact, tags }) =>
      impact === "serious" || impact === "critical" || tags.some((tag) => /^wcag(2|21|22)a{1,2}$/.test(tag)),
  );
  return grave.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

/** Runs in the page: what has the focus, by the same name each time, and whether one can see that it has. */
export function whatHasTheFocus(): { name: string; seen: boolean } {
  const on = document.activeElement;
  if (!on || on === document.body) return { name: "body", seen: false };
  // By the element itself: its place among others is another once an alarm has brought its buttons.
  const counted = window as { stops?: Map<Element, number> };
  counted.stops ??= new Map();
  const stop = counted.stops.get(on) ?? counted.stops.size;
  counted.stops.set(on, stop);
  const { outlineStyle, outlineWidth } = getComputedStyle(on);
  const label = on.getAttribute("aria-label") ?? on.id;
  return {
    name: `${on.tagName.toLowerCase()}${stop} ${label}`,
    seen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
  };
}
