// Both languages, both themes, and nothing that shuts anybody out.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Desk } from "./desk";
import { expect, test } from "./harness";
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

test("F1 lists every key, and closes again", async ({ desk }) => {
  await desk.presses("F1");
  const list = desk.page.getByRole("dialog", { name: "Semua tombol" });
  await expect(list).toContainText("Gabungkan dengan kejadian serupa");
  await desk.presses("Escape");
  await expect(list).toBeHidden();
});

for (const theme of ["dark", "light"] as const) {
  test(`nobody is shut out, ${theme}`, async ({ room, desk, browser, strictness }) => {
    if (theme === "light") await desk.presses("Alt+T");
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

    await desk.presses("F1");
    await isOpenToAll(desk.page, "keys");
    await desk.presses("Escape");

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

/** axe finds nothing serious or critical. */
async function isOpenToAll(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = grave.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
  expect(told, what).toEqual([]);
}
