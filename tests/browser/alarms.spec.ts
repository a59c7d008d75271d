// What asks for somebody: one line for one act, sounds that can be told apart, and a desk that says when it is mute.

import { Desk } from "./desk";
import { expect, test } from "./harness";
import { isOpenToAll } from "./open-to-all";

// Minutes are seconds here; nothing comes back while a story lasts.
const seconds = (...limits: string[]): string =>
  `[alarms]\n${limits.map((name) => `${name} = 1`).join("\n")}\n`;
test.use({ settings: seconds("ring_s", "unclassified_s", "without_units_s", "notice_s", "call_back_s") });

const strip = (desk: Desk) => desk.page.getByRole("region", { name: "Alarm", exact: true });

async function sendsToAFire(desk: Desk): Promise<void> {
  await desk.takesACall();
  await desk.picksType("kebakaran rumah", "Kebakaran rumah");
  await desk.picksPlace("schloss vaduz", "Schloss Vaduz");
  await desk.proposes();
  await desk.sends();
}

test.describe("only the crews are slow", () => {
  // However long sending takes here, no other alarm counts.
  test.use({ settings: seconds("notice_s") });

  test("units that don't acknowledge are one alarm, heard as what kills, and acknowledged by one key", async ({
    desk,
  }) => {
    await sendsToAFire(desk);
    await expect(strip(desk)).toContainText(/\S+ dan \d+ lainnya belum mengakui tugas K-\d+/);
    await expect(strip(desk)).toHaveAttribute("data-sounds", "life");
    await expect(strip(desk)).toContainText("1/12 per meja per jam");
    await isOpenToAll(desk.page, "alarms");
    await desk.presses("Alt+K");
    await expect(strip(desk)).toContainText("Tidak ada alarm");
    await expect(strip(desk)).toHaveAttribute("data-sounds", "");
  });
});

test.describe("a minute on hold is over at once", () => {
  test.use({ settings: seconds("hold_s") });

  test("a caller who is left on hold is told of, shown, and spoken with again", async ({ desk }) => {
    await desk.takesACall();
    await expect(strip(desk)).toContainText("Tidak ada alarm");
    await desk.presses("F4");
    await expect(strip(desk)).toContainText("lama ditahan: bicaralah lagi");
    await strip(desk).getByRole("button", { name: "Panggilan", exact: true }).click();
    await desk.presses("F4");
    await expect(strip(desk)).toContainText("Tidak ada alarm");
  });
});

test("all alarms are seen, the ring first, and each is acknowledged where it stands", async ({
  desk,
  room,
}) => {
  await sendsToAFire(desk);
  await desk.takesACall();
  await room.rings({ call: "a", number: "0800-112-0001" });
  await room.rings({ call: "b", number: "0800-112-0002" });
  await expect(strip(desk)).toContainText("2 panggilan belum dijawab, terlama 0800-112-0001");
  await expect(strip(desk)).toHaveAttribute("data-sounds", "action life ring");
  await strip(desk).getByRole("button", { name: "3 alarm" }).click();
  const all = strip(desk).getByRole("list", { name: "Semua alarm" });
  await expect(all.getByRole("listitem")).toContainText([
    /dering.*2 panggilan belum dijawab/,
    /mengancam jiwa.*belum mengakui/,
    /perlu tindakan.*lama berjalan tanpa jenis kejadian/,
  ]);
  await isOpenToAll(desk.page, "alarms");
  await all.getByRole("listitem").nth(2).getByRole("button", { name: "Akui" }).click();
  await expect(all.getByRole("listitem")).toHaveCount(2);

  await desk.presses("Alt+K");
  await expect(strip(desk), "an acknowledged ring is silent, and still in the queue").toHaveAttribute(
    "data-sounds",
    "life",
  );
  await expect(desk.calls).toContainText("berdering");
});

