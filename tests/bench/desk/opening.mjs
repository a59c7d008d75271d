// Opens the desk in a headless browser, again and again, each time as a browser that has never seen it. Usage:
// node opening.mjs DESK-URL TIMES
//
// Prints one line of JSON: how many milliseconds it took each time from going to the address until the type of a new call can
// be typed, how many of them until the desk stood, how many after F3, and how many until the map's canvas stood.
// The last desk stays open until standard input ends, so that it can be weighed.

import { freshPage, launch, tell, untilTold } from "./browser.mjs";

const [desk, times] = process.argv.slice(2);
const browser = await launch();
const took = [];
let page;
for (let time = 0; time < Number(times); time += 1) {
  await page?.context().close();
  page = await freshPage(browser);
  const began = performance.now();
  await page.goto(desk, { waitUntil: "commit" });
  await page.getByRole("button", { name: "F3" }).first().waitFor();
  const stands = performance.now();
  await page.keyboard.press("F3");
  await page.locator("#kind:focus").waitFor();
  const usable = performance.now();
  await page.locator("canvas").first().waitFor();
  const map = performance.now();
  took.push([usable - began, stands - began, usable - stands, map - began]);
}
tell(took);
await untilTold();
await browser.close();
