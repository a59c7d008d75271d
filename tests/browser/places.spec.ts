// Where it is: typed as coordinates, clicked on the map; and roads that are closed.

import { Desk } from "./desk";
import { expect, test } from "./harness";

test("coordinates, as a caller reads them from a phone", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("laka", "Kecelakaan dengan korban");
  await desk.picksPlace("47.1410, 9.5209", "47.14100, 9.52090");
  await expect(desk.form).toContainText("koordinat");
  expect((await desk.proposes()).length).toBeGreaterThan(1);
});

test("a short map link can't be opened here, and the desk says what to ask for", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("laka", "Kecelakaan dengan korban");
  await desk.types("https://maps.app.goo.gl/xYz12AbC");
  const why = desk.form.getByText("Tautan pendek tidak dapat dibuka tanpa internet");
  await expect(why).toBeVisible();
  await expect(why).toHaveAttribute("role", "status");
  // Enter takes nothing, and the words may go on being changed.
  await desk.presses("Enter");
  await expect(desk.place).toBeFocused();
  await desk.presses("Control+a");
  await desk.picksPlace("https://maps.google.com/?q=47.1410,9.5209", "47.14100, 9.52090");
  await expect(why).toBeHidden();
});

test("a kilometre without posts is said so, and its road is offered", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("laka", "Kecelakaan dengan korban");
  await desk.types("km 7 landstrasse");
  await expect(desk.page.getByRole("option").first()).toContainText("Landstrasse");
  await expect(desk.form.getByText("Patok kilometer ini tidak ada di peta")).toBeVisible();
});

test("a short street counts as sure, a long one with its whole length", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("abtswingertweg", "Abtswingertweg");
  await expect(desk.form).toContainText("±100 m");
  await desk.proposes();
  await expect(desk.recommendation).not.toContainText("– ");

  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("ackerweg", "Ackerweg");
  await expect(desk.form).toContainText("±1,1 km");
  await expect(desk.recommendation).toContainText("– ");
});

test("a place clicked on the map", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("schloss vaduz", "Schloss Vaduz");
  await desk.proposes();
  const { width, height } = (await desk.map.boundingBox()) ?? { width: 0, height: 0 };
  await desk.map.click({ position: { x: width / 2 - 40, y: height / 2 + 30 } });
  await expect(desk.form).toContainText("titik peta");
  await expect(desk.note).toBeFocused();
  expect(await desk.proposes()).toContain("AMB-1");
});

test("another statement of the place is chosen, and the units follow", async ({ room, desk }) => {
  const vaduz = { lat: 47.141, lon: 9.5209 };
  await room.rings({ call: "pbx-1", number: "0800-0000-0102", location: { ...vaduz, radius_m: 20 } });
  await desk.answers();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await expect(desk.form).toContainText("jaringan ±20 m");
  const near = await desk.proposal("AMB-1").textContent();
  await desk.form.getByRole("button", { name: "Pakai titik ini" }).first().press("Enter");
  await expect(desk.proposal("AMB-1")).not.toHaveText(near ?? "");
});

test("a road closed at one desk changes what stands at another", async ({ room, desk, context }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("malbun zentrum", "Malbun Zentrum");
  expect(await desk.proposes()).toContain("AMB-1");

  // The only road to Malbun; a place that was found stands in the middle of the map.
  const other = new Desk(await context.newPage());
  await other.opens(room.desk);
  await other.takesACall();
  await other.picksType("laka", "Kecelakaan dengan korban");
  await other.picksPlace("malbunstrasse", "Malbunstrasse");
  await other.presses("Alt+X");
  await expect(other.page.getByRole("radiogroup", { name: "Bentuk penutupan" })).toBeVisible();
  await expect(other.map).toBeFocused();
  await other.presses("Enter");
  const why = other.page.getByRole("textbox", { name: "Apa sebabnya" });
  await expect(why).toBeFocused();
  await other.types("longsor");
  await other.presses("Enter");
  await expect(other.page.getByText("longsor", { exact: true })).toBeVisible();

  await expect(desk.proposal("AMB-1")).toContainText("tidak ada jalan ke sana");
  await expect(desk.recommendation).toContainText("kurang 1");

  await other.page.getByRole("button", { name: "Buka jalan" }).press("Enter");
  await expect(desk.proposal("AMB-1")).not.toContainText("tidak ada jalan ke sana");
  expect(await desk.proposes()).toContain("AMB-1");
});
