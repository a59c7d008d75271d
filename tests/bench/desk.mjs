// Opens the desk in a headless browser, again and again, each time as a browser that has never seen it. Prints one line of
// JSON: how many milliseconds it took each time from going to the address until the type of a new call can be typed, and
// how many of them passed after F3.
// The last desk stays open until standard input ends, so that it can be weighed.

import { createRequire } from "node:module";

const require = createRequire(new URL("../browser/package.json", import.meta.url));
const { chromium } = require("@playwright/test");
const [desk, times] = process.argv.slice(2);

// Debian's own, and nothing that it asks for by itself.
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const usable = [];
let page;
for (let time = 0; time < Number(times); time += 1) {
  await page?.context().close();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "id-ID" });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const began = performance.now();
  await page.goto(desk, { waitUntil: "commit" });
  await page.getByRole("button", { name: "F3" }).first().waitFor();
  const pressed = performance.now();
  await page.keyboard.press("F3");
  await page.locator("#kind:focus").waitFor();
  const now = performance.now();
  usable.push([now - began, now - pressed]);
}
console.log(JSON.stringify(usable));
process.stdin.resume();
await new Promise((resolve) => process.stdin.once("end", resolve));
await browser.close();
