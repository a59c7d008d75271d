// A slow machine on a fast one, so that a story which holds only where answers come at once is found out: SIGAP_SLOW=4 gives
// each page a quarter of the processor, SIGAP_LAG=300 lets each message of the room's and to it take up to 300 ms.

import type { BrowserContext, Page } from "@playwright/test";

const times = Number(process.env.SIGAP_SLOW ?? 1);
const lagMs = Number(process.env.SIGAP_LAG ?? 0);

/** Slows down every page that the context has or will have. */
export function slows(context: BrowserContext): void {
  if (lagMs > 0) void context.routeWebSocket(/\/ws$/, lags);
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

type Socket = Parameters<Parameters<BrowserContext["routeWebSocket"]>[1]>[0];
type Message = Parameters<Parameters<Socket["onMessage"]>[0]>[0];

/** Each message takes its time, and none overtakes another. */
function lags(socket: Socket): void {
  const room = socket.connectToServer();
  const late = (to: Socket) => {
    let before = Promise.resolve();
    return (message: Message) => {
      const takes = new Promise((done) => setTimeout(done, Math.random() * lagMs));
      before = Promise.all([before, takes]).then(() => to.send(message));
    };
  };
  socket.onMessage(late(room));
  room.onMessage(late(socket));
}
