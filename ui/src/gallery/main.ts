// All parts of the UI in all their states, and its screens at a room that is only told: for ourselves and for the tests.
// What is shown stands in the address: `?show=parts&theme=light&type=large&language=en&marked`; the desk is marked by `speakMarked`.

import { flushSync, mount } from "svelte";
import type { Language } from "../generated/Language";

const wanted = new URLSearchParams(location.search);
const show = wanted.get("show") ?? "parts";
const state = wanted.get("state") ?? "";

// Before anything reads them.
for (const kept of ["theme", "type", "language"])
  localStorage.setItem(`sigap.${kept}`, wanted.get(kept) ?? "");
for (const kept of ["theme", "language"])
  localStorage.setItem(`sigap.responder.${kept}`, wanted.get(kept) ?? "");
sessionStorage.clear();
document.documentElement.lang = wanted.get("language") ?? "id";

/** Marks every word of the desk that stands there, and speaks this language. */
async function speakMarked(language: Language): Promise<void> {
  const [{ markCatalogues }, { say }] = await Promise.all([
    import("./marks"),
    import("../words/words.svelte"),
  ]);
  markCatalogues();
  // Whatever is shown is read again, also where this language is spoken already.
  say.language = language === "id" ? "en" : "id";
  flushSync();
  say.language = language;
  flushSync();
}

/** What the room told: names and numbers that come from no catalogue. */
let told: object = {};
Object.defineProperty(window, "told", { get: () => told });
Object.assign(window, { speakMarked });

async function desk(target: HTMLElement): Promise<void> {
  const { stillRoomClock } = await import("./still");
  stillRoomClock();
  await Promise.all([import("../fonts.css"), import("../look/tokens.css"), import("../look/base.css")]);
  await import("../look/theme.svelte");
  if (show === "parts") {
    const { default: Parts } = await import("./Parts.svelte");
    mount(Parts, { target });
    return;
  }
  if (show === "closing") {
    const { default: ClosingQuestion } = await import("../desk/ClosingQuestion.svelte");
    const losses = { calls: 1, ringing: 2, desks: 1, pages: 4 };
    mount(ClosingQuestion, { target, props: { losses, onstay() {}, onclose() {} } });
    return;
  }
  const { DESKS } = await import("./screens");
  const { default: Desk } = await import("../Desk.svelte");
  const backend = DESKS[state as keyof typeof DESKS]();
  told = backend.answers;
  if (show === "map") {
    const { default: MapWindow } = await import("../map/MapWindow.svelte");
    mount(MapWindow, { target, props: { backend, deskId: "gallery" } });
  } else mount(Desk, { target, props: { backend } });
}

async function responder(target: HTMLElement): Promise<void> {
  if (wanted.has("marked")) (await import("./marks")).markCatalogues();
  await Promise.all([import("../fonts.css"), import("../responder/look.css")]);
  const { PAGES } = await import("./screens");
  const { ResponderPage } = await import("../responder/responder-page.svelte");
  const { PatchyLink } = await import("../responder/room-link");
  const { default: Responder } = await import("../responder/Responder.svelte");
  const room = PAGES[state];
  if (!room) throw new Error(`no such state: ${state}`);
  told = room().answers;
  mount(Responder, { target, props: { page: new ResponderPage(new PatchyLink(room), sessionStorage) } });
}

async function caller(target: HTMLElement): Promise<void> {
  if (wanted.has("marked")) (await import("./marks")).markCatalogues();
  await import("../caller/look.css");
  const { CallerPage } = await import("../caller/page");
  const { toldCaller } = await import("./caller");
  const { doors, gps } = toldCaller(state);
  const main = document.createElement("main");
  target.append(main);
  const page = new CallerPage(main, doors, gps, wanted.get("language") ?? "id");
  page.open();
  if (state !== "start" && state !== "ended") page.share();
}

const target = document.getElementById("desk");
const shows: Record<string, (target: HTMLElement) => Promise<void>> = {
  parts: desk,
  desk,
  map: desk,
  closing: desk,
  responder,
  caller,
};
if (target) void shows[show]?.(target);
