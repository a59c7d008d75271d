// Which desk a tab is.

import { Desk } from "./desk";
import { expect, test } from "./harness";

const name = (own: Desk) => own.page.getByRole("banner").getByRole("button", { name: /^Meja / });

test("a tab that was duplicated is a desk of its own, and stays it", async ({ desk }) => {
  await expect(name(desk)).toHaveText("Meja 1");
  // A window that a page opens gets a copy of what its tab keeps, as a duplicated tab does.
  const [copy] = await Promise.all([
    desk.page.waitForEvent("popup"),
    desk.page.evaluate(() => {
      window.open(location.href);
    }),
  ]);
  const other = new Desk(copy);
  await other.isLinked();
  await expect(name(other)).toHaveText("Meja 2");
  await copy.reload();
  await other.isLinked();
  await expect(name(other)).toHaveText("Meja 2");
  await expect(name(desk)).toHaveText("Meja 1");
  await copy.close();
});
