// The command line: it says what Enter will do, does it, and leaves the focus where it was.

import type { Locator } from "@playwright/test";
import type { Desk } from "./desk";
import { expect, test } from "./harness";

const lineOf = (desk: Desk): Locator => desk.page.getByRole("combobox", { name: "Baris perintah" });
const echoOf = (desk: Desk): Locator => desk.page.locator("#command-echo");

/** Opens the line, types, and waits until it says what Enter will do. */
async function says(desk: Desk, typed: string, sentence: string | RegExp): Promise<void> {
  if (!(await lineOf(desk).isVisible())) await desk.presses("Control+K");
  await expect(lineOf(desk)).toBeFocused();
  await desk.presses("Control+A");
  await desk.types(typed);
  await expect(echoOf(desk)).toContainText(sentence);
}

async function does(desk: Desk, typed: string, sentence: string | RegExp): Promise<void> {
  await says(desk, typed, sentence);
  await desk.presses("Enter");
  await expect(lineOf(desk)).toBeHidden();
}

async function aFire(desk: Desk): Promise<string> {
  await desk.takesACall();
  await desk.picksType("kebakaran", "Kebakaran rumah");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.proposes();
  await desk.sends();
  return await desk.incidentNumber();
}

test("an incident, from its units' first step to its end, by commands", async ({ desk }) => {
  const number = await aFire(desk);
  const first = (await desk.incident.getByRole("article").first().getAttribute("aria-label")) ?? "";
  await does(desk, `${first} akui`, `${first} mengakui tugas ${number}, Bahnhofstrasse`);
  await does(desk, `${first} men`, `${first} menuju ke ${number}`);
  await expect(desk.assignment(first)).toContainText("menuju");
  await does(desk, "catat gang sempit", `Catat di ${number}`);
  await expect(desk.incident).toContainText("gang sempit");

  await says(desk, `kirim amb2 ${number}`, /Beda dari usulan|Tidak ada di usulan/);
  await desk.presses("Enter");
  await expect(echoOf(desk)).toContainText("Tulis alasannya dengan singkat.");
  await expect(lineOf(desk)).toHaveValue(`kirim amb2 ${number}`);
  await desk.types(" dua korban");
  await expect(echoOf(desk)).toContainText(`Kirim AMB-2 ke ${number}, Bahnhofstrasse`);
  await desk.presses("Enter");
  await expect(desk.assignment("AMB-2")).toContainText("diberi tahu");
  await expect(lineOf(desk)).toBeHidden();

  await says(desk, "tutup tertangani", `Tutup ${number}`);
  await desk.presses("Enter");
  await expect(echoOf(desk)).toContainText(/unit/i);
  await desk.presses("Escape");
  await expect(lineOf(desk)).toBeHidden();
});

test("Esc puts the focus and the caret back to the letter", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("schloss vaduz", "Schloss Vaduz");
  await desk.types("laki-laki tahun");
  for (let back = 0; back < " tahun".length; back += 1) await desk.presses("ArrowLeft");
  await desk.presses("Control+K");
  await expect(lineOf(desk)).toBeFocused();
  await desk.types("amb1");
  await desk.presses("Escape");
  await expect(desk.note).toBeFocused();
  await desk.types(" 60");
  await expect(desk.note).toHaveValue("laki-laki 60 tahun");

  // A field that marks its text when the focus comes to it keeps its caret too; so do the dialogs.
  for (const key of ["Control+K", "F1", "Alt+H", "Alt+N"]) {
    await desk.place.focus();
    await desk.presses("Home");
    await desk.presses("ArrowRight");
    await desk.presses(key);
    await expect(desk.place).not.toBeFocused();
    await desk.presses("Escape");
    await expect(desk.place).toBeFocused();
    const at = await desk.place.evaluate((field: HTMLInputElement) => [
      field.selectionStart,
      field.selectionEnd,
    ]);
    expect(at, key).toEqual([1, 1]);
  }
});

