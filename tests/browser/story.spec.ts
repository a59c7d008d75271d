// One fire from ring to close, by the keyboard alone, with the room killed in the middle of it.

import type { Desk } from "./desk";
import { expect, type Room, test } from "./harness";
import { phoneOf } from "./phone";
import type { Strictness } from "./strictness";

/** A number that the demo directory knows. */
const NUMBER = "0800-0000-0101";
const STATION_SCHAAN = { lat: 47.1712629, lon: 9.5125198 };

test("a house fire, from ring to close", async ({ room, desk, browser, strictness }) => {
  await test.step("the number has called before", async () => {
    await room.rings({ call: "pbx-1", number: NUMBER });
    await desk.answers();
    await desk.presses("F10");
    await expect(desk.form).toBeHidden();
  });

  await test.step("it rings, and the form knows who calls", async () => {
    await room.sees("DMK-1", STATION_SCHAAN);
    await room.rings({ call: "pbx-2", number: NUMBER });
    await expect(desk.calls).toContainText("berdering");
    await desk.answers();
    await expect(desk.form).toContainText(NUMBER.slice(0, 4));
    await expect(desk.form).toContainText("Rumah contoh 1");
    await expect(desk.form).toContainText("Gang sempit");
    await expect(desk.form).toContainText("1 panggilan lalu");
    await desk.clockRuns();
  });

  await test.step("type and place, and the units stand there before anything is written", async () => {
    await desk.picksType("kebakaran", "Kebakaran rumah");
    await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
    await showsWhoShouldGo(desk);
    await expect(desk.note).toHaveValue("");
  });

  const units = await desk.proposes();
  const number = await test.step("Enter sends them", async () => {
    expect(units).toContain("DMK-1");
    await desk.notes("api dari dapur, nenek di dalam");
    await desk.sends();
    for (const unit of units) {
      await expect(desk.assignment(unit)).toContainText("diberi tahu");
      await expect(desk.units).toContainText(unit);
    }
    await expect(desk.incidents).toContainText("Kebakaran rumah");
    return await desk.incidentNumber();
  });

  const phone = await phoneOf("DMK-1", { desk, browser, strictness });
  await test.step("one unit's crew reports on its own page, and the desk sees each step", async () => {
    await expect(phone.address).toContainText("Bahnhofstrasse, Schaan");
    await expect(phone.page.getByText("api dari dapur, nenek di dalam")).toBeVisible();
    await desk.opensTheFirstIncident();
    for (const [button, shown] of [
      ["Terima tugas", "diakui"],
      ["Berangkat", "menuju"],
    ] as const) {
      await phone.presses(button);
      await expect(desk.assignment("DMK-1")).toContainText(shown);
      await expect(desk.onTheBoard("DMK-1")).toContainText(shown);
    }
  });

  await test.step("the room is killed and started again: nothing is lost, nothing was typed again", async () => {
    await killAndRestart(room, desk, strictness);
    await expect(desk.assignment("DMK-1")).toContainText("menuju");
    await expect(desk.incidents).toContainText(number);
    await expect(phone.link).toContainText("Tersambung");
    await phone.presses("Tiba di lokasi");
    await expect(desk.assignment("DMK-1")).toContainText("di lokasi");
  });

  await test.step("the other units are reported at the desk, each to its end", async () => {
    for (const unit of units) await desk.reportsToTheEnd(unit);
    await expect(desk.assignment("DMK-1")).toContainText(/\d\d:\d\d:\d\d/);
    await expect(phone.page.getByText("Tidak ada tugas")).toBeVisible();
  });

  await test.step("closed, and all units are ready again", async () => {
    await desk.closesAs("Tertangani");
    await expect(desk.incidents).not.toContainText(number);
    for (const unit of units) await expect(desk.onTheBoard(unit)).toContainText("siap");
  });

  await test.step("and it is still so after a reload", async () => {
    await desk.page.reload();
    await desk.isLinked();
    await expect(desk.incidents).toContainText("Tidak ada kejadian terbuka");
  });
});

/** Each proposed unit has minutes, kilometres and how its position is known; each need is met or says why not. */
async function showsWhoShouldGo(desk: Desk): Promise<void> {
  await expect(desk.proposal("DMK-1")).toContainText(/posisi \d+ (d|mnt) lalu/);
  for (const unit of await desk.proposes()) {
    await expect(desk.proposal(unit)).toContainText(/\d+:\d\d/);
    await expect(desk.proposal(unit)).toContainText(/\d+,\d km|\d+ m/);
    await expect(desk.proposal(unit)).toContainText(/di pos/);
  }
  await expect(desk.recommendation).toContainText("2 × Mobil pompa");
}

async function killAndRestart(room: Room, desk: Desk, strictness: Strictness): Promise<void> {
  strictness.roomMayBeGone();
  await room.kill();
  await expect(desk.linkLost).toBeVisible();
  await room.start();
  await expect(desk.linkLost).toBeHidden();
}
