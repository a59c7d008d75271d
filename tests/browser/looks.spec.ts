// Both languages, both themes, every size, and nothing that shuts anybody out.

import type { Desk } from "./desk";
import { expect, test } from "./harness";
import { isOpenToAll, whatHasTheFocus } from "./open-to-all";
import { phoneOf } from "./phone";

test("the language changes at once, and stays", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("kebakaran", "Kebakaran rumah");
  await desk.presses("Alt+L");
  await expect(desk.page.getByRole("region", { name: "Recommendation" })).toBeVisible();
  await expect(desk.page.getByRole("combobox", { name: "Incident" })).toHaveValue("House fire");
  await expect(desk.page.locator("html")).toHaveAttribute("lang", "en");
  await desk.page.reload();
  await expect(desk.page.getByRole("region", { name: "Open incidents" })).toBeVisible();
});

test("the theme changes at once, and stays", async ({ desk }) => {
  const html = desk.page.locator("html");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await desk.presses("Alt+T");
  await expect(html).toHaveAttribute("data-theme", "light");
  await desk.page.reload();
  await desk.isLinked();
  await expect(html).toHaveAttribute("data-theme", "light");
});

test("large type scales the desk, stays, and cuts nothing off on the smallest screen", async ({ desk }) => {
  const { page } = desk;
  await page.setViewportSize({ width: 1366, height: 768 });
  await desk.takesACall();
  await desk.picksType("kebakaran", "Kebakaran rumah");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.proposes();
  const size = () => desk.note.evaluate((field) => Number.parseFloat(getComputedStyle(field).fontSize));
  const before = await size();
  await desk.presses("Alt+0");
  expect(await size()).toBeGreaterThan(before * 1.15);
  await expect(desk.send).toBeInViewport({ ratio: 1 });
  await expect(desk.place).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("button", { name: /^Panggilan baru/ })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1366);
  await page.reload();
  await desk.isLinked();
  await expect(page.locator("html")).toHaveAttribute("data-type", "large");
});

test("a desk that was left in large type opens with large type's columns", async ({ desk }) => {
  const { page } = desk;
  await page.setViewportSize({ width: 1366, height: 768 });
  await desk.presses("Alt+0");
  const columns = () => desk.units.evaluate((board) => Math.round(board.getBoundingClientRect().left));
  const large = await columns();
  // The page is laid out while its script is still on the way, as it is on a slow machine.
  let comes = () => {};
  const script = new Promise<void>((resolve) => {
    comes = resolve;
  });
  await page.route(/assets\/desk-[\w-]+\.js/, async (route) => {
    await script;
    await route.continue();
  });
  await page.reload({ waitUntil: "commit" });
  await page.locator("#desk").waitFor({ state: "attached" });
  await expect
    .poll(() => page.evaluate(() => getComputedStyle(document.body).overflow), "the style sheet is there")
    .toBe("hidden");
  await page.evaluate(() => document.getElementById("desk")?.offsetWidth);
  comes();
  await desk.isLinked();
  expect(await columns()).toBe(large);
});

test("nothing jumps while calls ring, a caller is found and an alarm opens", async ({ room, desk }) => {
  await desk.takesACall();
  await desk.picksType("kebakaran", "Kebakaran rumah");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.proposes();
  const form = await desk.form.boundingBox();
  await desk.page.evaluate(() => {
    const moved: number[] = [];
    Object.assign(window, { moved });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        moved.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift" });
  });
  const near = { lat: 47.1092, lon: 9.5257, radius_m: 60 };
  await room.rings({ call: "pbx-1", number: "0800-0000-0101" });
  await room.rings({ call: "pbx-2", number: "0800-0000-0106", location: near });
  await expect(desk.calls.getByText("0800-0000-0106")).toBeVisible();
  // The field that is typed into stays where the eyes are.
  expect(await desk.form.boundingBox()).toEqual(form);
  await room.sees("DMK-1", { lat: 47.1758, lon: 9.5217 });
  await expect(desk.page.getByRole("region", { name: "Alarm" })).toContainText("belum dijawab", {
    timeout: 40_000,
  });
  const moved = await desk.page.evaluate(() => (window as unknown as { moved: number[] }).moved);
  const sum = moved.reduce((all, one) => all + one, 0);
  // 0.1 is what is called good for a page; a desk may give an alarm its words and no more.
  expect(sum, moved.map((one) => one.toFixed(4)).join(" ")).toBeLessThan(0.02);
});

