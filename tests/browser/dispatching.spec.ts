// Incidents that are one, busy units wanted elsewhere, priorities by hand, and the way to a hospital.

import type { Desk } from "./desk";
import { expect, test } from "./harness";
import { isOpenToAll } from "./open-to-all";
import { phoneOf } from "./phone";

/** An incident by the keyboard, with what the room proposes; the answer is its number and its units. */
async function opens(desk: Desk, words: string, type: string, place: string): Promise<[string, string[]]> {
  await desk.takesACall();
  await desk.picksType(words, type);
  await desk.picksPlace(place.toLowerCase(), place);
  const units = await desk.proposes();
  await desk.sends();
  return [await desk.incidentNumber(), units];
}

const opensABreathing = (desk: Desk) => opens(desk, "sesak", "Sesak napas atau nyeri dada", "Schloss Vaduz");

test("two incidents are merged by two keys, and come apart by one", async ({ desk }) => {
  const [first] = await opensABreathing(desk);
  const [second, units] = await opensABreathing(desk);
  await desk.presses("Alt+E");
  const chooser = desk.incident.getByRole("group", { name: `Gabungkan ${second} ke` });
  await expect(chooser.getByRole("button").first()).toBeFocused();
  await expect(chooser.getByRole("button").first()).toContainText("mungkin sama");
  await isOpenToAll(desk.page, "dispatching");
  await desk.presses("Enter");
  await expect(desk.incident).toHaveAttribute("aria-label", new RegExp(first));
  await expect(desk.incident).toContainText(`Termasuk ${second} · 1 laporan`);
  for (const unit of units) await expect(desk.assignment(unit)).toBeVisible();
  await expect(desk.incidents).not.toContainText(second);
  await desk.presses("Control+z");
  await expect(desk.incident).toHaveAttribute("aria-label", new RegExp(second));
  await expect(desk.incidents).toContainText(first);
});

test("a unit on its way to something less urgent is diverted, and who loses it is said first", async ({
  desk,
}) => {
  const [first, units] = await opensABreathing(desk);
  await desk.presses("Alt+P");
  await desk.types("4 sudah membaik");
  await desk.presses("Enter");
  await expect(desk.incident).toContainText("prioritas 4");

  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("schloss vaduz", "Schloss Vaduz");
  await desk.proposes();
  const busy = desk.proposal(units[0] ?? "");
  await expect(busy).toContainText(`di ${first}, prioritas 4`);
  await expect(busy).toContainText(`${first} tinggal tanpa unit`);
  await desk.presses("Alt+D");
  await expect(busy.getByRole("button", { name: /dialihkan/ })).toHaveAttribute("aria-pressed", "true");
  await isOpenToAll(desk.page, "dispatching");
  await desk.presses("Control+Enter");
  await expect(desk.assignment(units[0] ?? "")).toContainText("diberi tahu");
});

test("a busy unit is queued, and notified when it clears", async ({ desk }) => {
  const [first, units] = await opensABreathing(desk);
  const unit = units[0] ?? "";
  const [second] = await opensABreathing(desk);
  await desk.presses("Alt+Q");
  await expect(desk.recommendation.getByRole("button", { name: "antre Alt Q" })).toBeVisible();
  await desk.presses("Control+Enter");
  await desk.incident.getByRole("tab", { name: "Unit bertugas" }).click();
  await expect(desk.incident).toContainText("Menunggu unit bebas");
  await desk.incidents.getByRole("button").filter({ hasText: first }).click();
  await desk.reportsToTheEnd(unit);
  await desk.incidents.getByRole("button").filter({ hasText: second }).click();
  await expect(desk.assignment(unit)).toContainText("diberi tahu");
});

test("who is busy says when it may be free, and who stands in for a kind says so", async ({ desk }) => {
  const opensAFire = () => opens(desk, "kebakaran", "Kebakaran rumah", "Dorfstrasse");
  const [, [first = ""]] = await opensAFire();
  await desk.reports(first, ["diakui", "menuju"]);
  await opensAFire();
  await desk.takesACall();
  await desk.picksType("kebakaran", "Kebakaran rumah");
  await desk.picksPlace("dorfstrasse", "Dorfstrasse");
  const proposed = await desk.proposes();
  expect(proposed, "nobody is proposed twice").not.toContain(first);
  await expect(desk.proposal(first)).toContainText(/menuju.*bebas sekitar \d\d:\d\d/s);
  const standIns = await desk.recommendation.getByRole("listitem").filter({ hasText: "pengganti" }).count();
  expect(standIns, "of three ambulances the third is no emergency ambulance").toBeGreaterThan(0);
});

