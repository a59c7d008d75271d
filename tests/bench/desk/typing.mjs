// From a key to what it brings on the screen: the recommendation of another type at this desk, and that type in the queue of
// another desk. Usage: node typing.mjs DESK-URL TIMES
//
// A call at a known place is given one type after another by Enter. The key's time is the event's own timestamp. As the new
// recommendation comes into the page, a mark with `elementtiming` comes with it: the browser tells when the frame that shows
// it was presented. Both pages are in one browser on one clock (`performance.timeOrigin`). The room's share is taken at the
// socket: from what is sent until its answer has come.
// Prints one line of JSON: a list of {painted, inserted, drafted, assess, reckoned, elsewhere} in milliseconds.

import { freshPage, launch, openDesk, tell } from "./browser.mjs";

const [address, times] = process.argv.slice(2);
/** Words for a type, what the list calls it, and whether it needs pumps. */
const TYPES = [
  { words: "kebakaran rumah", name: "Kebakaran rumah", pumps: true },
  { words: "tidak sadar", name: "Tidak sadar", pumps: false },
];
const PUMP = "Mobil pompa";
const NEEDS = 'section[aria-label="Usulan"] > ul:first-of-type';
const QUEUE = 'section[aria-label="Panggilan"]';

/** What is asked and answered at the socket, with times. */
function listensAtTheSocket() {
  window.measured = { asked: new Map(), took: {}, key: 0, painted: null };
  const { measured } = window;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (text) {
    const { id, request } = JSON.parse(text);
    const kind = request?.command?.change?.field === "kind" ? "drafted" : request?.ask;
    if (id) measured.asked.set(id, { kind, at: performance.now() });
    return Reflect.apply(send, this, [text]);
  };
  const own = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
  Object.defineProperty(WebSocket.prototype, "onmessage", {
    ...own,
    set(listener) {
      own.set.call(this, (event) => {
        const at = performance.now();
        const { id, answer } = JSON.parse(event.data);
        const asked = measured.asked.get(id);
        if (asked) measured.took[asked.kind] = at - asked.at;
        if (asked?.kind === "assess") measured.took.reckoned = answer.value.took_us / 1000;
        measured.asked.delete(id);
        listener.call(this, event);
      });
    },
  });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter") measured.key = event.timeStamp;
    },
    true,
  );
}

/** Tells when the first frame was presented in which what `selector` finds has this text, or lacks it. */
function awaitsPaint({ selector, text, has }) {
  const place = document.querySelector(selector).closest("section");
  const is = () => document.querySelector(selector)?.textContent.includes(text) === has;
  if (is()) throw new Error(`${text}: shown already`);
  window.measured ??= {};
  window.measured.painted = new Promise((resolve) => {
    const name = `mark ${performance.now()}`;
    const mark = document.createElement("b");
    mark.setAttribute("elementtiming", name);
    mark.style.cssText = "position:absolute;font-size:12px";
    mark.textContent = "·";
    let inserted = 0;
    const shown = new PerformanceObserver((list) => {
      const entry = list.getEntries().find((own) => own.identifier === name);
      if (!entry) return;
      shown.disconnect();
      mark.remove();
      resolve({ at: entry.renderTime, inserted });
    });
    shown.observe({ type: "element" });
    const changed = new MutationObserver(() => {
      if (!is()) return;
      changed.disconnect();
      inserted = performance.now();
      place.querySelector("header").append(mark);
    });
    changed.observe(place, { subtree: true, childList: true, characterData: true });
  });
}

const browser = await launch();
const page = await freshPage(browser);
await page.addInitScript(listensAtTheSocket);
await page.goto(address);
await page.getByRole("button", { name: "F3" }).first().waitFor();
const other = await openDesk(browser, address);

await page.keyboard.press("F3");
const kind = page.locator("#kind");
await page.locator("#kind:focus").waitFor();
await kind.fill(TYPES[1].words);
await page.getByRole("option").first().filter({ hasText: TYPES[1].name }).waitFor();
await page.keyboard.press("Enter");
await page.keyboard.press("Alt+m");
await page.locator("canvas:focus").waitFor();
await page.waitForTimeout(3000);
await page.keyboard.press("Enter");
await page.locator("section[aria-label=Usulan] ul li").first().waitFor();
await page.waitForTimeout(2000);

const samples = [];
for (let time = 0; time < Number(times); time += 1) {
  const { words, name, pumps } = TYPES[time % TYPES.length];
  await kind.focus();
  await kind.fill(words);
  await page.getByRole("option").first().filter({ hasText: name }).waitFor();
  await page.evaluate(awaitsPaint, { selector: NEEDS, text: PUMP, has: pumps });
  await other.evaluate(awaitsPaint, { selector: QUEUE, text: name, has: true });
  await page.keyboard.press("Enter");
  const own = await page.evaluate(async () => {
    const { measured } = window;
    const { at, inserted } = await measured.painted;
    const { key, took } = measured;
    const { drafted, assess, reckoned } = took;
    const here = { painted: at - key, inserted: inserted - key, drafted, assess, reckoned };
    return { ...here, key: performance.timeOrigin + key };
  });
  const there = await other.evaluate(async () => performance.timeOrigin + (await window.measured.painted).at);
  samples.push({ ...own, elsewhere: there - own.key });
  // The world goes on between two keys.
  await page.waitForTimeout(150 + ((time * 37) % 100));
}
tell(samples);
// The room is left as it was found.
await page.keyboard.press("F10");
await page.waitForTimeout(500);
await browser.close();
