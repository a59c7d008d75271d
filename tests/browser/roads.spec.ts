// The roads as they are now: slow ones, arrivals that move, and places that aren't sure.

import { expect, test } from "./harness";
import { phoneOf } from "./phone";

const SCHAAN = { lat: 47.1712629, lon: 9.5125198 };
/** Between the fire stations of Schaan and Triesen, some 800 m around. */
const VADUZ = { lat: 47.1386, lon: 9.5238, radius_m: 1500 };

test("a road is slow rather than closed, and told so on the map's list", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("laka", "Kecelakaan dengan korban");
  await desk.picksPlace("malbunstrasse", "Malbunstrasse");
  await desk.proposes();
  const before = await desk.proposal("AMB-1").locator(".soon").textContent();
  await desk.presses("Alt+X");
  await expect(desk.map).toBeFocused();
  await desk.presses("Enter");
  await expect(desk.page.getByRole("textbox", { name: "Apa sebabnya" })).toBeFocused();
  await desk.presses("ArrowDown");
  await expect(desk.page.getByRole("radio", { name: "Lambat, secepat orang jalan kaki" })).toBeChecked();
  await desk.types("banjir selutut");
  await desk.presses("Enter");

  const list = desk.page.getByRole("list", { name: "Jalan ditutup atau lambat" });
  await expect(list).toContainText("5 km/jam");
  await expect(list).toContainText("banjir selutut");
  await expect(desk.proposal("AMB-1").locator(".soon")).not.toHaveText(before ?? "");
  await expect(desk.proposal("AMB-1")).not.toContainText("tidak ada jalan ke sana");

  await list.getByRole("button", { name: "Buka jalan" }).press("Enter");
  await expect(list).toBeHidden();
  await expect(desk.proposal("AMB-1").locator(".soon")).toHaveText(before ?? "");
});

test("a unit's arrival moves with it and says how old it is", async ({ room, desk }) => {
  await room.sees("DMK-1", SCHAAN);
  await desk.takesACall();
  await desk.picksType("kebakaran lahan", "Kebakaran lahan atau sampah");
  await desk.picksPlace("dorfstrasse planken", "Dorfstrasse");
  const [unit = ""] = await desk.proposes();
  expect(unit).toBe("DMK-1");
  await desk.sends();
  await desk.reports(unit, ["diakui", "menuju"]);
  const row = desk.assignment(unit);
  await expect(row).toContainText(/tiba \d\d:\d\d:\d\d · \d+,\d km lagi · posisi \d+ (d|mnt) lalu/);
  await expect(desk.onTheBoard(unit)).toContainText(/tiba \d\d:\d\d · K-\d+ · menuju/);

  const far = await row.getByText(/km lagi/).textContent();
  await room.sees(unit, { lat: 47.1758, lon: 9.5217 });
  await expect(row.getByText(/lagi/)).not.toHaveText(far ?? "");
  await expect(row).toContainText(/tiba \d\d:\d\d:\d\d/);
  await row.getByRole("button", { name: "Di lokasi" }).press("Enter");
  await expect(row).not.toContainText("lagi · posisi");
});

test("where two units are possible both are told, each with its side", async ({ room, desk }) => {
  await room.rings({ call: "pbx-1", number: "0800-0000-0999", location: VADUZ });
  await desk.answers();
  await desk.picksType("kebakaran lahan", "Kebakaran lahan atau sampah");
  await desk.proposes();
  const told = desk.page.getByRole("region", { name: "Lokasi belum pasti" });
  await expect(told).toContainText("±1,5 km");
  await expect(told.getByRole("listitem").first()).toContainText(/DMK-\d+ lebih cepat di .*\d+ %/);
  await expect(told.getByRole("listitem").nth(1)).toBeVisible();
  await expect(desk.recommendation).toContainText(/– \d+:\d\d/);
});

test("the desk reads out a unit's way, and its crew reads it turn by turn", async ({
  room,
  desk,
  browser,
  strictness,
}) => {
  await room.sees("DMK-1", SCHAAN);
  await desk.takesACall();
  await desk.picksType("kebakaran lahan", "Kebakaran lahan atau sampah");
  await desk.picksPlace("dorfstrasse planken", "Dorfstrasse");
  const [unit = ""] = await desk.proposes();
  const streets = await desk
    .proposal(unit)
    .getByText(/^lewat .+ → .+/)
    .textContent();
  await desk.sends();
  await expect(desk.assignment(unit)).toContainText(streets ?? "");

  const { page } = await phoneOf(unit, { desk, browser, strictness });
  await expect(page.getByRole("list", { name: "Sekarang" })).toHaveText(/^ *Ikuti .+ m *$/);
  const then = page.getByRole("list", { name: "Setelah itu" }).getByRole("listitem");
  await expect(then.first()).toHaveText(/(Lurus|Belok (kiri|kanan)|Di bundaran).* k?m/);
  const last = streets?.split(" → ").at(-1) ?? "";
  await expect(then.filter({ hasText: last })).not.toHaveCount(0);
});
