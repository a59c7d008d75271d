// How the parts and the main screens look, against pictures that are kept: a change of the looks is seen before it is
// landed. `npm --prefix tests/browser run snapshots` takes them again.

import { expect, type Shown, test } from "./gallery";

type Picture = Shown & { keys?: string[]; phone?: boolean };

const PICTURES: Record<string, Picture> = {
  parts: { show: "parts" },
  rest: { show: "desk", state: "rest" },
  call: { show: "desk", state: "call" },
  incident: { show: "desk", state: "rest", keys: ["Alt+i", "Enter"] },
  handover: { show: "desk", state: "handover", keys: ["Alt+h"] },
  responder: { show: "responder", state: "notice", phone: true },
  caller: { show: "caller", state: "sharing", phone: true },
};

const PHONE = { width: 412, height: 839 };

for (const theme of ["dark", "light"] as const) {
  test(`looks as it did: ${theme}`, async ({ gallery }) => {
    const { page } = gallery;
    for (const [name, { keys = [], phone, ...shown }] of Object.entries(PICTURES)) {
      // The caller's page has the one theme that is read outdoors.
      if (name === "caller" && theme === "dark") continue;
      await page.setViewportSize(phone ? PHONE : { width: 1366, height: 768 });
      await gallery.shows({ ...shown, theme });
      await gallery.presses(...keys);
      await expect.soft(page).toHaveScreenshot(`${name}-${theme}.png`);
    }
  });
}
