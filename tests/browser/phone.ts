// A unit's own page, on a phone in its cab.

import { type Browser, devices, expect, type Locator, type Page } from "@playwright/test";
import type { Desk } from "./desk";
import type { Strictness } from "./strictness";

export class Phone {
  readonly address: Locator;
  readonly link: Locator;

  constructor(readonly page: Page) {
    this.address = page.getByRole("article").getByRole("heading", { level: 1 });
    this.link = page.getByRole("banner");
  }

  async presses(button: string): Promise<void> {
    await this.page.getByRole("button", { name: button }).tap();
  }

  /** Changes to this theme, unless it shows it already. */
  async isIn(theme: "dark" | "light"): Promise<void> {
    const html = this.page.locator("html");
    const change = theme === "light" ? "Tampilan siang" : "Tampilan malam";
    if ((await html.getAttribute("data-theme")) !== theme) await this.presses(change);
    await expect(html).toHaveAttribute("data-theme", theme);
  }
}

/** Opens the link that the desk gives for a unit, on a phone of its own. */
export async function phoneOf(
  unit: string,
  { desk, browser, strictness }: { desk: Desk; browser: Browser; strictness: Strictness },
): Promise<Phone> {
  const link = await desk.pairs(unit);
  const { defaultBrowserType: _, ...pixel } = devices["Pixel 7"] ?? {};
  const context = await browser.newContext({ ...pixel, locale: "id-ID", timezoneId: "Asia/Jakarta" });
  strictness.watch(context);
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByText(unit).first()).toBeVisible();
  return new Phone(page);
}