for (const what of ["desk", "call", "incident", "keys", "handover"] as const) {
  test(`Tab goes round and never stays: ${what}`, async ({ desk }) => {
    const { page } = desk;
    if (what === "call") await desk.takesACall();
    if (what === "incident") await sendsAnAmbulance(desk);
    if (what === "keys") await desk.presses("F1");
    if (what === "handover") await desk.presses("Alt+H");
    const seen: string[] = [];
    for (let step = 0; step < 250; step += 1) {
      await desk.presses("Tab");
      const on = await page.evaluate(whatHasTheFocus);
      expect(on.seen || on.name === "body", `${on.name} has the focus and doesn't show it`).toBe(true);
      seen.push(on.name);
      if (step > 3 && on.name === seen[0]) break;
    }
    expect(new Set(seen).size, seen.join(" → ")).toBeGreaterThan(2);
    expect(seen.at(-1), seen.join(" → ")).toBe(seen[0]);
  });
}

for (const theme of ["dark", "light"] as const) {
  test(`nobody is shut out, ${theme}`, async ({ room, desk, browser, strictness }) => {
    if (theme === "light") await desk.presses("Alt+T");
    await isOpenToAll(desk.page, "empty desk");
    await room.sees("AMB-1", { lat: 47.1343767, lon: 9.5224777 });
    await room.sees("DMK-12", { lat: 47.0662361, lon: 9.4994045 }, 900);
    await sendsAnAmbulance(desk);
    await room.rings({ call: "pbx-2", number: "0800-0000-0106" });
    await expect(desk.calls).toContainText("berdering");
    await isOpenToAll(desk.page, "incident");

    const phone = await phoneOf("AMB-1", { desk, browser, strictness });
    await phone.isIn(theme);
    await isOpenToAll(phone.page, "responder's page");

    await desk.answers();
    await desk.picksType("kebakaran", "Kebakaran rumah");
    await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
    await desk.proposes();
    await isOpenToAll(desk.page, "call");
    await desk.presses("Alt+0");
    await desk.page.setViewportSize({ width: 1366, height: 768 });
    await isOpenToAll(desk.page, "call in large type");
    await desk.presses("Alt+0");
    await desk.page.setViewportSize({ width: 1440, height: 900 });

    await desk.presses("Control+k");
    await isOpenToAll(desk.page, "command line");
    await desk.presses("Escape");
    await desk.presses("F1");
    await isOpenToAll(desk.page, "keys");
    await desk.presses("Escape");
    await desk.presses("Alt+N");
    await isOpenToAll(desk.page, "sounds");
    await desk.presses("Escape");

    await desk.presses("F10");
    await expect(desk.form).toBeHidden();
    await isOpenToAll(desk.page, "a message that can be taken back");
    await desk.presses("Alt+G");
    await expect(desk.page.getByRole("region", { name: "Jangkauan" })).toBeVisible();
    await isOpenToAll(desk.page, "coverage");

    await desk.presses("Alt+H");
    const dialog = desk.page.getByRole("dialog", { name: "Serah terima" });
    await dialog.getByRole("textbox").fill("Ketua sif malam");
    await desk.presses("Enter");
    await expect(dialog).toContainText("ditandatangani");
    await isOpenToAll(desk.page, "handover");
  });
}

async function sendsAnAmbulance(desk: Desk): Promise<void> {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("schloss vaduz", "Schloss Vaduz");
  await desk.sends();
}