test("a hospital is chosen by road, and the arrival there is live", async ({ desk }) => {
  const [, units] = await opensABreathing(desk);
  const unit = units[0] ?? "";
  await desk.reports(unit, ["diakui", "menuju", "di lokasi"]);
  await desk.presses("Alt+Y");
  const chooser = desk.assignment(unit).getByRole("group", { name: /Bawa ke mana/ });
  await expect(chooser.getByRole("button").first()).toBeFocused();
  await expect(chooser.getByRole("button").first()).toContainText(/\d+:\d\d · [\d,.]+ k?m/);
  await desk.presses("Enter");
  await expect(desk.assignment(unit)).toContainText("membawa pasien");
  await expect(desk.assignment(unit)).toContainText(/tiba \d\d:\d\d/);
});

test("the crew types where it takes somebody: its page leads there, or says that it can't", async ({
  desk,
  browser,
  strictness,
}) => {
  for (const [typed, known] of [
    ["landesspital", true],
    ["rumah nenek", false],
  ] as const) {
    const [, units] = await opensABreathing(desk);
    const unit = units[0] ?? "";
    const phone = await phoneOf(unit, { desk, browser, strictness });
    for (const button of ["Terima tugas", "Berangkat", "Tiba di lokasi", "Mengantar ke …"])
      await phone.presses(button);
    await phone.page.getByLabel("Diantar ke mana?").fill(typed);
    await phone.presses("Kirim");
    // By the name that the region has for it.
    await expect(phone.address).toHaveText(new RegExp(`^Ke .*${typed}`, "i"));
    const page = phone.page.getByRole("main");
    if (known) {
      await expect(page).toContainText(/tiba \d\d.\d\d/);
      await expect(page.getByRole("link", { name: "Buka di aplikasi navigasi" })).toHaveAttribute(
        "href",
        /geo:47\.13/,
      );
      await expect(desk.assignment(unit)).toContainText(/tiba \d\d:\d\d/);
    } else {
      await expect(page).toContainText("tanpa perkiraan tiba");
      await expect(page.getByRole("link", { name: "Buka di aplikasi navigasi" })).toBeHidden();
      await expect(desk.assignment(unit)).toContainText("tidak ada di peta: tanpa perkiraan tiba");
    }
    await phone.presses("Tiba di rumah sakit");
    await expect(phone.address).toHaveText(new RegExp(typed, "i"));
    await expect(page).toContainText("Unit sudah sampai di sana.");
    await phone.page.context().close();
    await desk.reportsToTheEnd(unit);
  }
});

test("a thumb that taps twice reports one step", async ({ desk, browser, strictness }) => {
  const [, units] = await opensABreathing(desk);
  const unit = units[0] ?? "";
  const phone = await phoneOf(unit, { desk, browser, strictness });
  const big = phone.page.getByRole("button", { name: "Berangkat" });
  await phone.presses("Terima tugas");
  await expect(big).toBeEnabled();
  const box = await big.boundingBox();
  if (!box) throw new Error("the button is not on the screen");
  const thumb = [box.x + box.width / 2, box.y + box.height / 2] as const;
  await phone.page.touchscreen.tap(...thumb);
  await phone.page.touchscreen.tap(...thumb);
  await expect(desk.assignment(unit)).toContainText("menuju");
  await expect(phone.page.getByRole("button", { name: "Tiba di lokasi" })).toBeEnabled();
  await expect(desk.assignment(unit)).not.toContainText("di lokasi 0:");
  await expect(phone.page.getByRole("contentinfo")).toContainText("Menuju lokasi");
  await phone.page.context().close();
});

test("the board is sorted, and a station says what remains", async ({ desk }) => {
  const [, units] = await opensABreathing(desk);
  await desk.units.getByRole("combobox", { name: "Urutkan" }).selectOption("status");
  await expect(desk.units.getByRole("listitem").first()).toContainText(units[0] ?? "");
  await desk.presses("Alt+O");
  const stations = desk.page.getByRole("region", { name: /^Pos/ });
  await stations.getByRole("listitem").getByRole("button").first().press("Enter");
  await expect(stations).toContainText("Kemampuan yang tersisa");
  await isOpenToAll(desk.page, "dispatching");
  await desk.presses("Escape");
  await expect(stations).toBeHidden();
});
