// Whatever arrives, wherever the focus is: a table of arrivals by places, each crossing tried at one desk.

import type { Locator } from "@playwright/test";
import { Desk } from "./desk";
import { expect, type Position, type Room, test } from "./harness";
import type { Strictness } from "./strictness";

const VADUZ: Position = { lat: 47.141, lon: 9.5209 };
const HOSPITAL: Position = { lat: 47.1343767, lon: 9.5224777 };

type At = { room: Room; desk: Desk; other: Desk; strictness: Strictness };
type Watched = HTMLElement & { watched?: true };

type Place = {
  name: string;
  comes(desk: Desk): Promise<void>;
  /** What has the focus then, once it has come. */
  at(desk: Desk): Locator;
  leaves?: readonly string[];
};

const lineOf = (desk: Desk): Locator => desk.page.getByRole("combobox", { name: "Baris perintah" });
const priorityOf = (desk: Desk): Locator => desk.page.locator("#priority");
const endingsOf = (desk: Desk): Locator => desk.page.getByRole("menuitem");

/** Where the focus may be, and how one comes there by keys; `leaves` goes back to the desk at rest. */
const places: Place[] = [
  { name: "the type, its list open", comes: async (desk) => desk.types("keb"), at: (desk) => desk.kind },
  { name: "the place, its list open", comes: inPlace, at: (desk) => desk.place },
  { name: "the note, between two words", comes: inNote, at: (desk) => desk.note },
  { name: "the command line", comes: linesUp, at: lineOf, leaves: ["Escape"] },
  {
    name: "the list of keys",
    comes: async (desk) => desk.presses("F1"),
    at: (desk) => desk.page.getByRole("dialog").getByRole("searchbox"),
    leaves: ["Escape"],
  },
  {
    name: "a unit on the board",
    comes: onBoard,
    at: (desk) => desk.units.getByRole("listitem").getByRole("button").nth(1),
  },
  {
    name: "the list of open incidents",
    comes: async (desk) => desk.presses("Alt+I"),
    at: (desk) => desk.incidents.locator(":focus"),
  },
  {
    name: "a status button",
    comes: async (desk) => says(desk, "buka k1", "Buka K-1"),
    at: (desk) => desk.incident.getByRole("article").first().getByRole("button").first(),
  },
  { name: "the reason of a priority", comes: atPriority, at: priorityOf, leaves: ["Escape"] },
  {
    name: "the endings of an incident",
    comes: atEndings,
    at: (desk) => endingsOf(desk).nth(1),
    leaves: ["Escape", "Escape"],
  },
  { name: "the map", comes: async (desk) => desk.presses("Alt+M"), at: (desk) => desk.map },
];

let rung = 0;

/** What comes by itself, some of it by another desk's doing; each waits until it stands on the screen. */
const arrivals: { name: string; comes(at: At): Promise<void> }[] = [
  {
    name: "a ring",
    comes: async ({ room, desk }) => {
      rung += 1;
      await room.rings({ call: `pbx-${rung}`, number: `0800-0000-0${200 + rung}` });
      await expect(desk.calls).toContainText(`0800-0000-0${200 + rung}`);
    },
  },
  {
    name: "the place of a call that rings",
    comes: async ({ room }) => room.rings({ call: `pbx-${rung}`, location: { ...VADUZ, radius_m: 300 } }),
  },
  {
    name: "a caller who hangs up",
    comes: async ({ room }) => room.hangsUp(`pbx-${rung}`),
  },
  {
    name: "a unit's position, and one that is stale",
    comes: async ({ room }) => {
      await room.sees("AMB-3", { ...HOSPITAL, lat: HOSPITAL.lat + 0.0001 * rung });
      await room.sees("DMK-12", { lat: 47.0662361, lon: 9.4994045 }, 900);
    },
  },
  {
    name: "a unit's status",
    comes: async ({ desk, other }) => {
      const why = `ban ${rung}`;
      await says(other, `rusak ptr2 ${why}`, "PTR-2 tidak siap tugas");
      await expect(desk.onTheBoard("PTR-2")).toContainText(why);
      await says(other, "dinas ptr2", "PTR-2 siap lagi");
      await expect(desk.onTheBoard("PTR-2")).not.toContainText(why);
    },
  },
  {
    name: "two incidents merged by another desk, and parted",
    comes: async ({ desk, other }) => {
      await says(other, "satukan k2 k1", "Satukan K-2");
      await expect(desk.incidents).not.toContainText("K-2");
      await says(other, "pisahkan k2", "Pisahkan K-2");
      await expect(desk.incidents).toContainText("K-2");
    },
  },
  {
    name: "a priority that moves the rows",
    comes: async ({ desk, other }) => {
      const [level, first] = rung % 2 ? [5, "K-2"] : [1, "K-1"];
      await says(other, `prioritas k-1 ${level} lebih jelas`, `menjadi ${level}`);
      await expect(desk.incidents.getByRole("listitem").first()).toContainText(first);
    },
  },
  {
    name: "a note and a step on the incident that may be looked at",
    comes: async ({ other }) => {
      await says(other, `catat k1 korban ${rung}`, "Catat di K-1");
    },
  },
  {
    name: "who is first due",
    comes: async ({ other }) => {
      await says(other, `pertama vaduz dmk${1 + (rung % 4)}`, "Pilihan pertama di Vaduz");
    },
  },
  {
    name: "a room that is gone and comes back",
    comes: async ({ room, desk, other }) => {
      await room.kill();
      await expect(desk.linkLost).toBeVisible();
      await room.start();
      await expect(desk.linkLost).toBeHidden();
      await expect(other.linkLost).toBeHidden();
    },
  },
];

