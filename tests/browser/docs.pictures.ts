// The pictures of docs/. `make screenshots` runs this and makes them small.

import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./harness";
import { phoneOf } from "./phone";
import { aCallIsHeld, aCallIsTyped, aRoadIsClosed, everybodyReports, twoIncidentsAreOpen } from "./scene";

const out = resolve(process.env.SIGAP_PICTURES ?? "results/pictures");

test("a night in the demo room", async ({ room, desk, browser, strictness }) => {
  const { page } = desk;
  await everybodyReports(room);
  await aRoadIsClosed(desk);
  await twoIncidentsAreOpen(room, desk);

  const phone = await phoneOf("DMK-2", { desk, browser, strictness });
  await phone.presses("Bunyi mati");
  await settles(phone.page);
  await phone.page.locator("main").evaluate((main) => main.scrollTo(0, 0));
  await phone.page.screenshot({ path: join(out, "responder.png") });

  await aCallIsHeld(room, desk);
  await aCallIsTyped(room, desk);
  await takes(page, "desk-dark");
  await page.setViewportSize({ width: 1366, height: 768 });
  await takes(page, "desk-small");
  await page.setViewportSize({ width: 1920, height: 1080 });
  await desk.presses("Alt+L");
  await takes(page, "desk-en");
  await desk.presses("Alt+L");

  await desk.presses("F1");
  await takes(page, "keys");
  await desk.presses("Escape");

  await desk.presses("Alt+T");
  await desk.presses("Alt+I");
  await desk.presses("ArrowDown");
  await desk.presses("Enter");
  await expect(desk.incident).toContainText("Dorfstrasse");
  for (let step = 0; step < 3; step += 1) await page.getByRole("button", { name: "Perkecil" }).click();
  await takes(page, "desk-light");

  await desk.presses("Alt+T");
  await desk.presses("Alt+H");
  const handover = page.getByRole("dialog", { name: "Serah terima" });
  await handover.getByRole("textbox").fill("Ketua sif malam");
  await desk.presses("Enter");
  await handover
    .getByRole("textbox", { name: /^Pesan/ })
    .fill("Jalan ke Malbun tertutup longsor, alat berat pukul 05.");
  await handover.getByRole("textbox", { name: "Nama yang menerima" }).fill("Ketua sif pagi");
  await handover
    .getByRole("button", { name: /^Tandatangani/ })
    .first()
    .press("Enter");
  await expect(handover).toContainText("1 dari");
  await takes(page, "handover");

  // The real window opens the same room afterwards.
  await page.close();
  await room.stop();
  await cp(room.folder, join(out, "room"), { recursive: true });
});

async function takes(page: Page, name: string): Promise<void> {
  await settles(page);
  await page.screenshot({ path: join(out, `${name}.png`) });
}

/** Waits until the map is drawn: two looks at it show the same. */
async function settles(page: Page): Promise<void> {
  const map = page.locator("canvas").first();
  const look = async () => (await map.screenshot({ animations: "disabled" })).toString("base64");
  await page.mouse.move(0, 0);
  await expect(async () => expect(await look()).toBe(await look()))
    .toPass({ timeout: 20_000 })
    .catch(() => {
      // A unit moves or a ring pulses: the picture is as good a second later.
    });
}
