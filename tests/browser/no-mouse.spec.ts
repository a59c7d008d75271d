// The whole story of a call without a mouse: once by keys, once by the command line alone.

import type { Locator } from "@playwright/test";
import type { Desk } from "./desk";
import { expect, test } from "./harness";
import { arrowsTo, tabsTo, withoutMouse } from "./no-mouse";

const NUMBER = "0800-0000-0101";
const echoOf = (desk: Desk): Locator => desk.page.locator("#command-echo");

test("by keys: from the ring to the handover", async ({ room, desk }) => {
  const { page } = desk;
  const untouched = await withoutMouse(page);

  await test.step("answered, with the caller's name and a number that is put right", async () => {
    await room.rings({ call: "pbx-1", number: NUMBER });
    await desk.answers();
    await expect(desk.form).toContainText("Rumah contoh 1");
  });

  await test.step("type, and the place stands there by its third letter", async () => {
    await desk.picksType("laka", "Kecelakaan dengan korban");
    await desk.types("zol");
    await expect(page.getByRole("option", { name: /^Zollstrasse/ }).first()).toBeVisible();
    await desk.types("lstrasse vaduz");
    await expect(page.getByRole("option").first()).toContainText("Zollstrasse");
    await desk.presses("Enter");
    await expect(desk.note).toBeFocused();
    await desk.types("motor dan mobil");
    await tabsTo(page, page.locator("#caller"));
    await desk.types("Ibu di warung");
  });

  const units = await test.step("proposed, one unticked and ticked again, and sent", async () => {
    const proposed = await desk.proposes();
    await desk.presses("Alt+1");
    await expect(desk.recommendation.getByRole("checkbox", { checked: true })).toHaveCount(
      proposed.length - 1,
    );
    await desk.presses("Alt+1");
    await desk.presses("Control+Enter");
    await expect(desk.incident).toBeVisible();
    return proposed;
  });
  const number = await desk.incidentNumber();
  const ambulance = units.find((unit) => unit.startsWith("AMB")) ?? "";

  await test.step("each step reported, and a note written", async () => {
    for (const status of ["diakui", "menuju", "di lokasi"]) await reports(desk, ambulance, status);
    const note = desk.incident.getByRole("textbox", { name: "Tambah catatan" });
    await tabsTo(page, note);
    await desk.types("satu orang terjepit");
    await desk.presses("Enter");
    await expect(desk.incident).toContainText("satu orang terjepit");
  });

  await test.step("a second alarm, and what it proposes is sent", async () => {
    await desk.presses("Alt+A");
    await expect(desk.incident.getByRole("tab", { name: "Tambah unit" })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    const more = await desk.proposes();
    await desk.presses("Control+Enter");
    for (const unit of more) await expect(desk.onTheBoard(unit)).toContainText("diberi tahu");
    units.push(...more);
    await desk.opensTheFirstIncident();
  });

  await test.step("the patient is taken to a hospital", async () => {
    await desk.presses("Alt+Y");
    const hospitals = desk.assignment(ambulance).getByRole("group", { name: /Bawa ke mana/ });
    await expect(hospitals.getByRole("button").first()).toBeFocused();
    await desk.presses("Enter");
    await expect(desk.assignment(ambulance)).toContainText("membawa pasien");
    for (const status of ["di rumah sakit", "selesai"]) await reports(desk, ambulance, status);
  });

  await test.step("a second caller is joined", async () => {
    await room.rings({ call: "pbx-2", number: "0800-0000-0102" });
    await desk.answers();
    await desk.picksType("laka", "Kecelakaan dengan korban");
    await desk.picksPlace("zollstrasse vaduz", "Zollstrasse");
    await expect(desk.form).toContainText("Mungkin sudah dilaporkan");
    await desk.presses("Alt+J");
    await expect(desk.incident).toContainText("2 laporan");
  });

  await test.step("everybody clears, and it is closed", async () => {
    for (const unit of units.filter((own) => own !== ambulance)) await standsDown(desk, unit);
    await desk.presses("Alt+C");
    await arrowsTo(page, page.getByRole("menuitem", { name: "Tertangani" }));
    await desk.presses("Enter");
    await expect(desk.incidents).not.toContainText(number);
  });

  await test.step("and the shift is handed over", async () => handsOver(desk));
  await untouched();
});

test("by the command line alone: the same", async ({ room, desk }) => {
  const { page } = desk;
  const untouched = await withoutMouse(page);
  await room.rings({ call: "pbx-1", number: NUMBER });
  await expect(desk.calls).toContainText("berdering");

  await says(desk, "jawab", /Jawab P-\d+/);
  await expect(desk.kind).toBeFocused();
  await says(desk, "jenis kecelakaan dengan", /P-\d+.*: Kecelakaan dengan korban/);
  await says(desk, "lokasi zollstrasse vaduz", /Lokasi P-\d+.*: Zollstrasse/);
  await says(desk, "catat motor dan mobil", /Catat di P-\d+/);
  const units = await desk.proposes();
  await says(desk, "kirim", `Kirim ${units.join(", ")}`);
  await expect(desk.incident).toBeVisible();
  const number = await desk.incidentNumber();
  const ambulance = units.find((unit) => unit.startsWith("AMB")) ?? "";

  for (const [word, status] of [
    ["akui", "diakui"],
    ["menuju", "menuju"],
    ["di lokasi", "di lokasi"],
  ] as const) {
    await says(desk, `${ambulance} ${word}`, ambulance);
    await expect(desk.assignment(ambulance)).toContainText(status);
  }
  await says(desk, "catat satu orang terjepit", `Catat di ${number}`);
  await says(desk, "alarm", `Naikkan alarm ${number}`);
  const more = await desk.proposes();
  await says(desk, "kirim", `Kirim ${more.join(", ")}`);
  for (const unit of more) await expect(desk.onTheBoard(unit)).toContainText("diberi tahu");
  await says(desk, `${ambulance} bawa pasien Landesspital`, /membawa pasien .* ke Landesspital/);
  await says(desk, `${ambulance} di rumah sakit`, "tiba di rumah sakit");
  await says(desk, `${ambulance} selesai`, "selesai di");

  await room.rings({ call: "pbx-2", number: "0800-0000-0102" });
  await expect(desk.calls).toContainText("berdering");
  await says(desk, "jawab", /Jawab P-\d+/);
  await expect(desk.kind).toBeFocused();
  await says(desk, `gabung ${number}`, `dengan ${number}`);
  await expect(desk.incident).toContainText("2 laporan");

  for (const unit of [...units, ...more].filter((own) => own !== ambulance))
    await says(desk, `${unit} tarik tidak perlu`, `${unit} ditarik`);
  await says(desk, `tutup ${number} tertangani`, `Tutup ${number}`);
  await expect(desk.incidents).not.toContainText(number);
  await says(desk, "batal", "Batalkan yang terakhir");
  await expect(desk.incidents).toContainText(number);
  await says(desk, `tutup ${number} tertangani`, `Tutup ${number}`);

  await says(desk, "serah terima", "Serah terima");
  await expect(page.getByRole("dialog", { name: "Serah terima" })).toBeVisible();
  await desk.presses("Escape");
  await untouched();
});

test("who is first due in a zone is set, seen, heeded and taken back", async ({ desk }) => {
  const untouched = await withoutMouse(desk.page);
  await desk.presses("Shift+F7");
  await desk.types("schaan dmk4");
  await expect(echoOf(desk)).toContainText("Pilihan pertama di Schaan: DMK-4");
  await desk.presses("Enter");
  await expect(echoOf(desk)).toBeHidden();
  await says(desk, "unit dmk4", "Rincian DMK-4");
  const first = desk.page.getByRole("region", { name: "Pilihan pertama di" });
  await expect(first).toContainText("Schaan");
  await desk.takesACall();
  await desk.picksType("kebakaran", "Kebakaran rumah");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await expect(desk.proposal("DMK-4")).toContainText("pilihan pertama wilayah ini");
  await says(desk, "unit dmk4", "Rincian DMK-4");
  await desk.presses("Control+Z");
  await expect(first).toContainText("Belum di wilayah mana pun.");
  await untouched();
});

/** Opens the line, types, reads what Enter will do, and presses it. */
async function says(desk: Desk, typed: string, sentence: string | RegExp): Promise<void> {
  await desk.presses("Control+K");
  await expect(desk.page.getByRole("combobox", { name: "Baris perintah" })).toBeFocused();
  await desk.types(typed);
  await expect(echoOf(desk)).toContainText(sentence);
  await desk.presses("Enter");
  await expect(echoOf(desk)).toBeHidden();
}

/** Reports a unit's usual next status: by arrows to its row, and Enter. */
async function reports(desk: Desk, unit: string, status: string): Promise<void> {
  await goesToRow(desk, unit);
  await desk.presses("Enter");
  await expect(desk.assignment(unit)).toContainText(status);
}

async function standsDown(desk: Desk, unit: string): Promise<void> {
  await goesToRow(desk, unit);
  await arrowsTo(
    desk.page,
    desk.assignment(unit).getByRole("button", { name: "Tarik", exact: true }),
    "ArrowRight",
  );
  await desk.presses("Enter");
  await desk.types("tidak perlu");
  await desk.presses("Enter");
  await expect(desk.assignment(unit)).toContainText("ditarik");
  // What was done may be seen before its receipt has come, which takes the field away.
  await expect(desk.assignment(unit).getByRole("textbox")).toBeHidden();
}

async function goesToRow(desk: Desk, unit: string): Promise<void> {
  const usual = desk.assignment(unit).getByRole("button").first();
  const row = desk.assignment(unit);
  // Arrows go through the rows once the focus has come to them.
  await expect(desk.incident.locator(":focus")).toHaveCount(1);
  const isThere = async () => (await row.locator(":focus").count()) > 0;
  if (!(await isThere())) await desk.presses("Home");
  // Down to the unit, by whatever button is closest, and along its own to the first.
  for (let presses = 0; presses < 30 && !(await isThere()); presses += 1) await desk.presses("ArrowDown");
  await arrowsTo(desk.page, usual, "ArrowLeft");
}

async function handsOver(desk: Desk): Promise<void> {
  const { page } = desk;
  await desk.presses("Alt+H");
  const dialog = page.getByRole("dialog", { name: "Serah terima" });
  await tabsTo(page, dialog.getByRole("textbox", { name: "Nama yang menyerahkan" }));
  await desk.types("Ketua sif malam");
  await desk.presses("Enter");
  await tabsTo(page, dialog.getByRole("textbox", { name: "Nama yang menerima" }));
  await desk.types("Ketua sif pagi");
  await tabsTo(page, dialog.getByRole("button", { name: "Ambil alih" }));
  await desk.presses("Enter");
  await expect(dialog).toContainText("Ketua sif malam kepada Ketua sif pagi");
  await desk.presses("Escape");
}
