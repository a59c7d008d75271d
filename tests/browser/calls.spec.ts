// Calls that lead nowhere, calls that were known already, and what the desk refuses.

import type { Desk } from "./desk";
import { expect, test } from "./harness";
import { phoneOf } from "./phone";

/** The directory's number that often has fun. */
const FLAGGED = "0800-0000-0106";

test("a silent call is closed by one key, and taken back by another", async ({ room, desk }) => {
  await room.rings({ call: "pbx-1" });
  await desk.answers();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.presses("F7");
  await expect(desk.page.getByText("Ditutup sebagai hening.")).toBeVisible();
  await expect(desk.form).toBeHidden();
  await desk.presses("Control+Z");
  await expect(desk.form).toBeVisible();
  await expect(desk.kind).toHaveValue("Sesak napas atau nyeri dada");
});

test("a number that often has fun still rings, and says so", async ({ room, desk }) => {
  await room.rings({ call: "pbx-1", number: FLAGGED });
  await expect(desk.calls).toContainText("sering iseng");
  await desk.answers();
  await expect(desk.form).toContainText("sering iseng");
  await desk.presses("F6");
  await expect(desk.page.getByText("Ditutup sebagai iseng.")).toBeVisible();
});

test("a dropped call waits to be called back, until somebody is reached", async ({ room, desk }) => {
  await room.rings({ call: "pbx-1", number: "0800-0000-0103" });
  await desk.answers();
  await room.hangsUp("pbx-1");
  await expect(desk.form).toContainText("penelepon menutup telepon");
  await desk.presses("F8");
  await expect(desk.calls).toContainText("1 perlu dihubungi balik");
  await desk.presses("Alt+B");
  const list = desk.calls.getByRole("list", { name: "Perlu dihubungi balik" });
  await expect(list.getByRole("button", { name: "Tersambung" })).toBeFocused();
  await expect(list).toContainText("0800-0000-0103");
  await list.getByRole("button", { name: "Tidak diangkat" }).press("Enter");
  await expect(list, "nobody was reached: it stays due").toContainText("1× dicoba");
  await list.getByRole("button", { name: "Tersambung" }).press("Enter");
  await expect(list).toContainText("Tidak ada yang perlu dihubungi balik");
  await expect(desk.page.getByText("Sudah dihubungi", { exact: true })).toBeVisible();
  await desk.presses("Control+Z");
  await expect(list, "a slip of the finger is taken back").toContainText("0800-0000-0103");
});

test("the desk goes on with its own call after it was loaded anew", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.notes("laki-laki 60 tahun");
  await desk.page.reload();
  await desk.isLinked();
  await expect(desk.kind).toHaveValue("Sesak napas atau nyeri dada");
  await expect(desk.note).toHaveValue("laki-laki 60 tahun");
  await expect(desk.form).toContainText("Bahnhofstrasse");
});

test("several callers wait, and the one who has waited longest comes first", async ({ desk }) => {
  for (const word of ["pohon", "banjir", "gas"]) {
    await desk.takesACall();
    await desk.types(word);
    await expect(desk.page.getByRole("option").first()).toBeVisible();
    await desk.presses("Enter");
    await expect(desk.place).toBeFocused();
  }
  await expect(desk.calls.getByText("ditahan")).toHaveCount(2);
  await desk.presses("Shift+F4");
  await expect(desk.kind).toHaveValue("Pohon tumbang");
  await expect(desk.calls.getByText("ditahan")).toHaveCount(2);
  await desk.presses("Shift+F4");
  await expect(desk.kind).toHaveValue("Banjir");
});

for (const [key, how] of [
  ["Shift+F8", "dialihkan"],
  ["Shift+F9", "uji coba"],
  ["F9", "salah sambung"],
] as const) {
  test(`${key} closes a call as ${how}, and Ctrl+Z opens it again`, async ({ desk }) => {
    await desk.takesACall();
    await desk.presses(key);
    await expect(desk.page.getByText(`Ditutup sebagai ${how}.`)).toBeVisible();
    await desk.presses("Control+Z");
    await expect(desk.form).toBeVisible();
  });
}

test("abuse is marked without ending the call, and the number remembers it", async ({ room, desk }) => {
  await room.rings({ call: "pbx-1", number: "0811-1111-222" });
  await desk.answers();
  await desk.presses("Shift+F6");
  await expect(desk.form).toContainText("kasar");
  await expect(desk.form, "the form stays").toBeVisible();
  await desk.presses("F6");
  await room.rings({ call: "pbx-2", number: "0811-1111-222" });
  await desk.answers();
  await expect(desk.form).toContainText("1 panggilan lalu: 1 iseng · 1 kasar");
});

