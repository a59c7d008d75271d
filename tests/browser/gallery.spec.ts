// Parts and screens in all their states, without a room: what they say, that they fit, and that nobody is shut out.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect, type Gallery, type Shown, test } from "./gallery";
import { isOpenToAll, whatHasTheFocus, whenNothingMoves } from "./open-to-all";
import { strayWords } from "./words";

const WIDTH = 1366;

for (const theme of ["dark", "light"] as const) {
  for (const type of ["normal", "large"] as const) {
    test(`all parts shut nobody out and fit: ${theme}, ${type} type`, async ({ gallery }) => {
      const language = theme === "dark" ? "id" : "en";
      await gallery.shows({ show: "parts", theme, type, language });
      await isOpenToAll(gallery.page, "parts");
      expect(await overflowing(gallery.page)).toEqual([]);
      await gallery.page.locator("#ask").press("Enter");
      await expect(gallery.page.getByRole("dialog")).toBeVisible();
      await isOpenToAll(gallery.page, "dialog");
      await gallery.presses("Escape");
      await expect(gallery.page.getByRole("dialog")).toBeHidden();
      await expect(gallery.page.locator("#ask"), "the focus goes back").toBeFocused();
    });
  }
}

test("whoever goes through the parts by Tab sees where they are", async ({ gallery }) => {
  await gallery.shows({ show: "parts" });
  const pressable = await gallery.page.locator("button:enabled, input:enabled").count();
  const seen = new Set<string>();
  for (let step = 0; step < pressable; step += 1) {
    await gallery.presses("Tab");
    const on = await gallery.page.evaluate(whatHasTheFocus);
    expect(on.seen, `${on.name} shows its focus`).toBe(true);
    seen.add(on.name);
  }
  expect(seen.size).toBe(pressable);
});

/** A screen, the keys that bring it there, and the sentences that say what is so and what to do. */
type Screen = Shown & { keys?: string[]; says: (string | RegExp)[] };

