// Ten tasks of every day, their keystrokes counted as they are done, beside what a console of forms and a mouse takes.
// The table in docs/keystrokes.md is what this counts; SIGAP_WRITE_KEYSTROKES=1 writes it anew.

import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Desk } from "./desk";
import { expect, type Room, test } from "./harness";
import { atConsole, type Console, type Handiwork, Hands, SECONDS } from "./keystrokes";

const doc = resolve(import.meta.dirname, "../../docs/keystrokes.md");

type Task = {
  name: string;
  /** How the desk is brought to where the task begins; nothing of it is counted. */
  from?(at: { room: Room; desk: Desk }): Promise<void>;
  /** As it is pressed, for the table. */
  keys: string;
  does(desk: Desk): Promise<void>;
  /** What shows that it is done; nothing of it is counted. */
  done(desk: Desk): Promise<void>;
  console: Console;
};

const KIND = "rumah";
const PLACE = "bahnhofstr schaan";
const NOTE = "asap tebal";

/** Lets the list catch up with what was typed, as eyes do. */
async function offers(desk: Desk, first: string): Promise<void> {
  await expect(desk.page.getByRole("option").first()).toContainText(first);
}

/** Lets the line say what Enter will do, as eyes do. */
async function reads(desk: Desk, sentence: string | RegExp): Promise<void> {
  await expect(desk.page.locator("#command-echo")).toContainText(sentence);
}

async function takesAFire(desk: Desk): Promise<void> {
  await desk.types(KIND);
  await offers(desk, "Kebakaran rumah");
  await desk.presses("Enter");
  await expect(desk.place).toBeFocused();
  await desk.types(PLACE);
  await offers(desk, "Bahnhofstrasse");
  await desk.presses("Enter");
  await expect(desk.note).toBeFocused();
}

