// A desk beside a busy room whose time flies: what it weighs as the hours pass. Usage: node busy.mjs DESK-URL SPEED MINUTES EVERY
//
// The desk looks at one incident after another, as a dispatcher does. At the beginning and after so many of the room's minutes
// rubbish is collected and a line of JSON printed: the room's minute, the heap in bytes, nodes and listeners of the page.

import { collector, launch, openDesk, tell } from "./browser.mjs";

const [address, ...numbers] = process.argv.slice(2);
const [speed, minutes, every] = numbers.map(Number);
/** How long an incident is looked at, ms. */
const LOOK_MS = 1000;

const browser = await launch();
const page = await openDesk(browser, address);
const collects = await collector(page);

const began = performance.now();
const minute = () => ((performance.now() - began) / 60_000) * speed;

async function weigh() {
  const session = await collects();
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  const shown = await page.evaluate(() => document.querySelectorAll("*").length);
  tell({ minute: minute(), heap: usedSize, nodes, listeners: jsEventListeners, shown });
}

await page.waitForTimeout(3000);
for (let next = 0; next <= minutes; next += every) {
  for (let look = 0; minute() < next; look += 1) {
    await page.keyboard.press("Alt+i");
    for (let down = 0; down < look % 4; down += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(LOOK_MS);
    await page.keyboard.press("Escape");
  }
  await weigh();
}
await new Promise((resolve) => process.stdin.once("end", resolve).resume());
await browser.close();
