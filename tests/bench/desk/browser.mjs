// A headless browser, and desks in it.

import { createRequire } from "node:module";

const require = createRequire(new URL("../../browser/package.json", import.meta.url));
const { chromium } = require("@playwright/test");

/** How long anything may take before the measuring is given up, ms. */
const PATIENCE_MS = 20_000;

/** Debian's own, and nothing that it asks for by itself. */
export const launch = () =>
  chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

/** A page as in a browser that has never seen the desk. */
export async function freshPage(browser, { plain = false } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "id-ID" });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  if (plain) await page.addInitScript(withoutWebGl);
  return page;
}

/** The desk, open and with all that the room knows. */
export async function openDesk(browser, address, options) {
  const page = await freshPage(browser, options);
  await page.goto(address);
  await page.getByRole("button", { name: "F3" }).first().waitFor();
  return page;
}

function withoutWebGl() {
  const real = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return kind.startsWith("webgl") ? null : Reflect.apply(real, this, [kind, ...more]);
  };
}

/** What has the page's rubbish collected, and its workers': Chromium lets the map's lie for as long as there is memory. */
export async function collector(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  const answers = new Map();
  const workers = [];
  session.on("Target.attachedToTarget", ({ sessionId }) => workers.push(sessionId));
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id } = JSON.parse(message);
    answers.get(id)?.();
    answers.delete(id);
  });
  await session.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  let asked = 0;
  const inWorker = async (sessionId) => {
    const id = ++asked;
    const answered = new Promise((resolve) => answers.set(id, resolve));
    const message = JSON.stringify({ id, method: "HeapProfiler.collectGarbage" });
    await session.send("Target.sendMessageToTarget", { sessionId, message });
    await answered;
  };
  return async () => {
    // Twice: what the first frees may have held more.
    for (let time = 0; time < 2; time += 1) {
      await session.send("HeapProfiler.collectGarbage");
      for (const worker of workers) await inWorker(worker);
    }
    return session;
  };
}

/** Waits until whoever started this has no more to say. */
export async function untilTold() {
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once("end", resolve));
}

/** A value that this share of the samples does not exceed (nearest rank). */
export function percentile(samples, percent) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}

/** One line of JSON for whoever started this. */
export const tell = (value) => console.log(JSON.stringify(value));