test("a slash opens it outside of text fields, and is a slash inside", async ({ desk }) => {
  await desk.presses("/");
  await expect(lineOf(desk)).toBeFocused();
  await expect(lineOf(desk)).toHaveValue("");
  await desk.presses("Escape");
  await desk.takesACall();
  await desk.note.focus();
  await desk.types("RT 3/RW 2");
  await expect(desk.note).toHaveValue("RT 3/RW 2");
});

test("a note keeps the focus where it was, and a call is closed by words", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await does(desk, "lokasi schloss vaduz", /Lokasi P-\d+: Schloss Vaduz/);
  await expect(desk.place).toBeFocused();
  await expect(desk.form).toContainText("Schloss Vaduz");
  await does(desk, "catat bibirnya biru", /Catat di P-\d+: “bibirnya biru”/);
  await expect(desk.note).toHaveValue("bibirnya biru");
  await does(desk, "tutup salah", /Tutup P-\d+ sebagai salah sambung/);
  await expect(desk.form).toBeHidden();
  await desk.presses("Control+Z");
  await expect(desk.form).toBeVisible();
});

test("units go out of service and come back, in either language", async ({ desk }) => {
  await does(desk, "rusak amb1 ban kempes", "AMB-1 tidak siap tugas: ban kempes");
  await expect(desk.onTheBoard("AMB-1")).toContainText("ban kempes");
  await does(desk, "in service amb1", "AMB-1 siap lagi");
  await expect(desk.onTheBoard("AMB-1")).not.toContainText("ban kempes");
  await desk.presses("Alt+L");
  await desk.presses("/");
  await desk.types("rusak amb1 flat tyre");
  await expect(echoOf(desk)).toContainText("AMB-1 is out of service: flat tyre");
});

test("a place is found on the map, and a road closed there without the mouse", async ({ desk }) => {
  await does(desk, "tutup jalan malbunstrasse", /di sekitar Malbunstrasse/);
  await expect(desk.map).toBeFocused();
  await desk.presses("Enter");
  await desk.types("longsor");
  await desk.presses("Enter");
  await expect(desk.page.getByText("longsor").first()).toBeVisible();
  await does(desk, "buka jalan longsor", "Buka jalan yang ditutup: longsor");
  await expect(desk.page.getByRole("list", { name: "Jalan ditutup" })).toHaveCount(0);
  await expect(desk.page.getByText("Jalan dibuka: longsor.")).toBeVisible();
  await desk.presses("Control+Z");
  await expect(desk.page.getByRole("list", { name: "Jalan ditutup" })).toContainText("longsor");
});

test("earlier lines come back by the arrows, and nothing personal outlives the page", async ({ desk }) => {
  await does(desk, "rusak amb1 sopir sakit", "AMB-1 tidak siap tugas");
  await does(desk, "dinas amb1", "AMB-1 siap lagi");
  await desk.presses("/");
  await desk.presses("ArrowUp");
  await expect(lineOf(desk)).toHaveValue("dinas amb1");
  await desk.presses("ArrowUp");
  await expect(lineOf(desk)).toHaveValue("rusak amb1 sopir sakit");
  await desk.presses("ArrowDown");
  await desk.presses("ArrowDown");
  await expect(lineOf(desk)).toHaveValue("");
  await desk.page.reload();
  await desk.isLinked();
  await desk.presses("/");
  await desk.presses("ArrowUp");
  await desk.presses("ArrowUp");
  await expect(lineOf(desk)).toHaveValue("rusak amb1");
  const kept = await desk.page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain("sakit");
});

test("the list of keys and commands is found by typing, and leads into the line", async ({ desk }) => {
  await desk.takesACall();
  await desk.kind.blur();
  await desk.presses("?");
  const list = desk.page.getByRole("dialog", { name: "Semua tombol" });
  await expect(list.getByRole("heading", { level: 3 }).first()).toContainText("Panggilan");
  await expect(list.getByRole("searchbox")).toBeFocused();
  await desk.types("rusak");
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await desk.presses("Enter");
  await desk.presses("Enter");
  await expect(list).toBeHidden();
  await expect(lineOf(desk)).toHaveValue("rusak ");
});
