// Whatever arrives, the focus stays where one is, to the letter.

import { Desk } from "./desk";
import { expect, type Position, type Room, test } from "./harness";

const VADUZ: Position = { lat: 47.141, lon: 9.5209 };
const HOSPITAL: Position = { lat: 47.1343767, lon: 9.5224777 };

/** Where the caret stands in the field that has the focus. */
async function caret(desk: Desk): Promise<{ id: string; at: number | null }> {
  return await desk.page.evaluate(() => {
    const field = document.activeElement as HTMLTextAreaElement;
    return { id: field.id, at: field.selectionStart };
  });
}

/** Types letter by letter into the middle of what stands there; after each letter something else arrives. */
async function typesWhile(desk: Desk, letters: string, arrivals: (() => Promise<void>)[]): Promise<void> {
  const { id, at } = await caret(desk);
  for (const [index, letter] of [...letters].entries()) {
    await desk.types(letter);
    await arrivals[index % arrivals.length]?.();
    expect(await caret(desk), `after “${letter}”`).toEqual({ id, at: (at ?? 0) + index + 1 });
  }
}

/** Everything that comes to a desk by itself, some of it seen by another desk's doing. */
function everythingThatArrives(room: Room, desk: Desk, other: Desk): (() => Promise<void>)[] {
  let rung = 0;
  const waits = (text: string | RegExp) => async () => expect(desk.page.locator("body")).toContainText(text);
  return [
    async () => room.rings({ call: `pbx-${++rung}`, number: "0800-0000-0102" }),
    waits("berdering"),
    async () => room.rings({ call: `pbx-${++rung}`, location: { ...VADUZ, radius_m: 300 } }),
    async () => room.sees("AMB-1", HOSPITAL),
    async () => room.sees("AMB-1", { ...HOSPITAL, lat: HOSPITAL.lat + 0.002 }),
    async () => other.presses("F2"),
    async () => other.picksType("laka", "Kecelakaan dengan korban"),
    async () => other.picksPlace("zollstrasse vaduz", "Zollstrasse"),
    async () => other.sends(),
    waits("Kecelakaan dengan korban"),
    async () =>
      other.reports((await other.incident.getByRole("article").first().getAttribute("aria-label")) ?? "", [
        "diakui",
      ]),
    async () => other.presses("Alt+A"),
    async () => room.hangsUp("pbx-1"),
    async () => room.sees("DMK-12", { lat: 47.0662361, lon: 9.4994045 }, 900),
    waits("posisi basi"),
    async () => room.rings({ call: `pbx-${++rung}` }),
    async () => room.hangsUp(`pbx-${rung}`),
    waits("1 perlu dihubungi balik"),
  ];
}

test("rings, places, units, incidents and alarms take neither the focus nor a letter", async ({
  room,
  desk,
  context,
}) => {
  const other = new Desk(await context.newPage());
  await other.opens(room.desk);
  await desk.page.bringToFront();
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.types("laki-laki , bibirnya biru");
  for (let back = 0; back < ", bibirnya biru".length; back += 1) await desk.presses("ArrowLeft");
  await typesWhile(desk, "60 tahun, sesak sejak subuh tadi", everythingThatArrives(room, desk, other));
  await expect(desk.note).toHaveValue("laki-laki 60 tahun, sesak sejak subuh tadi, bibirnya biru");
});

test("neither does a room that is gone and comes back", async ({ room, desk, strictness }) => {
  strictness.roomMayBeGone();
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.types("perempuan hamil");
  for (let back = 0; back < " hamil".length; back += 1) await desk.presses("ArrowLeft");
  await typesWhile(desk, " 35 th", [
    async () => room.kill(),
    async () => expect(desk.linkLost).toBeVisible(),
    async () => room.start(),
    async () => expect(desk.linkLost).toBeHidden(),
    async () => expect(desk.saved).toBeVisible(),
    async () => room.rings({ call: "pbx-1" }),
  ]);
  await expect(desk.note).toHaveValue("perempuan 35 th hamil");
});

test("in the command line neither", async ({ room, desk }) => {
  await desk.presses("/");
  const line = desk.page.getByRole("combobox", { name: "Baris perintah" });
  await expect(line).toBeFocused();
  await desk.types("cari schloss");
  for (let back = 0; back < " schloss".length; back += 1) await desk.presses("ArrowLeft");
  await typesWhile(desk, "   ", [
    async () => room.rings({ call: "pbx-1" }),
    async () => expect(desk.calls).toContainText("berdering"),
    async () => room.sees("AMB-1", HOSPITAL),
  ]);
  await expect(line).toHaveValue("cari    schloss");
});

test.describe("in a list", () => {
  test("the row that has the focus keeps it while rows change places", async ({ room, desk }) => {
    await desk.takesACall();
    await desk.presses("F4");
    await desk.calls.getByRole("button", { name: /ditahan/ }).focus();
    const row = desk.calls.getByRole("button", { name: /ditahan/ });
    await room.rings({ call: "pbx-1", number: "0800-0000-0102" });
    await expect(desk.calls).toContainText("berdering");
    await expect(row).toBeFocused();
  });

  test("where the row is gone, Enter acts on no other, and the arrows go on from there", async ({
    room,
    desk,
  }) => {
    for (const call of ["pbx-1", "pbx-2", "pbx-3"]) {
      await room.rings({ call });
      await desk.answers();
      await desk.presses("F8");
      await expect(desk.form).toBeHidden();
    }
    await desk.presses("Alt+B");
    const rows = desk.calls.getByRole("button", { name: "Tersambung" });
    await expect(rows).toHaveCount(3);
    await rows.nth(1).focus();
    await desk.presses("Enter");
    await expect(rows).toHaveCount(2);
    await desk.presses("Enter");
    await desk.presses("ArrowDown");
    await expect(rows.nth(1)).toBeFocused();
    await expect(rows).toHaveCount(2);
  });

  test("arrows move over the units board, and Tab leaves it", async ({ desk }) => {
    await desk.presses("Alt+U");
    const units = desk.units.getByRole("listitem").getByRole("button");
    await expect(units.nth(0)).toBeFocused();
    await desk.presses("ArrowRight");
    await expect(units.nth(1)).toBeFocused();
    await desk.presses("ArrowDown");
    const below = await desk.page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? 0);
    const above = (await units.nth(1).boundingBox())?.y ?? 0;
    expect(below).toBeGreaterThan(above);
    await desk.presses("End");
    await expect(units.last()).toBeFocused();
    await desk.presses("Tab");
    await expect(desk.units.locator(":focus")).toHaveCount(0);
    await desk.presses("Shift+Tab");
    await expect(units.last()).toBeFocused();
  });
});

test("Tab goes once around the desk and is caught nowhere", async ({ desk }) => {
  await desk.takesACall();
  const seen = new Set<string>();
  for (let presses = 0; presses < 60; presses += 1) {
    await desk.presses("Tab");
    const where = await desk.page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return "";
      return `${at.tagName} ${at.id} ${at.getAttribute("aria-label") ?? at.textContent?.trim().slice(0, 30)}`;
    });
    if (where !== "" && seen.has(where)) break;
    seen.add(where);
  }
  const stops = [...seen];
  expect(stops.length).toBeLessThan(40);
  for (const needed of ["INPUT kind", "INPUT place", "TEXTAREA note", "INPUT caller"]) {
    expect(
      stops.some((stop) => stop.startsWith(needed)),
      needed,
    ).toBe(true);
  }
});