const tasks: Task[] = [
  {
    name: "A call, from ring to units sent",
    from: async ({ room, desk }) => {
      await room.rings({ call: "pbx-1", number: "0800-0000-0102" });
      await expect(desk.calls).toContainText("berdering");
    },
    keys: `F2 · ${KIND} Enter · ${PLACE} Enter · ${NOTE} Enter`,
    does: async (desk) => {
      await desk.presses("F2");
      await takesAFire(desk);
      await desk.types(NOTE);
      await desk.presses("Enter");
    },
    done: async (desk) => expect(desk.incident).toContainText(NOTE),
    console: [
      { click: "the call that rings" },
      { click: "the type's field" },
      { type: KIND },
      { click: "the type in its list" },
      { click: "the place's field" },
      { type: PLACE },
      { click: "the place in its list" },
      { click: "the note's field" },
      { type: NOTE },
      { click: "Send" },
    ],
  },
  {
    name: "One more unit for an open incident, with its reason",
    keys: "/ ki a2 dua Enter",
    does: async (desk) => {
      await desk.presses("/");
      await desk.types("ki a2 dua");
      await reads(desk, /^Enter Kirim AMB-2 ke K-1/);
      await desk.presses("Enter");
    },
    done: async (desk) => expect(desk.assignment("AMB-2")).toContainText("diberi tahu"),
    console: [
      { click: "Add units" },
      { click: "the unit's box" },
      { click: "the reason's field" },
      { type: "dua" },
      { click: "Send" },
    ],
  },
  {
    name: "The next status of a unit",
    keys: "/ a2 Space Enter",
    does: async (desk) => {
      await desk.presses("/");
      await desk.types("a2 ");
      await reads(desk, "AMB-2 mengakui tugas K-1");
      await desk.presses("Enter");
    },
    done: async (desk) => expect(desk.assignment("AMB-2")).toContainText("diakui"),
    console: [{ click: "the unit" }, { click: "the status" }],
  },
  {
    name: "A prank is closed",
    from: async ({ room, desk }) => {
      await room.rings({ call: "pbx-2", number: "0800-0000-0106" });
      await desk.answers();
    },
    keys: "F6",
    does: async (desk) => desk.presses("F6"),
    done: async (desk) => expect(desk.form).toBeHidden(),
    console: [{ click: "Close" }, { click: "Prank, in the list of endings" }],
  },
  {
    name: "Hold the caller and take the next",
    from: async ({ room, desk }) => {
      await desk.takesACall();
      await room.rings({ call: "pbx-3" });
      await expect(desk.calls).toContainText("berdering");
    },
    keys: "F2",
    does: async (desk) => desk.presses("F2"),
    done: async (desk) => {
      await expect(desk.calls).toContainText("ditahan");
      await expect(desk.kind).toBeFocused();
    },
    console: [{ click: "Hold" }, { click: "the call that rings" }],
  },
  {
    name: "Find a place on the map",
    from: async ({ desk }) => {
      await desk.presses("F10");
      await expect(desk.form).toBeHidden();
    },
    keys: "/ schloss va Enter",
    does: async (desk) => {
      await desk.presses("/");
      await desk.types("schloss va");
      await reads(desk, /Tunjukkan Schloss Vaduz/);
      await desk.presses("Enter");
    },
    done: async (desk) => expect(desk.page.locator("#command-echo")).toBeHidden(),
    console: [{ click: "the search field" }, { type: "schloss va" }, { click: "the place in its list" }],
  },
  {
    name: "A second call about the same fire is joined",
    from: async ({ desk }) => {
      await desk.takesACall();
      await takesAFire(desk);
      await expect(desk.form).toContainText("Mungkin sudah dilaporkan");
    },
    keys: "Alt J",
    does: async (desk) => desk.presses("Alt+J"),
    done: async (desk) => expect(desk.incident).toContainText("2 laporan"),
    console: [{ click: "Join, beside the similar incident" }],
  },
  {
    name: "A unit goes out of service, with its reason",
    keys: "/ rus p2 ban Enter",
    does: async (desk) => {
      await desk.presses("/");
      await desk.types("rus p2 ban");
      await reads(desk, "PTR-2 tidak siap tugas: ban");
      await desk.presses("Enter");
    },
    done: async (desk) => expect(desk.onTheBoard("PTR-2")).toContainText("ban"),
    console: [
      { click: "the unit" },
      { click: "Out of service" },
      { click: "the reason's field" },
      { type: "ban" },
      { press: "Enter" },
    ],
  },
  {
    name: "A road is closed, with its reason",
    keys: "/ tj malbunstr Enter · Enter · longsor Enter",
    does: async (desk) => {
      await desk.presses("/");
      await desk.types("tj malbunstr");
      await reads(desk, "di sekitar Malbunstrasse");
      await desk.presses("Enter");
      await expect(desk.map).toBeFocused();
      await desk.presses("Enter");
      await expect(desk.page.getByRole("textbox", { name: "Apa sebabnya" })).toBeFocused();
      await desk.types("longsor");
      await desk.presses("Enter");
    },
    done: async (desk) => expect(desk.page.getByText("longsor").first()).toBeVisible(),
    console: [
      { click: "the search field" },
      { type: "malbunstr" },
      { click: "the street in its list" },
      { click: "the tool that closes roads" },
      { click: "the road" },
      { click: "the reason's field" },
      { type: "longsor" },
      { click: "Save" },
    ],
  },
  {
    name: "A dropped call has been called back",
    from: async ({ room, desk }) => {
      await room.rings({ call: "pbx-4", number: "0800-0000-0103" });
      await desk.answers();
      await room.hangsUp("pbx-4");
      await desk.presses("F8");
      await expect(desk.calls).toContainText("perlu dihubungi balik");
    },
    keys: "/ tb Space Enter",
    does: async (desk) => {
      await desk.presses("/");
      await desk.types("tb ");
      await reads(desk, /P-\d+, 0800-0000-0103 sudah dihubungi balik/);
      await desk.presses("Enter");
    },
    done: async (desk) => expect(desk.calls).not.toContainText("perlu dihubungi balik"),
    console: [{ click: "the call in its list" }, { click: "Called back" }],
  },
];