const SCREENS: Record<string, Screen> = {
  "desk at rest": {
    show: "desk",
    state: "rest",
    says: [
      "Belum ada panggilan yang dibuka.",
      "F2 menjawab yang berdering terlama, F3 mencatat panggilan baru.",
    ],
  },
  "desk with nothing in it": {
    show: "desk",
    state: "empty",
    says: ["Tidak ada panggilan.", "Tidak ada kejadian terbuka.", "Belum ada unit"],
  },
  "room loading": { show: "desk", state: "loading", says: ["Memuat ruang kendali…"] },
  "room not reached": {
    show: "desk",
    state: "unreached",
    says: ["Ruang kendali tidak terjangkau.", "Dicoba lagi terus."],
  },
  "desk not known": {
    show: "desk",
    state: "refused",
    says: ["Meja ini tidak dikenal ruang kendali.", "Buka lagi lewat alamat"],
  },
  "link lost during a call": {
    show: "desk",
    state: "lost",
    says: [
      "Sambungan terputus.",
      "dikirim begitu tersambung",
      "Usulan ini dari sebelum sambungan putus.",
      "pastikan lewat radio",
    ],
  },
  "log that can't be written": {
    show: "desk",
    state: "journal",
    says: ["Jurnal tidak bisa ditulis.", "catat di kertas"],
  },
  "names still loading": {
    show: "desk",
    state: "preparing",
    keys: ["Tab", "j"],
    says: ["Nama tempat masih dimuat.", "Pilih titik di peta"],
  },
  "names that can't be read": { show: "desk", state: "nameless", says: ["Nama tempat tidak bisa dibaca."] },
  "call with its recommendation": {
    show: "desk",
    state: "call",
    says: ["Kirim 2 unit", "Mungkin sudah dilaporkan"],
  },
  "place of which much was noted": {
    show: "desk",
    state: "noted",
    says: ["Selengkapnya", "2 catatan lagi"],
  },
  "recommendation that is slow": {
    show: "desk",
    state: "reckoning",
    says: ["Menghitung siapa yang paling cepat sampai…", "Ruang kendali lambat menjawab.", "Jangan menunggu"],
  },
  "recommendation that failed": {
    show: "desk",
    state: "unanswered",
    says: ["Usulan tidak bisa dihitung sekarang.", "Kabari unit lewat radio."],
  },
  "nobody can come": {
    show: "desk",
    state: "nobody",
    says: ["Tidak ada unit yang bisa dikirim.", "Minta bantuan pusat tetangga", "sedang bertugas: 2"],
  },
  "coverage being reckoned": {
    show: "desk",
    state: "covering",
    keys: ["Alt+g"],
    says: ["Menghitung jangkauan…"],
  },
  "coverage that failed": {
    show: "desk",
    state: "uncovered",
    keys: ["Alt+g"],
    says: ["Jangkauan belum bisa dihitung.", "Papan unit tetap menunjukkan siapa yang siap."],
  },
  coverage: {
    show: "desk",
    state: "rest",
    keys: ["Alt+g"],
    says: ["Kalipuro", "Tidak ada unit bebas untuk digeser."],
  },
  "road to close": {
    show: "desk",
    state: "call",
    keys: ["Alt+x", "Enter"],
    says: [/Jl\. Basuki Rahmat/],
  },
  "all alarms": {
    show: "desk",
    state: "rush",
    keys: ["Shift+F2"],
    says: ["DMK-2", /Kalipuro/],
  },
  "unit to be diverted": {
    show: "desk",
    state: "rush",
    keys: ["Alt+i", "Enter", "Alt+d"],
    says: ["K-1022"],
  },
  "unit to be queued": {
    show: "desk",
    state: "rush",
    keys: ["Alt+i", "Enter", "Alt+q"],
    says: ["K-1022"],
  },
  timeline: {
    show: "desk",
    state: "rush",
    keys: ["Alt+i", "Enter", "#[role=tab]:last-child"],
    says: ["lansia di kamar belakang"],
  },
  "all keys": { show: "desk", state: "call", keys: ["F1"], says: ["Jawab yang terlama"] },
  "command line": { show: "desk", state: "rush", keys: ["Control+k"], says: ["Yang bisa dilakukan di sini"] },
  "command that is typed": {
    show: "desk",
    state: "rush",
    keys: ["Control+k", ..."akui k-1023"],
    says: [/Akui: K-1023/],
  },
  "zones of one name": {
    show: "desk",
    state: "namesakes",
    keys: ["Control+k", ..."pertama kalirejo"],
    says: [/Kalirejo.*Kabat/, /Kalirejo.*Glenmore/],
  },
  "command that means nothing": {
    show: "desk",
    state: "rush",
    keys: ["Control+k", ..."kirm"],
    says: ["Maksud Anda kirim?"],
  },
  handover: { show: "desk", state: "handover", keys: ["Alt+h"], says: ["1 dari 3 ditandatangani"] },
  "handover to begin": { show: "desk", state: "empty", keys: ["Alt+h"], says: ["Serah terima"] },
  sounds: { show: "desk", state: "rest", keys: ["Alt+n"], says: ["Suara siap"] },
  layers: { show: "desk", state: "rest", keys: ["Alt+z"], says: ["Unit"] },
  "call-back list": { show: "desk", state: "call", keys: ["Alt+b"], says: ["1 perlu dihubungi balik"] },
  "number form": {
    show: "desk",
    state: "call",
    keys: ["#[aria-expanded]:has-text('Ubah'), [aria-expanded]:has-text('Edit')"],
    says: ["Perlu diketahui"],
  },
  incident: { show: "desk", state: "rest", keys: ["Alt+i", "Enter"], says: ["K-1021"] },
  "incident without units": {
    show: "desk",
    state: "rest",
    keys: ["Alt+i", "ArrowDown", "ArrowDown", "Enter"],
    says: ["Belum ada unit di kejadian ini.", "Tambah unit di tab sebelah"],
  },
  "incident to be merged": {
    show: "desk",
    state: "rest",
    keys: ["Alt+i", "Enter", "Alt+e"],
    says: ["K-1021"],
  },
  "priority by hand": { show: "desk", state: "rest", keys: ["Alt+i", "Enter", "Alt+p"], says: ["K-1021"] },
  "incident to be closed": {
    show: "desk",
    state: "rest",
    keys: ["Alt+i", "Enter", "Alt+c"],
    says: ["Tertangani"],
  },
  "torn-off map": {
    show: "map",
    state: "rush",
    says: ["Meja belum terhubung: klik di peta belum memilih lokasi."],
  },
  "layers of the torn-off map": { show: "map", state: "rest", keys: ["Alt+z"], says: ["Unit"] },
  "window to be closed": {
    show: "closing",
    says: ["Tutup meja ini?", "2 panggilan berdering tidak akan dijawab di sini."],
  },
  "responder's notice": { show: "responder", state: "notice", says: ["Terima tugas"] },
  "responder without a task": { show: "responder", state: "idle", says: ["Tidak ada tugas"] },
  "responder's page loading": { show: "responder", state: "loading", says: ["Menghubungi pusat…"] },
  "responder without signal": {
    show: "responder",
    state: "unreached",
    says: ["Pusat tidak terjangkau.", "lapor lewat radio"],
  },
  "responder who lost the signal": { show: "responder", state: "lost", says: ["Tidak ada sinyal"] },
  "responder's link that has ended": {
    show: "responder",
    state: "expired",
    says: ["Tautan ini tidak berlaku lagi", "Minta pusat 112"],
  },
  "caller's page": { show: "caller", state: "start", says: ["KIRIM LOKASI SAYA"] },
  "caller who is being found": { show: "caller", state: "asking", says: ["Mencari lokasi…"] },
  "caller who was found": { show: "caller", state: "sharing", says: ["Lokasi terkirim", "Ketepatan ±18 m"] },
  "caller without signal": {
    show: "caller",
    state: "lost",
    says: ["Belum terkirim: tidak ada sinyal.", "Sebutkan kepada petugas"],
  },
  "caller who said no": {
    show: "caller",
    state: "refused",
    says: ["Izinkan lokasi", "Sebutkan kepada petugas"],
  },
  "caller without GPS": { show: "caller", state: "off", says: ["Nyalakan GPS"] },
  "caller's link that has ended": {
    show: "caller",
    state: "ended",
    says: ["Tautan ini tidak berlaku lagi."],
  },
};

