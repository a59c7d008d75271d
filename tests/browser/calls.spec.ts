// Calls that lead nowhere, calls that were known already, and what the desk refuses.

import type { Desk } from "./desk";
import { expect, test } from "./harness";

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

test("a dropped call waits to be called back", async ({ room, desk }) => {
  await room.rings({ call: "pbx-1", number: "0800-0000-0103" });
  await desk.answers();
  await room.hangsUp("pbx-1");
  await expect(desk.form).toContainText("penelepon menutup telepon");
  await desk.presses("F8");
  await expect(desk.calls).toContainText("Perlu dihubungi balik");
  await desk.calls.getByRole("button", { name: "Sudah dihubungi" }).press("Enter");
  await expect(desk.calls).not.toContainText("Perlu dihubungi balik");
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
