// The map's own tools: what is drawn by hand, measured, followed, switched off, torn off and lost.

import type { Page } from "@playwright/test";
import { Desk } from "./desk";
import { expect, test } from "./harness";

const SCHAAN = { lat: 47.1712629, lon: 9.5125198 };
/** Of the region, where a map shows all of it. */
const MIDDLE = { lat: 47.15287, lon: 9.5588 };

const hint = (page: Page) => page.getByRole("region", { name: "Ukur garis lurus" });
const closures = (desk: Desk) => desk.page.getByRole("list", { name: "Jalan ditutup atau lambat" });
const mapIsFocused = (desk: Desk) => expect(desk.map).toBeFocused();

/** Looks at the streets around a place that is found, without keeping the call. */
async function looksAt(desk: Desk, words: string, first: string): Promise<void> {
  await desk.takesACall();
  await desk.picksType("laka", "Kecelakaan dengan korban");
  await desk.picksPlace(words, first);
}

test("a circle and an outline are closed by the keyboard, and tell their roads before they are kept", async ({
  desk,
}) => {
  await looksAt(desk, "bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.proposes();
  await desk.presses("Alt+X");
  await mapIsFocused(desk);
  await desk.presses("Alt+X");
  const shapes = desk.page.getByRole("radiogroup", { name: "Bentuk penutupan" });
  await expect(shapes.getByRole("radio", { name: "Lingkaran" })).toBeChecked();
  await desk.presses("Enter");
  await expect(desk.page.getByText("Klik tepi lingkaran")).toBeVisible();
  await desk.presses("ArrowRight");
  await expect(desk.page.getByText(/r \d+ m/)).toBeVisible();
  await desk.presses("Enter");

  const dialog = desk.page.getByRole("region", { name: "Tutup jalan" });
  await expect(dialog).toContainText(/[1-9]\d* ruas jalan, .+ k?m: .*strasse/);
  const radius = dialog.getByRole("spinbutton", { name: "Jari-jari, m" });
  await radius.fill("1");
  await expect(dialog).not.toContainText(/[1-9]\d+ ruas jalan/);
  await radius.fill("250");
  await expect(dialog).toContainText(/[1-9]\d+ ruas jalan/);
  await expect(closures(desk)).toBeHidden();
  await dialog.getByRole("textbox", { name: "Apa sebabnya" }).fill("kerumunan konser");
  await desk.presses("Enter");
  await expect(closures(desk)).toContainText("kerumunan konser");

  await closures(desk).getByRole("button", { name: "Ubah" }).press("Enter");
  await expect(dialog.getByRole("textbox", { name: "Apa sebabnya" })).toHaveValue("kerumunan konser");
  await desk.presses("Alt+X");
  await mapIsFocused(desk);
  await shapes.getByRole("radio", { name: "Garis luar" }).click();
  await desk.map.focus();
  for (const key of ["ArrowRight", "ArrowDown"]) {
    await desk.presses("Enter");
    await desk.presses(key);
    await desk.presses(key);
    await settles(desk);
  }
  await desk.presses("Enter");
  await desk.page.getByRole("button", { name: "Selesai menggambar" }).press("Enter");
  await expect(dialog).toContainText(/\d+ ruas jalan/);
  await dialog.getByRole("textbox", { name: "Apa sebabnya" }).fill("pawai");
  await desk.presses("Enter");
  await expect(closures(desk).getByRole("listitem")).toHaveCount(1);
  await expect(closures(desk)).toContainText("pawai");

  await closures(desk).getByRole("button", { name: "Buka jalan" }).press("Enter");
  await expect(closures(desk)).toBeHidden();
});

/** A moving map has come to rest: its middle stays. */
async function settles(desk: Desk): Promise<void> {
  await desk.page.waitForFunction(
    () =>
      new Promise((done) => {
        const canvas = document.querySelector("canvas");
        const before = canvas?.toDataURL();
        setTimeout(() => done(canvas?.toDataURL() === before), 300);
      }),
  );
}

test("a straight line is measured by keyboard and by mouse, and Esc ends it", async ({ desk }) => {
  await looksAt(desk, "bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.presses("Alt+R");
  await mapIsFocused(desk);
  await expect(hint(desk.page)).toContainText("Pilih titik pertama");
  await desk.presses("Enter");
  await expect(hint(desk.page)).toContainText("0 m");
  await desk.presses("ArrowRight");
  await settles(desk);
  await desk.presses("Enter");
  await expect(hint(desk.page)).toContainText(/^[1-9]\d* m/);
  const box = await desk.map.boundingBox();
  if (!box) throw new Error("the map has no size");
  await desk.page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.7);
  await expect(hint(desk.page)).toContainText(/potongan terakhir [1-9]\d* m/);
  await desk.map.focus();
  await desk.presses("Backspace");
  await expect(hint(desk.page)).not.toContainText("potongan terakhir");
  await desk.presses("Escape");
  await expect(hint(desk.page)).toBeHidden();
  await expect(desk.form, "the call is still in hand").toBeVisible();
});

test("a unit is followed until somebody moves the map, which says so", async ({ room, desk }) => {
  await room.sees("AMB-1", SCHAAN);
  await desk.presses("Alt+F");
  await expect(desk.page.getByText("Pilih unit dulu, lalu Alt F untuk mengikutinya.")).toBeVisible();
  await desk.onTheBoard("AMB-1").getByRole("button").press("Enter");
  await desk.presses("Alt+F");
  const following = desk.page.getByRole("button", { name: /^Mengikuti AMB-1/ });
  await expect(following).toHaveAttribute("aria-pressed", "true");
  await room.sees("AMB-1", { lat: 47.1389, lon: 9.5212 });
  await desk.map.focus();
  await desk.presses("ArrowLeft");
  await expect(desk.page.getByText("AMB-1 tidak diikuti lagi: peta digeser.")).toBeVisible();
  await expect(following).toBeHidden();
});

test("what is switched off is gone whole, is told when it matters, and stays off", async ({ desk }) => {
  await desk.presses("Alt+Z");
  const panel = desk.page.getByRole("region", { name: "Lapisan peta" });
  await expect(panel.getByRole("checkbox").first()).toBeFocused();
  await panel.getByRole("checkbox", { name: "Unit", exact: true }).uncheck();
  await panel.getByRole("checkbox", { name: "Nama tempat dan jalan" }).uncheck();
  await desk.presses("Escape");
  const note = desk.page.getByText(/^Disembunyikan di peta:/);
  await expect(note).toContainText(/Unit \(\d+\), Nama tempat dan jalan/);
  await desk.page.reload();
  await desk.isLinked();
  await expect(note).toContainText(/Unit \(\d+\)/);
  await desk.page.getByRole("button", { name: "Tampilkan semua" }).press("Enter");
  await expect(note).toBeHidden();
});

test("the map is torn off, stays in step over a reload, and comes back", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("laka", "Kecelakaan dengan korban");
  const [map] = await Promise.all([desk.page.waitForEvent("popup"), desk.presses("Control+m")]);
  await expect(desk.page.getByRole("region", { name: "Peta terpisah" })).toBeVisible();
  await expect(desk.page.locator("canvas")).toHaveCount(0);
  await expect(map.locator("canvas")).toBeVisible();
  await expect(map.getByText("Meja belum terhubung")).toBeHidden();
  await expect(map).toHaveTitle(/Peta terpisah/);

  const canvas = map.locator("canvas");
  await settlesIn(map);
  await canvas.click({ position: { x: 640, y: 450 } });
  await expect(desk.form).toContainText("47,");

  await desk.page.bringToFront();
  await desk.presses("Alt+T");
  await expect(map.locator("html")).toHaveAttribute("data-theme", "light");
  await map.reload();
  await expect(map.locator("canvas")).toBeVisible();
  await expect(map.getByText("Meja belum terhubung")).toBeHidden();
  await expect(desk.page.getByRole("region", { name: "Peta terpisah" })).toBeVisible();

  await desk.page.reload();
  await desk.isLinked();
  await expect(desk.page.getByRole("region", { name: "Peta terpisah" })).toBeVisible();

  await map.close();
  await expect(desk.page.locator("canvas")).toBeVisible();
  await expect(desk.page.getByRole("region", { name: "Peta terpisah" })).toBeHidden();
});