test("a message is taken with its channel and number, and the number is entered", async ({ desk }) => {
  await desk.presses("Shift+F3");
  await expect(desk.form.getByRole("radio", { name: "Telepon" })).toBeFocused();
  await desk.presses("w");
  await expect(desk.form.getByRole("radio", { name: "WhatsApp" })).toBeChecked();
  await expect(desk.kind).toBeFocused();
  await desk.form.getByRole("textbox", { name: "Nomor pelapor" }).focus();
  await desk.types("0812-9000-111");
  await desk.form.getByRole("button", { name: "Catat nomor" }).press("Enter");
  const entry = desk.form.getByRole("region", { name: "Buku nomor" });
  await expect(entry.getByRole("textbox", { name: "Nama" })).toBeFocused();
  await desk.types("Warung contoh");
  await entry.getByRole("checkbox", { name: "Sering kasar" }).check();
  await entry.getByRole("textbox", { name: "Nama" }).press("Enter");
  await expect(entry).toBeHidden();
  await expect(desk.form).toContainText("Warung contoh");
  await expect(desk.calls, "also in the queue").toContainText("0812-9000-111");
});

test("a number that is none is refused where it was typed, and nothing typed is lost", async ({ desk }) => {
  await desk.takesACall();
  await desk.form.getByRole("textbox", { name: "Nomor pelapor" }).focus();
  await desk.types("tetangga");
  await desk.form.getByRole("button", { name: "Catat nomor" }).press("Enter");
  const entry = desk.form.getByRole("region", { name: "Buku nomor" });
  await desk.types("Warung contoh");
  await desk.presses("Enter");
  await expect(entry.getByRole("alert")).toContainText("Yang diketik tetap di sini.");
  await expect(entry.getByRole("textbox", { name: "Nama" })).toHaveValue("Warung contoh");
  await desk.presses("Escape");
  await expect(entry).toBeHidden();
  await expect(desk.note).toBeFocused();
});

test("what is written suggests the type, and sets it only when taken", async ({ desk }) => {
  await desk.takesACall();
  await desk.note.focus();
  await desk.types("rumah tetangga terbakar");
  const offer = desk.form.getByRole("button", { name: /Kebakaran rumah/ });
  await expect(offer).toBeVisible();
  await expect(desk.kind).toHaveValue("");
  await desk.presses("Alt+Enter");
  await expect(desk.kind).toHaveValue("Kebakaran rumah");
  await expect(desk.note, "one goes on writing").toBeFocused();

  await desk.takesACall();
  await desk.note.focus();
  await desk.types("ular masuk rumah");
  await expect(desk.form.getByRole("button", { name: /Hewan liar/ })).toBeVisible();
  await desk.kind.focus();
  await desk.presses("Tab");
  await expect(desk.kind).toHaveValue("Hewan liar atau sarang tawon");
  await expect(desk.place).toBeFocused();
});

test("questions fold away, and never stand in the way of sending", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.form.getByRole("textbox", { name: "Umur kira-kira?" }).fill("60");
  await expect(desk.form).toContainText("Tanya 1/3");
  await desk.form.getByText("Tanya 1/3").click();
  await expect(desk.form.getByRole("textbox", { name: "Umur kira-kira?" })).toBeHidden();
  await desk.place.focus();
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.sends();
  await expect(desk.incident).toContainText("60");
});

test("what is noted of a place is told to the next caller from there, and to the crew", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.form.getByRole("button", { name: "+ Catatan tempat" }).press("Enter");
  await desk.types("anjing galak di pagar");
  await desk.presses("Enter");
  await expect(desk.form.getByText("anjing galak di pagar")).toBeVisible();
  await desk.presses("F10");
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await expect(desk.form.getByText("anjing galak di pagar")).toBeVisible();
  await desk.form.getByRole("button", { name: /^Hapus catatan/ }).press("Enter");
  await expect(desk.form.getByText("anjing galak di pagar")).toBeHidden();
});

test("what endangers a crew stands before all else, at the desk and on its page", async ({
  desk,
  browser,
  strictness,
}) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.form.getByRole("button", { name: "+ Catatan tempat" }).press("Enter");
  await desk.types("anjing galak di pagar");
  await desk.presses("Tab");
  await desk.presses("Space");
  await desk.presses("Enter");
  await expect(desk.form.getByText("Bahaya anjing galak di pagar")).toBeVisible();
  await desk.presses("F10");

  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await expect(desk.form.getByText("Bahaya anjing galak di pagar")).toBeVisible();
  await expect(desk.recommendation.getByText("Bahaya anjing galak di pagar")).toBeVisible();
  const [unit = ""] = await desk.proposes();
  await desk.sends();
  await expect(desk.incident.getByText("Bahaya anjing galak di pagar")).toBeVisible();

  const phone = await phoneOf(unit, { desk, browser, strictness });
  const headings = phone.page.getByRole("article").getByRole("heading");
  await expect(headings.first()).toHaveText("Bahaya di tempat ini");
  await expect(phone.page.getByRole("article")).toContainText(
    /^\s*Bahaya di tempat ini\s*anjing galak di pagar/,
  );
  await phone.page.context().close();
});

