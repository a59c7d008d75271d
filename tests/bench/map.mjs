// How the map bears a thousand moving units, in a headless browser without a graphics card. Usage:
//
//   node tests/bench/map.mjs NAME=DESK-URL [NAME=DESK-URL …]
//
// Each address is a desk of a room that runs; two builds side by side are compared in one run. The units are invented between
// the room and the page: the page gets them in its snapshot, and then all their positions once a second. Prints a line of JSON
// for each desk and view: frames drawn by the map, tasks longer than 50 ms on the main thread and their sum, over ten seconds.

import { createRequire } from "node:module";

const require = createRequire(new URL("../browser/package.json", import.meta.url));
const { chromium } = require("@playwright/test");

const SECONDS = 10;
const FLEET = 1000;
const desks = process.argv.slice(2).map((argument) => {
  const at = argument.indexOf("=http");
  return at < 0 ? ["desk", argument] : [argument.slice(0, at), argument.slice(at + 1)];
});

/** A fleet around the units that the room has, each on a small round of its own. */
class Fleet {
  #units = [];

  joins(snapshot) {
    const own = snapshot.units;
    this.#units = Array.from({ length: FLEET }, (_, i) => {
      const like = own[i % own.length];
      const id = `B-${i}`;
      const unit = { ...like.unit, spec: { ...like.unit.spec, id } };
      return { ...like, unit, freshness: "fresh", position: this.#seen(like.position.position, i, 0) };
    });
    this.homes = this.#units.map((view) => view.position.position);
    return { ...snapshot, units: [...own, ...this.#units] };
  }

  moves(seq, step) {
    const value = this.#units.map(({ unit }, i) => ({
      unit: unit.spec.id,
      seen: this.#seen(this.homes[i], i, step),
    }));
    return { push: { seq, now: Date.now(), changes: [{ change: "positions", value }] } };
  }

  #seen({ lat, lon }, i, step) {
    const angle = (i + step) / 5;
    const away = step === 0 ? 0.02 * (((i * 7919) % 1000) / 1000) : 0.0004;
    const position = { lat: lat + away * Math.sin(angle), lon: lon + away * Math.cos(angle) };
    return { position, at: Date.now(), heading_deg: (i * 37 + step * 11) % 360, speed_mps: 10 };
  }
}

/** Puts the fleet between the room and the page; answers how to begin to move it. */
async function invents(page) {
  const fleet = new Fleet();
  let seq = 0;
  let tell = () => {};
  await page.routeWebSocket(/\/ws/, (socket) => {
    const room = socket.connectToServer();
    tell = (frame) => socket.send(JSON.stringify(frame));
    room.onMessage((text) => {
      const frame = JSON.parse(text);
      if (frame.answer?.answer === "snapshot") {
        frame.answer.value = fleet.joins(frame.answer.value);
        seq = frame.answer.value.seq;
      }
      seq = Math.max(seq, frame.push?.seq ?? 0);
      socket.send(JSON.stringify(frame));
    });
  });
  let step = 0;
  return () => {
    const clock = setInterval(() => tell(fleet.moves(seq, ++step)), 1000);
    return () => clearInterval(clock);
  };
}

/** What the page does for some seconds. */
function watched(seconds) {
  return new Promise((done) => {
    const long = [];
    const observer = new PerformanceObserver((list) =>
      long.push(...list.getEntries().map((own) => own.duration)),
    );
    observer.observe({ entryTypes: ["longtask"] });
    let frames = 0;
    let running = true;
    const frame = () => {
      frames += 1;
      if (running) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    setTimeout(() => {
      running = false;
      observer.disconnect();
      const ms = Math.round(long.reduce((sum, own) => sum + own, 0));
      const longest = Math.round(Math.max(0, ...long));
      done({
        frames_a_second: frames / seconds,
        long_tasks: long.length,
        long_tasks_ms: ms,
        longest_ms: longest,
      });
    }, seconds * 1000);
  });
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
for (const [name, desk] of desks) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "id-ID" });
  const page = await context.newPage();
  const moves = await invents(page);
  await page.goto(desk);
  const canvas = page.locator("canvas").first();
  await canvas.waitFor();
  await page.waitForTimeout(4000);
  const print = async (view) =>
    console.log(JSON.stringify({ name, view, units: FLEET, ...(await page.evaluate(watched, SECONDS)) }));
  await print("region, nothing moves");
  const stop = moves();
  await print("region, all move");
  await canvas.focus();
  for (let closer = 0; closer < 4; closer += 1) {
    await page.keyboard.press("+");
    await page.waitForTimeout(400);
  }
  await page.waitForTimeout(2000);
  await print("streets, all move");
  stop();
  await context.close();
}
await browser.close();
