// What shuts nobody out: axe finds nothing, and whoever goes by Tab sees where they are.

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** axe finds nothing that breaks WCAG 2.2 AA, and nothing serious beyond it. */
export async function isOpenToAll(page: Page, what: string, only?: string): Promise<void> {
  const axe = new AxeBuilder({ page })
    // There are no frames here, and the other way opens a page more each time.
    .setLegacyMode(true)
    .options({ rules: { "target-size": { enabled: true } } });
  const { violations } = await (only ? axe.withRules(only) : axe).analyze();
  const grave = violations.filter(
    ({ impact, tags }) =>
      impact === "serious" || impact === "critical" || tags.some((tag) => /^wcag(2|21|22)a{1,2}$/.test(tag)),
  );
  const told = grave.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
  expect(told, what).toEqual([]);
}

/** Runs in the page: what has the focus, and whether one can see that it has. */
export function whatHasTheFocus(): { name: string; seen: boolean } {
  const on = document.activeElement;
  if (!on || on === document.body) return { name: "body", seen: false };
  const all = [...document.querySelectorAll(on.tagName)];
  const { outlineStyle, outlineWidth } = getComputedStyle(on);
  const label = on.getAttribute("aria-label") ?? on.id;
  return {
    name: `${on.tagName.toLowerCase()}${all.indexOf(on)} ${label}`,
    seen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
  };
}