type Counted = { task: Task; here: Handiwork; there: Handiwork };

test("ten tasks of every day take half the handiwork of a form and a mouse", async ({ room, desk }) => {
  const hands = new Hands(desk.page);
  await hands.begin();
  const counted: Counted[] = [];
  for (const task of tasks) {
    await test.step(task.name, async () => {
      await task.from?.({ room, desk });
      await hands.begin();
      await task.does(desk);
      const here = await hands.done();
      await task.done(desk);
      counted.push({ task, here, there: atConsole(task.console) });
    });
  }
  const here = total(counted.map((row) => row.here));
  const there = total(counted.map((row) => row.there));
  expect(here.seconds, "half the time for all ten").toBeLessThanOrEqual(there.seconds / 2);
  for (const row of counted) expect(row.here.seconds, row.task.name).toBeLessThan(row.there.seconds * 0.6);

  const page = written(counted, here, there);
  if (process.env.SIGAP_WRITE_KEYSTROKES) await writeFile(doc, page);
  expect(await readFile(doc, "utf8"), "docs/keystrokes.md says what was counted").toBe(page);
});

function total(all: readonly Handiwork[]): Handiwork {
  const sum = (of: keyof Handiwork) => all.reduce((before, own) => before + own[of], 0);
  return { keys: sum("keys"), clicks: sum("clicks"), homings: sum("homings"), seconds: sum("seconds") };
}

function written(rows: readonly Counted[], here: Handiwork, there: Handiwork): string {
  const line = (name: string, keys: string, own: Handiwork, other: Handiwork) =>
    `| ${name} | ${keys} | ${own.keys} | ${own.seconds.toFixed(1)} | ${other.keys} | ${other.clicks} | ${other.homings} | ${other.seconds.toFixed(1)} | ${(own.seconds / other.seconds).toFixed(2)} |`;
  return `# How much handiwork ten tasks take

Counted by \`tests/browser/keystrokes.spec.ts\` as it does them in a real browser at a real room: every key that goes down
counts, Ctrl and Alt too, and the test fails if the mouse is touched or if this page says anything else than was counted.

| task | keys pressed here | keys | s | console: keys | clicks | homings | s | ratio |
|---|---|---:|---:|---:|---:|---:|---:|---:|
${rows.map(({ task, here: own, there: other }) => line(task.name, `\`${task.keys}\``, own, other)).join("\n")}
${line("**all ten**", "", here, there)}

## What it is compared with

A console of forms and a mouse: fields are clicked into, lists are clicked in, buttons are clicked; only text is typed. It is
given all that Sigap has: the same search that needs the same letters, the same proposal already ticked, the same offer to
join. Its steps are written out, task by task, in the test. It begins with the hand on the mouse, which favours it.

The time is the keystroke-level model's (Card, Moran and Newell, *The keystroke-level model for user performance time with
interactive systems*, Communications of the ACM 23(7), 1980) for a skilled typist: K = ${SECONDS.K.toFixed(2)} s a key, P = ${SECONDS.P.toFixed(2)} s to point,
B = ${SECONDS.B.toFixed(2)} s to press or release the mouse's button (a click is P + 2 B), H = ${SECONDS.H.toFixed(2)} s to bring a hand from keys to mouse or back.

What it leaves out: thinking (M) is the same on both sides, for the same things are decided, and it is not counted on either;
so is the time to read what stands there, and the room's own answers. It is a model of skilled hands that make no mistakes,
not a measurement of dispatchers: a beginner is slower on both sides, and finds buttons sooner than words. From within a text
field the command line opens by Ctrl K, one key more than the \`/\` counted here.
`;
}