const named = (show: Shown["show"]) => Object.entries(SCREENS).filter(([, screen]) => screen.show === show);

const LANGUAGES = ["id", "en"] as const;

for (const show of ["desk", "map", "closing", "responder", "caller"] as const) {
  test(`every state says what is so, in one language, and shuts nobody out: ${show}`, async ({ gallery }) => {
    test.slow();
    const { page } = gallery;
    for (const [name, screen] of named(show)) {
      await test.step(name, async () => {
        await brings(gallery, screen);
        for (const sentence of screen.says)
          await expect(page.getByText(sentence).filter({ visible: true }).first(), name).toBeVisible();
        await isOpenToAll(page, `${name}, dark`);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(WIDTH);
        if (show !== "caller") {
          await turnsLight(page);
          await isOpenToAll(page, `${name}, light`, "color-contrast");
        }
        for (const language of LANGUAGES) {
          // A phone's page is loaded anew: it has a language of its own.
          if (show === "responder" || show === "caller")
            await brings(gallery, { ...screen, language, marked: true });
          else await gallery.speaksMarked(language);
          expect.soft(await strayWords(page, language), name).toEqual([]);
        }
      });
    }
  });
}

for (const name of [
  "all alarms",
  "road to close",
  "unit to be diverted",
  "torn-off map",
  "window to be closed",
]) {
  test(`in large type on the smallest screen nothing is shut out or cut off: ${name}`, async ({
    gallery,
  }) => {
    const screen = SCREENS[name];
    if (!screen) throw new Error(name);
    await brings(gallery, { ...screen, type: "large" });
    await expect(
      gallery.page
        .getByText(screen.says[0] ?? "")
        .filter({ visible: true })
        .first(),
    ).toBeVisible();
    await isOpenToAll(gallery.page, name);
    expect(await gallery.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      WIDTH,
    );
  });
}