test("the focus is where it was, to the letter", async ({ room, desk, context, strictness }) => {
  test.setTimeout(400_000);
  strictness.roomMayBeGone();
  await opens(desk, "laka", "Kecelakaan dengan korban", "zollstrasse vaduz", "Zollstrasse");
  await desk.presses("Escape");
  await opens(desk, "sesak", "Sesak napas atau nyeri dada", "schloss vaduz", "Schloss Vaduz");
  await desk.presses("Escape");
  const other = new Desk(await context.newPage());
  await other.opens(room.desk);
  await desk.page.bringToFront();
  await desk.takesACall();
  for (const place of places) {
    await test.step(place.name, async () => {
      await place.comes(desk);
      await expect(place.at(desk)).toBeFocused();
      await marks(desk);
      for (const arrival of arrivals) {
        await arrival.comes({ room, desk, other, strictness });
        expect(await isThere(desk), `${arrival.name}, the focus in ${place.name}`).toEqual(
          await marked(desk),
        );
      }
      for (const key of place.leaves ?? []) await desk.presses(key);
    });
  }
});

type Mark = { there: boolean; value: string | null; caret: number | null };

/** Remembers what has the focus, by the element itself and its caret. */
async function marks(desk: Desk): Promise<void> {
  await desk.page.evaluate(() => {
    for (const old of document.querySelectorAll<Watched>("*")) delete old.watched;
    const at = document.activeElement as Watched;
    at.watched = true;
    const { value, selectionStart } = at as HTMLInputElement;
    const mark: Mark = { there: true, value: value ?? null, caret: selectionStart ?? null };
    (window as { mark?: Mark }).mark = mark;
  });
}

async function marked(desk: Desk): Promise<Mark | undefined> {
  return await desk.page.evaluate(() => (window as { mark?: Mark }).mark);
}

async function isThere(desk: Desk): Promise<Mark> {
  return await desk.page.evaluate(() => {
    const at = document.activeElement as Watched & Partial<HTMLInputElement>;
    return { there: at.watched === true, value: at.value ?? null, caret: at.selectionStart ?? null };
  });
}

async function opens(desk: Desk, words: string, type: string, place: string, first: string): Promise<void> {
  await desk.takesACall();
  await desk.picksType(words, type);
  await desk.picksPlace(place, first);
  await desk.proposes();
  await desk.sends();
}

async function says(desk: Desk, typed: string, sentence: string): Promise<void> {
  await desk.presses("Control+K");
  await expect(lineOf(desk)).toBeFocused();
  await desk.types(typed);
  await expect(desk.page.locator("#command-echo")).toContainText(sentence);
  await desk.presses("Enter");
  await expect(desk.page.locator("#command-echo")).toBeHidden();
}

async function inPlace(desk: Desk): Promise<void> {
  await desk.presses("Control+A");
  await desk.picksType("kebakaran", "Kebakaran rumah");
  await desk.types("bahnhofstr");
  await expect(desk.page.getByRole("option").first()).toContainText("Bahnhofstrasse");
}

async function inNote(desk: Desk): Promise<void> {
  await desk.presses("Enter");
  await expect(desk.note).toBeFocused();
  await desk.types("asap tebal");
  for (let back = 0; back < " tebal".length; back += 1) await desk.presses("ArrowLeft");
}

async function linesUp(desk: Desk): Promise<void> {
  await desk.presses("Control+K");
  await expect(lineOf(desk)).toBeFocused();
  await desk.types("kirim dmk");
  await desk.presses("ArrowLeft");
}

async function onBoard(desk: Desk): Promise<void> {
  await desk.presses("Alt+U");
  await expect(desk.units.getByRole("listitem").getByRole("button").first()).toBeFocused();
  await desk.presses("ArrowRight");
}

async function atPriority(desk: Desk): Promise<void> {
  await desk.presses("Alt+P");
  await expect(priorityOf(desk)).toBeFocused();
  await desk.types("2 korban bertambah");
  await desk.presses("ArrowLeft");
}

async function atEndings(desk: Desk): Promise<void> {
  await desk.presses("Alt+C");
  await expect(endingsOf(desk).first()).toBeFocused();
  await desk.presses("ArrowDown");
}