test("a note of before is marked as a hazard, by the line too, and taken back", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.form.getByRole("button", { name: "+ Catatan tempat" }).press("Enter");
  await desk.types("tabung oksigen");
  await desk.presses("Enter");
  await expect(desk.form.getByText("tabung oksigen")).toBeVisible();
  await desk.form.getByRole("button", { name: "Tandai bahaya: tabung oksigen" }).press("Enter");
  await expect(desk.form.getByText("Bahaya tabung oksigen")).toBeVisible();
  await desk.presses("Control+Z");
  await expect(desk.form.getByText("Bahaya tabung oksigen")).toBeHidden();
  await desk.presses("Control+K");
  await desk.types("bahaya tempat tabung");
  await desk.presses("Enter");
  await expect(desk.form.getByText("Bahaya tabung oksigen")).toBeVisible();
});

test("a second ring takes neither the focus nor a letter", async ({ room, desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.types("laki-laki 60 tahun");
  const typing = desk.types(", sesak sejak subuh, bibirnya biru");
  await room.rings({ call: "pbx-2", number: "0800-0000-0102" });
  await typing;
  await expect(desk.calls).toContainText("berdering");
  await expect(desk.note).toBeFocused();
  await expect(desk.note).toHaveValue("laki-laki 60 tahun, sesak sejak subuh, bibirnya biru");

  await desk.presses("F2");
  await expect(desk.calls).toContainText("ditahan");
  await expect(desk.form).toContainText("Tabung oksigen di rumah.");
});

test("what the room refuses it says in the user's language, and nothing typed is lost", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.note.focus();
  await desk.types("tidak tahu di mana");
  await desk.presses("Enter");
  await expect(desk.page.getByText("Tentukan lokasi dulu.")).toBeVisible();
  await expect(desk.note).toHaveValue("tidak tahu di mana");
  await expect(desk.kind).toHaveValue("Sesak napas atau nyeri dada");

  await desk.presses("Alt+L");
  await desk.presses("Control+Enter");
  await expect(desk.page.getByText("Set the place first.")).toBeVisible();
});

test("other units than proposed want a reason", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  const proposed = await desk.proposes();
  await desk.presses("Alt+2");
  await expect.poll(() => desk.proposes()).not.toEqual(proposed);
  await desk.presses("Enter");
  await expect(desk.page.getByText("Tulis alasannya dengan singkat.")).toBeVisible();
  await expect(desk.reason).toBeFocused();
  await desk.types("dua korban");
  await desk.presses("Enter");
  await expect(desk.incident).toBeVisible();
  await desk.incident.getByRole("tab", { name: "Riwayat" }).press("Enter");
  await expect(desk.incident).toContainText("dua korban");
});

test("Enter takes what stands there, before any list has come", async ({ desk }) => {
  await desk.takesACall();
  await desk.types("kebakaran gedung");
  await desk.presses("Enter");
  await expect(desk.place).toBeFocused();
  await expect(desk.kind).toHaveValue("Kebakaran gedung atau pasar");
  await desk.types("bahnhofstrasse schaan");
  await desk.presses("Enter");
  await expect(desk.note).toBeFocused();
  await expect(desk.place).toHaveValue(/^Bahnhofstrasse, Schaan\b/);
});

test("what can't be met is said, with the reason", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("tenggelam", "Tenggelam atau hanyut");
  await desk.picksPlace("rheinparkstadion", "Rheinparkstadion");
  await expect(desk.recommendation).toContainText("tidak ada unit seperti itu");
});

test("the same fire from a second caller is joined, and parted again", async ({ desk }) => {
  await reportsAFire(desk);
  await desk.sends();
  const number = await desk.incidentNumber();

  await reportsAFire(desk);
  await expect(desk.form).toContainText("Mungkin sudah dilaporkan");
  await expect(desk.form).toContainText(number);
  await desk.presses("Alt+J");
  await expect(desk.incident).toContainText("2 laporan");
  await expect(desk.page.getByText("Ditutup sebagai digabung.")).toBeVisible();

  await desk.presses("Control+Z");
  await expect(desk.form).toBeVisible();
  await expect(desk.note).toHaveValue("asap tebal");
  await desk.opensTheFirstIncident();
  await expect(desk.incident).not.toContainText("2 laporan");
});

async function reportsAFire(desk: Desk): Promise<void> {
  await desk.takesACall();
  await desk.picksType("kebakaran", "Kebakaran rumah");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.notes("asap tebal");
}

test("a call waits on hold and goes on", async ({ desk }) => {
  await desk.takesACall();
  await desk.presses("F4");
  await expect(desk.calls).toContainText("ditahan");
  await desk.presses("F4");
  await expect(desk.calls).not.toContainText("ditahan");
});

test("a call that was answered by the handset is the next one that F2 takes", async ({ room, desk }) => {
  await room.rings({ call: "pbx-1", number: "0800-0000-0105" });
  await room.rings({ call: "pbx-2", number: "0800-0000-0106" });
  await expect(desk.calls).toContainText("0800-0000-0106");
  await room.lifts("pbx-2");
  await expect(desk.calls).toContainText("dijawab di telepon");
  await desk.presses("F2");
  await expect(desk.kind).toBeFocused();
  await expect(desk.form).toContainText("0800-0000-0106");
  await expect(desk.calls).not.toContainText("dijawab di telepon");
  await desk.presses("F2");
  await expect(desk.form).toContainText("0800-0000-0105");
});
