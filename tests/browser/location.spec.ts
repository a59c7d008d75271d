// Where the caller is: the network's late word, landmarks and junctions, and the caller's own phone.

import { type BrowserContext, devices, type Page } from "@playwright/test";
import type { Desk } from "./desk";
import { expect, test } from "./harness";
import { isOpenToAll } from "./open-to-all";

const SCHAAN = { lat: 47.1659, lon: 9.5087 };
const NEARBY = { lat: 47.1685, lon: 9.511 };

test("a location that comes late moves the circle, says so, and can be refused", async ({ room, desk }) => {
  await room.rings({ call: "pbx-1", location: { ...SCHAAN, radius_m: 900 } });
  await desk.answers();
  await desk.types("ses");
  await room.rings({ call: "pbx-1", location: { ...NEARBY, radius_m: 25 } });
  const news = desk.form.getByText(/^Titik baru dari jaringan dipakai, \d+ m dari yang tadi\./);
  await expect(news).toBeVisible();
  await expect(desk.kind, "the focus stays").toBeFocused();
  await expect(desk.kind).toHaveValue("ses");
  await desk.form.getByRole("button", { name: "Kembali ke yang tadi" }).press("Enter");
  await expect(news).toBeHidden();
  await expect(desk.form.getByRole("listitem").filter({ hasText: "±900 m" })).toContainText("dipakai");
});

test("what a dispatcher found stands, and the network's word is offered", async ({ room, desk }) => {
  await room.rings({ call: "pbx-1" });
  await desk.answers();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await room.rings({ call: "pbx-1", location: { ...NEARBY, radius_m: 25 } });
  await expect(desk.form.getByText(/^Titik baru dari jaringan: .+ dari yang dipakai\./)).toBeVisible();
  await expect(desk.note).toBeFocused();
  await desk.form.getByRole("button", { name: "Pakai yang baru" }).press("Enter");
  await expect(desk.form.getByRole("listitem").filter({ hasText: "±30 m" })).toContainText("dipakai");
});

test("where is it: landmarks near, and the junction of two streets, by keyboard", async ({ room, desk }) => {
  await room.rings({ call: "pbx-1", location: { ...SCHAAN, radius_m: 400 } });
  await desk.answers();
  await desk.presses("Alt+W");
  const where = desk.form.getByRole("region", { name: "Di mana itu?" });
  await expect(where.getByRole("textbox", { name: "Di jalan" })).toBeFocused();
  const landmarks = where.getByRole("list", { name: "Apakah pelapor melihat…" });
  await expect(landmarks.getByRole("button").first()).toContainText(/\d+ m di sisi/);
  await isOpenToAll(desk.page, "where is it");

  await desk.types("bahnhofstrasse");
  const junctions = where.getByRole("list", { name: "simpang dengan" });
  // Those of a part of the name are others.
  await expect(junctions).toHaveAttribute("aria-busy", "false");
  const first = junctions.getByRole("button").first();
  await expect(first).toContainText("Bahnhofstrasse");
  await expect(first).toContainText("×");
  const junction = (await first.locator("span").first().textContent())?.trim() ?? "";
  await desk.presses("Enter");
  await expect(where).toBeHidden();
  await expect(desk.note).toBeFocused();
  await expect(desk.form).toContainText(junction);
  await expect(desk.form).toContainText("persimpangan");
});

test("a caller's phone tells where it is, and goes on telling", async ({ desk, browser, strictness }) => {
  await desk.takesACall();
  const link = await sharesALink(desk);
  const phone = await opensOnAPhone(
    link,
    browser.newContext.bind(browser),
    strictness.watch.bind(strictness),
  );
  await expect(phone.page.getByRole("heading")).toHaveText("Petugas 112 perlu tahu di mana Anda.");
  expect(phone.page.url(), "the token does not stay in the address bar").not.toContain("#");
  await phone.context.setGeolocation({ latitude: 47.1659, longitude: 9.5087, accuracy: 12 });
  await phone.page.getByRole("button", { name: "KIRIM LOKASI SAYA" }).tap();
  await expect(phone.page.getByRole("heading")).toHaveText("✓ Lokasi terkirim");
  await expect(phone.page.getByText("Ketepatan ±12 m")).toBeVisible();
  await expect(desk.form).toContainText(/Titik diterima: ±10 m/);
  await expect(desk.form).toContainText("Titik baru dari ponsel pelapor dipakai.");

  await phone.page.getByRole("button", { name: "English" }).tap();
  await expect(phone.page.getByRole("heading")).toHaveText("✓ Location sent");
  await isOpenToAll(phone.page, "the caller's page");
  await phone.context.close();
});

test("a caller's link ends with the call, and says so", async ({ desk, browser, strictness }) => {
  await desk.takesACall();
  const link = await sharesALink(desk);
  await desk.presses("Escape");
  await desk.presses("F10");
  await expect(desk.form).toBeHidden();
  strictness.roomMayBeGone();
  const phone = await opensOnAPhone(link, browser.newContext.bind(browser), () => {});
  await expect(phone.page.getByRole("heading")).toHaveText("Tautan ini tidak berlaku lagi.");
  await phone.context.close();
});

/** Alt+S: the link as it stands in the text for the caller. */
async function sharesALink(desk: Desk): Promise<string> {
  await desk.presses("Alt+S");
  const share = desk.form.getByRole("region", { name: "Tautan lokasi pelapor" });
  await expect(share).toContainText("Alamat ini hanya berlaku di komputer ini.");
  await expect(share.getByRole("button", { name: "Salin teks" })).toBeFocused();
  const text = await share.getByRole("textbox", { name: "Kirim teks ini ke pelapor" }).inputValue();
  return text.match(/http\S+/)?.[0] ?? "";
}

async function opensOnAPhone(
  link: string,
  newContext: (options: object) => Promise<BrowserContext>,
  watch: (context: BrowserContext) => void,
): Promise<{ page: Page; context: BrowserContext }> {
  const { defaultBrowserType: _, ...pixel } = devices["Pixel 7"] ?? {};
  const context = await newContext({ ...pixel, locale: "id-ID", permissions: ["geolocation"] });
  watch(context);
  const page = await context.newPage();
  await page.goto(link);
  return { page, context };
}
