// A slow machine on a fast one: SIGAP_SLOW=4 gives each page a quarter of the processor, so that a story which holds only
// where answers come at once is found out.

import type { BrowserContext, Page } from "@playwright/test";

const times = Number(process.env.SIGAP_SLOW ?? 1);

/** Slows down every page that the context has or will have. */
export function slows(context: BrowserContext): void {
  if (times <= 1) return;
  // A page that is gone already need not be slow.
  const slow = (page: Page) => void slowed(context, page).catch(() => {});
  for (const page of context.pages()) slow(page);
  context.on("page", slow);
}

async function slowed(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: times });
}