async function settlesIn(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("canvas")?.checkVisibility());
}

test("without WebGL there is a plain map with the same keys and clicks", async ({
  page,
  room,
  strictness,
}) => {
  void strictness;
  await page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (
      this: HTMLCanvasElement,
      kind: string,
      ...more: unknown[]
    ) {
      return kind.startsWith("webgl") ? null : Reflect.apply(real, this, [kind, ...more]);
    } as typeof real;
  });
  const desk = new Desk(page);
  await desk.opens(room.desk);
  await expect(page.getByText("Peta lengkap tidak tersedia")).toBeVisible();
  await desk.takesACall();
  await desk.picksType("laka", "Kecelakaan dengan korban");
  await desk.presses("Alt+M");
  const plain = page.getByRole("application", { name: "Peta" });
  await expect(plain).toBeFocused();
  await desk.presses("+");
  await desk.presses("ArrowRight");
  await desk.presses("Enter");
  await expect(desk.form).toContainText("47,");

  await desk.presses("Alt+-");
  // A unit that stands in the middle of the region is the one that is clicked there, also after the map was panned.
  await room.sees("AMB-1", MIDDLE);
  const unit = desk.page.getByRole("region", { name: "Rincian unit AMB-1" });
  await expect(async () => {
    await plain.click();
    await expect(unit).toBeVisible({ timeout: 500 });
  }).toPass();
  // Out of the map, and back to the call.
  await desk.presses("Escape");
  await desk.presses("Escape");
  await expect(unit).toBeHidden();
  const box = await plain.boundingBox();
  if (!box) throw new Error("the map is not seen");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x - 50, y - 50);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(unit).toBeHidden();
  await page.mouse.click(x + 80, y + 60);
  await expect(unit).toBeVisible();
  await desk.presses("Escape");
  await page.close();
});

