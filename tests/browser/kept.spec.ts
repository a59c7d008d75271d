// What was typed stays, whatever happens to the room or to the link.

import { Desk } from "./desk";
import { expect, test } from "./harness";
import { phoneOf } from "./phone";

test.beforeEach(({ strictness }) => strictness.roomMayBeGone());

test("what the room said it has kept is there after it was killed, at any desk", async ({
  room,
  desk,
  context,
}) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  const seq = await desk.notes("laki-laki 60 tahun");
  expect(seq).toBeGreaterThan(0);
  // More is being typed as the room is killed; how much of it was kept in time is luck.
  const typing = desk.types(", dadanya sakit sejak pagi");
  await room.kill();
  await typing;
  await expect(desk.linkLost).toBeVisible();
  await desk.page.close();

  await room.start();
  const other = new Desk(await context.newPage());
  await other.opens(room.desk);
  await other.calls.getByRole("listitem").getByRole("button").press("Enter");
  await expect(other.note).toHaveValue(/^laki-laki 60 tahun/);
  await expect(other.kind).toHaveValue("Sesak napas atau nyeri dada");
  await expect(other.form).toContainText("Bahnhofstrasse");
  expect(await other.proposes()).toContain("AMB-1");
});

test("what is typed while the room is gone is sent when it is back", async ({ room, desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.notes("perempuan");
  await room.kill();
  await expect(desk.linkLost).toBeVisible();
  await desk.types(", 35 tahun, hamil");
  await expect(desk.saved).toBeHidden();
  await expect(desk.note).toHaveValue("perempuan, 35 tahun, hamil");
  await room.start();
  await expect(desk.linkLost).toBeHidden();
  await expect(desk.saved).toBeVisible();

  await desk.page.reload();
  await desk.isLinked();
  await desk.calls.getByRole("listitem").getByRole("button").press("Enter");
  await expect(desk.note).toHaveValue("perempuan, 35 tahun, hamil");
});

test("a room that is asked to close comes back the same", async ({ room, desk }) => {
  await desk.takesACall();
  await desk.picksType("banjir", "Banjir");
  await room.stop();
  await expect(desk.linkLost).toBeVisible();
  await room.start();
  await expect(desk.linkLost).toBeHidden();
  await expect(desk.calls).toContainText("Banjir");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await expect(desk.recommendation).toContainText("Perahu");
});

test("a crew's page opened again without a signal shows what it was told, and sends later what it reports", async ({
  room,
  desk,
  browser,
  strictness,
}) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.notes("laki-laki 60 tahun");
  await desk.sends();
  const phone = await phoneOf("AMB-1", { desk, browser, strictness });
  await expect(phone.address).toContainText("Bahnhofstrasse");
  await phone.presses("Terima tugas");
  await expect(desk.assignment("AMB-1")).toContainText("diakui");
  // Over https, or on this machine, the browser keeps the page itself.
  await phone.page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  await room.kill();
  await expect(phone.link).toContainText(/Tidak ada sinyal sejak \d\d\.\d\d/);
  await phone.page.reload();
  await expect(phone.address).toContainText("Bahnhofstrasse");
  await expect(phone.page.getByRole("article")).toContainText("laki-laki 60 tahun");
  await expect(phone.link).toContainText(/Tidak ada sinyal sejak \d\d\.\d\d/);
  await phone.presses("Berangkat");
  await expect(phone.page.getByRole("contentinfo")).toContainText("tersimpan di ponsel");

  await room.start();
  await expect(desk.assignment("AMB-1")).toContainText("menuju");
  await expect(phone.link).toContainText("Tersambung");
  await expect(phone.link).not.toContainText("sejak");
  await phone.page.context().close();
});

test("a note that is too long to be kept stands there, and says why, whatever comes", async ({
  room,
  desk,
}) => {
  await room.rings({ call: "pbx-1" });
  await desk.answers();
  const story = `Rumah di ujung gang, "pagar hijau" 🔥 ${"a".repeat(10_000)}`;
  await desk.note.fill(story);
  await expect(desk.form.getByText("belum tersimpan")).toBeVisible();
  await expect(desk.page.getByText(/terlalu panjang/i).first()).toBeVisible();
  await room.rings({ call: "pbx-1", location: { lat: 47.1661, lon: 9.5088, radius_m: 300 } });
  await expect(desk.form).toContainText("±300 m");
  await expect(desk.note).toHaveValue(story);
  await desk.note.fill(story.slice(0, 200));
  await expect(desk.saved).toBeVisible();
  await expect(desk.form.getByText("belum tersimpan")).toBeHidden();
});