test("a key leads to all alarms and Esc back to the letter, whatever is over meanwhile", async ({
  desk,
  room,
}) => {
  await sendsToAFire(desk);
  await desk.takesACall();
  await desk.note.focus();
  await desk.types("api d");
  await room.rings({ call: "a", number: "0800-112-0001" });
  await expect(strip(desk)).toContainText("0800-112-0001 belum dijawab");
  await expect(strip(desk)).toContainText("3 alarm");
  await desk.presses("Shift+F2");
  const all = strip(desk).getByRole("list", { name: "Semua alarm" });
  await expect(all).toBeVisible();
  await expect(all.getByRole("button").first()).toBeFocused();
  await desk.presses("ArrowDown");
  await desk.presses("End");
  await expect(all.getByRole("button", { name: "Akui" }).last()).toBeFocused();
  await desk.presses("Escape");
  await expect(all).toBeHidden();
  await desk.types("ari dapur");
  await expect(desk.note).toHaveValue("api dari dapur");

  await desk.presses("Control+K");
  await desk.types("akui p");
  await expect(desk.page.locator("#command-echo")).toContainText(
    "Akui: Panggilan 0800-112-0001 belum dijawab",
  );
  await desk.presses("Enter");
  await expect(strip(desk)).toHaveAttribute("data-sounds", "action life");
  await expect(desk.note).toBeFocused();

  await desk.presses("Shift+F2");
  await expect(all.getByRole("button").first()).toBeFocused();
  await desk.presses("Alt+K");
  await expect(all, "one alarm needs no list").toBeHidden();
  await expect(desk.note, "the key that follows means no other alarm").toBeFocused();
});

test("a browser that nobody touched says that it is mute, and a desk that was muted keeps saying so", async ({
  desk,
}) => {
  // Whatever asks the page for these tests counts as a touch.
  await desk.page.addInitScript(() =>
    Object.defineProperty(navigator, "userActivation", { value: { hasBeenActive: false } }),
  );
  await desk.page.reload();
  await desk.isLinked();
  await expect(strip(desk)).toContainText("Peramban masih bisu: tekan tombol apa saja");
  await desk.presses("x");
  await expect(strip(desk)).not.toContainText("bisu");

  await desk.presses("Alt+N");
  const panel = desk.page.getByRole("dialog", { name: "Suara" });
  await expect(panel).toContainText("Suara siap");
  await isOpenToAll(desk.page, "alarms");
  const volume = panel.getByRole("slider", { name: "Volume Mengancam jiwa" });
  await expect(volume).toHaveValue("90");
  await volume.press("ArrowLeft");
  await panel.getByRole("button", { name: "Coba: Perlu tindakan" }).click();
  await panel.getByRole("button", { name: "Matikan semua suara" }).click();
  await desk.presses("Escape");
  await expect(panel).toBeHidden();
  await expect(strip(desk)).toContainText("Suara dimatikan di meja ini");

  await desk.page.reload();
  await desk.isLinked();
  await expect(strip(desk)).toContainText("Suara dimatikan di meja ini");
  await desk.presses("Alt+N");
  await expect(volume).toHaveValue("80");
});

test("two desks by one link have names of their own, kept and told in the timeline", async ({
  desk,
  room,
  browser,
  strictness,
}) => {
  const context = await browser.newContext({ locale: "id-ID" });
  strictness.watch(context);
  const other = new Desk(await context.newPage());
  await other.opens(room.desk);
  const name = (own: Desk) => own.page.getByRole("banner").getByRole("button", { name: /^Meja / });
  await expect(name(desk)).toHaveText("Meja 1");
  await expect(name(other)).toHaveText("Meja 2");

  await name(other).click();
  await other.types("Ambulans");
  await other.presses("Enter");
  await expect(name(other)).toHaveText("Meja Ambulans");
  await other.page.reload();
  await other.isLinked();
  await expect(name(other)).toHaveText("Meja Ambulans");
  await sendsToAFire(other);
  await other.incident.getByText("Riwayat", { exact: true }).click();
  await expect(other.incident).toContainText("Meja Ambulans");
  await context.close();
});
