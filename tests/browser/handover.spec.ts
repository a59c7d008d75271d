// One shift hands over to the next, item by item.

import { expect, test } from "./harness";

test("a handover is signed item by item, and stands after a restart", async ({ room, desk, strictness }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.sends();
  const number = await desk.incidentNumber();
  await room.rings({ call: "pbx-2", number: "0800-0000-0102" });
  await expect(desk.calls).toContainText("berdering");

  await desk.presses("Alt+H");
  const dialog = desk.page.getByRole("dialog", { name: "Serah terima" });
  await dialog.getByRole("textbox", { name: "Nama yang menyerahkan" }).focus();
  await desk.types("Ketua sif malam");
  await desk.presses("Enter");
  await expect(dialog.getByRole("region", { name: "Kejadian terbuka" })).toContainText(number);
  await expect(dialog).toContainText("0 dari 2 ditandatangani");

  await dialog.getByRole("textbox", { name: "Pesan untuk sif berikutnya" }).focus();
  await desk.types("pasien menunggu dokter");
  await expect(dialog.getByText("tersimpan", { exact: true })).toBeVisible();
  await dialog.getByRole("textbox", { name: "Nama yang menerima" }).focus();
  await desk.types("Ketua sif pagi");
  await desk.presses("Enter");
  await expect(dialog.getByRole("button", { name: /^Tandatangani/ }).first()).toBeFocused();
  await desk.presses("Enter");
  await expect(dialog).toContainText("1 dari 2 ditandatangani");

  // What comes up meanwhile is told beside the list.
  await desk.presses("Escape");
  await desk.takesACall();
  await desk.picksType("kebakaran rumah", "Kebakaran rumah");
  await desk.picksPlace("schloss vaduz", "Schloss Vaduz");
  await desk.sends();
  await expect.poll(() => desk.incidentNumber()).not.toBe(number);
  const later = await desk.incidentNumber();
  await desk.presses("Alt+H");
  const comeUp = dialog.getByRole("region", { name: "Baru sejak dimulai" });
  await expect(comeUp).toContainText(later);
  await room.rings({ call: "pbx-3", number: "0800-0000-0103" });
  await room.hangsUp("pbx-3");
  await expect(comeUp, "also while it is read").toContainText(/Perlu dihubungi balik\s*P-\d/);
  await expect(dialog).toContainText("1 dari 2 ditandatangani");

  strictness.roomMayBeGone();
  await room.kill();
  await room.start();
  await desk.page.reload();
  await desk.isLinked();
  await desk.presses("Alt+H");
  await expect(dialog).toContainText("1 dari 2 ditandatangani");
  await expect(dialog).toContainText("Ketua sif pagi");
  await expect(dialog.getByRole("textbox", { name: "Pesan" })).toHaveValue("pasien menunggu dokter");

  await dialog.getByRole("textbox", { name: "Nama yang menerima" }).focus();
  await desk.types("Ketua sif pagi");
  await dialog.getByRole("button", { name: "Ambil alih" }).press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("1 butir belum ditandatangani.");
  await dialog.getByRole("button", { name: /^Tandatangani/ }).press("Enter");
  await expect(dialog).toContainText("2 dari 2 ditandatangani");
  await expect(dialog.getByRole("button", { name: "Ambil alih" })).toBeFocused();
  await desk.presses("Enter");
  await expect(dialog).toContainText("Ketua sif malam kepada Ketua sif pagi");
});
