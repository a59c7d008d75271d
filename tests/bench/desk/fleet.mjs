// How the map bears a thousand moving units while the dispatcher pans. Usage:
//
//   node fleet.mjs SECONDS NAME=DESK-URL [NAME=DESK-URL …]
//
// Each address is a desk of a room that runs; two builds side by side are compared in one run. The units are invented between
// the room and the page: the page gets them in its snapshot, and then all their positions once a second. Prints a line of JSON
// for each desk and view: the times between frames (requestAnimationFrame), those that were due and never came, and how much
// of the time the main thread worked. Without a graphics card the map is drawn by Chromium's software (SwiftShader).

import { freshPage, launch, percentile, tell } from "./browser.mjs";

const FLEET = 1000;
/** A frame of a screen with 60 a second, ms. */
const FRAME_MS = 1000 / 60;
const [seconds, ...named] = process.argv.slice(2);
const desks = named.map((argument) => {
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

/** The times between the frames of so many seconds, ms. */
function frames(ms) {
  return new Promise((done) => {
    const between = [];
    let last = performance.now();
    const until = last + ms;
    const frame = () => {
      const now = performance.now();
      between.push(now - last);
      last = now;
      if (now < until) requestAnimationFrame(frame);
      else done(between);
    };
    requestAnimationFrame(frame);
  });
}

/** How long the main thread has worked since the page began, seconds. */
async function worked(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}

/** Drags the map to and fro by the mouse, until told to stop. */
function pans(page, { x, y, width, height }) {
  const [cx, cy] = [x + width / 2, y + height / 2];
  let going = true;
  const drag = async () => {
    await page.mouse.move(cx, cy);
    await page.mouse.down();
    for (let step = 0; going; step += 1) {
      const angle = step / 20;
      await page.mouse.move(cx + 0.3 * width * Math.sin(angle), cy + 0.3 * height * Math.sin(2 * angle));
      await page.waitForTimeout(FRAME_MS);
    }
    await page.mouse.up();
  };
  const dragged = drag();
  return async () => {
    going = false;
    await dragged;
  };
}

async function measure(page, session, view) {
  const before = await worked(session);
  const between = await page.evaluate(frames, Number(seconds) * 1000);
  const busy = (await worked(session)) - before;
  const dropped = between.reduce((sum, own) => sum + Math.max(0, Math.round(own / FRAME_MS) - 1), 0);
  tell({
    ...view,
    frames: between.length,
    p50: percentile(between, 50),
    p99: percentile(between, 99),
    longest: Math.max(...between),
    dropped,
    busy: busy / Number(seconds),
  });
}

const browser = await launch();
for (const [name, desk] of desks) {
  for (const map of ["webgl", "plain"]) {
    const page = await freshPage(browser, { plain: map === "plain" });
    const session = await page.context().newCDPSession(page);
    // The time on a processor, so that whatever else the machine does is left out.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const moves = await invents(page);
    await page.goto(desk);
    const canvas = page.locator(map === "plain" ? "[role=application]" : "canvas").first();
    await canvas.waitFor();
    await page.waitForTimeout(4000);
    const stop = moves();
    await measure(page, session, { name, map, view: "region", pans: false });
    const box = await canvas.boundingBox();
    let stand = pans(page, box);
    await measure(page, session, { name, map, view: "region", pans: true });
    await stand();
    await canvas.focus();
    for (let closer = 0; closer < 4; closer += 1) {
      await page.keyboard.press("+");
      await page.waitForTimeout(400);
    }
    await page.waitForTimeout(1500);
    stand = pans(page, box);
    await measure(page, session, { name, map, view: "streets", pans: true });
    await stand();
    stop();
    await page.context().close();
  }
}
await browser.close();