for (const type of ["normal", "large"] as const) {
  test(`however much was noted of a place, what is said is written in sight: ${type} type`, async ({
    gallery,
  }) => {
    const { page } = gallery;
    await gallery.shows({ show: "desk", state: "noted", type });
    const note = page.getByRole("textbox", { name: "Catatan", exact: true });
    await expect(note).toBeInViewport({ ratio: 1 });
    const first = page
      .getByText(/^Bahaya tabung gas 12 kg/)
      .first()
      .locator("..");
    await expect(first, "so is what is dangerous").toBeInViewport({ ratio: 1 });
    // All of it is read, and hidden again.
    const brief = await first.evaluate(heightOf);
    await page.getByRole("button", { name: "Selengkapnya" }).first().press("Enter");
    const whole = page.getByRole("button", { name: "Ringkas" });
    await expect(whole).toBeFocused();
    expect(await first.evaluate(heightOf)).toBeGreaterThan(brief);
    await expect(note).toBeInViewport({ ratio: 1 });
    // What is gone to by Tab is never behind the note.
    for (let step = 0; step < 12; step += 1) {
      await gallery.presses("Tab");
      expect(await page.evaluate(focusIsCovered), `step ${step}`).toBe(false);
    }
  });
}

test("a desk without a room shuts nobody out, whatever the reason", async ({ page }) => {
  const shell = resolve(import.meta.dirname, "../../src-tauri/src");
  const filled: Record<string, string> = {
    "{title}": "Meja ini belum punya ruang kendali",
    "{what}": "Buat berkas wilayah dari data OpenStreetMap, lalu buka meja dengan berkas itu.",
    "{title_en}": "This desk has no dispatch room yet",
    "{what_en}": "Build a region file from OpenStreetMap data, then open the desk with it.",
    "{reason}": '<p class="why">kota.region: not a region file</p>',
    "{commands}": "<pre>sigap region build kota.osm.pbf --out kota.region</pre>",
  };
  for (const file of ["no_room.html", "opening.html"]) {
    const template = await readFile(resolve(shell, file), "utf8");
    await page.setContent(template.replace(/\{\w+\}/g, (name) => filled[name] ?? name));
    await isOpenToAll(page, file);
  }
});

/** Runs in the page. */
const heightOf = (one: HTMLElement | SVGElement): number => one.getBoundingClientRect().height;

/** Runs in the page: whether something lies over all of what has the focus. */
function focusIsCovered(): boolean {
  const on = document.activeElement;
  if (!on || on === document.body) return false;
  const { left, top, width, height } = on.getBoundingClientRect();
  const seen = [0.15, 0.5, 0.85].some((down) => {
    const there = document.elementFromPoint(left + width / 2, top + height * down);
    return there !== null && (on.contains(there) || there.contains(on));
  });
  return !seen;
}

/** To the light theme, and until no colour is on its way any more. */
async function turnsLight(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset.theme = "light";
  });
  await page.evaluate(whenNothingMoves);
}

async function brings(gallery: Gallery, screen: Screen): Promise<void> {
  const { keys = [], says: _, ...shown } = screen;
  await gallery.shows(shown);
  for (const key of keys) {
    if (key.startsWith("#")) await gallery.page.locator(key.slice(1)).first().press("Enter");
    else await gallery.presses(key);
  }
}

/** What reaches beyond the page, or beyond what it stands in. */
async function overflowing(page: Page): Promise<string[]> {
  return page.evaluate((width) => {
    const main = document.querySelector("main");
    const all = [...(main?.querySelectorAll<HTMLElement>("*") ?? [])];
    const beyond = (one: HTMLElement) =>
      one.getBoundingClientRect().right > width + 0.5 ||
      (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display === "block");
    return all.filter(beyond).map((one) => one.outerHTML.slice(0, 120));
  }, WIDTH);
}