test("a lost WebGL is drawn anew, and said", async ({ desk }) => {
  await expect(desk.map).toBeVisible();
  await settles(desk);
  await desk.page.evaluate(() => {
    const gl = document.querySelector("canvas")?.getContext("webgl2");
    gl?.getExtension("WEBGL_lose_context")?.loseContext();
  });
  await expect(desk.page.getByText("Peta digambar ulang")).toBeVisible();
  await expect(desk.map).toBeVisible();
});

test("the whole region is seen by a key and by a command", async ({ desk }) => {
  const scale = desk.page.locator(".maplibregl-ctrl-scale");
  await expect(scale).toHaveText(/km$/);
  const whole = (await scale.textContent()) ?? "";
  const bySomething = { key: () => desk.presses("Alt+-"), command: () => commands(desk, "seluruh wilayah") };
  await looksAt(desk, "bahnhofstrasse schaan", "Bahnhofstrasse");
  for (const [by, looks] of Object.entries(bySomething)) {
    await expect(scale, `before the ${by}`).toHaveText(/\d\sm$/);
    await looks();
    await expect(scale, `by ${by}`).toHaveText(whole);
    await expect(desk.note, "whoever typed types on").toBeFocused();
    // Back to the streets of the call.
    await desk.presses("Alt+M");
    for (let steps = 0; steps < 5; steps += 1) await desk.presses("+");
    await desk.note.focus();
  }
});

async function commands(desk: Desk, typed: string): Promise<void> {
  await desk.presses("Control+K");
  await desk.types(typed);
  await desk.presses("Enter");
}

test("whoever goes to the map before it stands there is in it once it does", async ({ desk }) => {
  const { page } = desk;
  // The map waits for a font, as it does on a slow line.
  let comes = () => {};
  const font = new Promise<void>((resolve) => {
    comes = resolve;
  });
  await page.route(/\.woff2$/, async (route) => {
    await font;
    await route.continue();
  });
  await page.reload({ waitUntil: "commit" });
  await desk.isLinked();
  const [script] = await Promise.all([
    page.waitForResponse(/assets\/desk-map-[\w-]+\.js/),
    desk.presses("Alt+M"),
  ]);
  await page.evaluate(async (url) => {
    await import(url);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, script.url());
  await expect(page.getByRole("application", { name: "Peta" })).toBeFocused();
  await expect(page.locator("canvas")).toHaveCount(0);
  comes();
  await expect(desk.map).toBeFocused();
});
