// How far free units reach: the worst gap, the move that helps, and a unit that stands by elsewhere.

import { expect, test } from "./harness";
import { isOpenToAll } from "./open-to-all";

test("the worst gap is seen, and a unit moved to it by two keys", async ({ desk }) => {
  await desk.presses("Alt+G");
  const panel = desk.page.getByRole("region", { name: "Jangkauan" });
  await expect(panel.getByRole("tab", { name: "Damkar" })).toHaveAttribute("aria-selected", "true");
  await panel.getByRole("tab", { name: "Ambulans" }).click();
  await expect(panel).toContainText(/3 unit siap · tiba dalam 8 mnt/);

  const zones = panel.getByRole("list", { name: "Jalan yang terjangkau per wilayah" });
  const first = zones.getByRole("listitem").first();
  await expect(first).toContainText("celah");
  await expect(zones).toContainText("Vaduz");
  const gap = (await first.locator("span").first().textContent()) ?? "";
  const proposal = panel.getByRole("group", { name: "Usulan geser" });
  await expect(proposal).toContainText(gap);
  await expect(proposal).toContainText(/celah terbesar: geser AMB-\d ke .+, \d+ → \d+ %/);

  await desk.presses("Alt+V");
  await expect(proposal.getByRole("button", { name: /^Ya, geser/ })).toBeFocused();
  await desk.presses("Escape");
  await expect(proposal.getByRole("alertdialog")).toBeHidden();
  await desk.presses("Alt+V");
  await isOpenToAll(desk.page, "coverage");
  await desk.presses("Enter");
  const standing = panel.getByRole("list", { name: "Siaga di luar pos" });
  await expect(standing.getByRole("listitem")).toHaveCount(1);
  await expect(desk.page.getByText(/^AMB-\d disuruh siaga di/)).toBeVisible();

  await standing.getByRole("button", { name: "Kembalikan" }).press("Enter");
  await expect(standing).toBeHidden();
  await expect(proposal).toContainText(gap);

  await desk.presses("Alt+G");
  await expect(panel).toBeHidden();
});

test("what is sent leaves a gap within a second, in both languages", async ({ desk }) => {
  await desk.presses("Alt+G");
  const panel = desk.page.getByRole("region", { name: "Jangkauan" });
  await panel.getByRole("tab", { name: "Ambulans" }).click();
  await expect(panel).toContainText("3 unit siap");
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("schloss vaduz", "Schloss Vaduz");
  await expect(panel, "a call needs the place of the panel").toBeHidden();
  await desk.sends();
  const legend = desk.page.getByRole("region", { name: "Tiba dalam menit" });
  await expect(legend).toContainText("2 unit siap");
  await desk.presses("Alt+L");
  await expect(desk.page.getByRole("region", { name: "There within minutes" })).toContainText(
    "2 units ready",
  );
});

test("a desk that finds its room again is told anew", async ({ desk, room, strictness }) => {
  strictness.roomMayBeGone();
  await desk.presses("Alt+G");
  const panel = desk.page.getByRole("region", { name: "Jangkauan" });
  await panel.getByRole("tab", { name: "Penyelamat" }).click();
  await expect(panel).toContainText(/\d+ unit siap/);
  await room.restart();
  await desk.isLinked();
  await expect(panel).toContainText(/\d+ unit siap/);
});
