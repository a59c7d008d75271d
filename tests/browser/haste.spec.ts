// A dispatcher does not wait for the screen.

import { Desk } from "./desk";
import { expect, test } from "./harness";
import { HeldLine } from "./held-line";

/** What the room answers to these questions is held back from `begins` on, until it `ends`. */
type Slowness = { begins(...asks: string[]): void; ends(): void };

/** A desk at a room that can be slow; it is opened anew. */
async function atASlowRoom(desk: Desk): Promise<Slowness> {
  const slow = new Set<string>();
  let held: (() => void)[] = [];
  await desk.page.routeWebSocket(/\/ws$/, (socket) => {
    const asked = new Map<number, string>();
    const room = socket.connectToServer();
    socket.onMessage((message) => {
      const { id, request } = JSON.parse(`${message}`) as { id?: number; request?: { ask: string } };
      if (id !== undefined && request) asked.set(id, request.ask);
      room.send(message);
    });
    room.onMessage((message) => {
      const { id } = JSON.parse(`${message}`) as { id?: number };
      if (slow.has(asked.get(id ?? -1) ?? "")) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  await desk.page.reload();
  await desk.isLinked();
  return {
    begins: (...asks) => {
      for (const ask of asks) slow.add(ask);
    },
    ends: () => {
      slow.clear();
      for (const answers of held) answers();
      held = [];
    },
  };
}

test("what is typed before a call's form stands there is the form's", async ({ desk }) => {
  const { keyboard } = desk.page;
  await keyboard.press("F3");
  await keyboard.type("kebakaran rum");
  await expect(desk.kind).toHaveValue("kebakaran rum");
  await expect(desk.page.getByRole("option", { name: /^Kebakaran rumah/ })).toBeVisible();
  await keyboard.press("Enter");
  await expect(desk.kind).toHaveValue("Kebakaran rumah");
});

test("a key pressed right after a call was asked for is meant for that call, not for the last one", async ({
  room,
  desk,
}) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await room.rings({ call: "pbx-1", number: "0800-0000-0106" });
  await expect(desk.calls).toContainText("berdering");
  await desk.page.keyboard.press("F2");
  await desk.page.keyboard.press("F6");
  await expect(desk.page.getByText("Ditutup sebagai iseng.")).toBeVisible();
  await expect(desk.calls).not.toContainText("0800-0000-0106");
  await expect(desk.calls).toContainText("Sesak napas");
});

test("a second call asked for in haste leaves the first one's notes alone", async ({ room, desk }) => {
  const { keyboard } = desk.page;
  await keyboard.press("F3");
  await expect(desk.kind).toBeFocused();
  await desk.note.focus();
  await keyboard.type("asap");
  await expect(desk.saved).toBeVisible();
  await room.rings({ call: "pbx-1" });
  await expect(desk.calls).toContainText("berdering");
  await keyboard.press("F2");
  await keyboard.type("sesak");
  await expect(desk.kind).toHaveValue("sesak");
  await expect(desk.note).toHaveValue("");
  await keyboard.press("Escape");
  await desk.calls.getByRole("button", { name: /ditahan/ }).press("Enter");
  await expect(desk.note).toHaveValue("asap");
});

test("what is typed on before the lists have answered goes where Enter leads", async ({ desk }) => {
  const slowness = await atASlowRoom(desk);
  await desk.takesACall();
  slowness.begins("find_types", "find_places");
  await desk.types("kebakaran rum");
  await desk.presses("Enter");
  await desk.types("bahnhofstrasse schaanx");
  await desk.presses("Backspace");
  await desk.presses("Enter");
  await desk.presses("Enter");
  await desk.types("asap tebal");
  await expect(desk.kind).toHaveValue("kebakaran rum");
  slowness.ends();
  await expect(desk.note).toHaveValue("asap tebal");
  await expect(desk.note).toBeFocused();
  await expect(desk.kind).toHaveValue("Kebakaran rumah");
  await expect(desk.place).toHaveValue(/^Bahnhofstrasse, Schaan\b/);
  await expect(desk.incidents, "an Enter in impatience sends nobody").toContainText(
    "Tidak ada kejadian terbuka",
  );
});

test("a call asked for right after units were sent waits until they are", async ({ room, desk }) => {
  const slowness = await atASlowRoom(desk);
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  slowness.begins("assess");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.presses("Enter");
  await desk.presses("F3");
  await desk.types("laka");
  // The room is slow with one answer alone: whatever did not wait for it has happened.
  await room.rings({ call: "pbx-1", number: "0800-0000-0102" });
  await expect(desk.calls).toContainText("berdering");
  slowness.ends();
  await expect(desk.kind).toHaveValue("laka");
  await expect(desk.incidents).toContainText("AMB-1 diberi tahu");
  await expect(desk.page.getByRole("alert")).toHaveCount(0);
});

test("whoever reports a unit's step and goes elsewhere stays there", async ({ desk }) => {
  const slowness = await atASlowRoom(desk);
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.proposes();
  await desk.sends();
  const usual = desk.assignment("AMB-1").getByRole("button").first();
  await expect(usual).toBeFocused();
  slowness.begins("submit");
  await desk.presses("Enter");
  await expect(desk.assignment("AMB-1")).toContainText("diakui");
  await desk.presses("Alt+U");
  const there = desk.units.getByRole("listitem").getByRole("button").first();
  await expect(there).toBeFocused();
  slowness.ends();
  await desk.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await expect(there).toBeFocused();
});

test("the key after the one that shows how an incident ends is that list's", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.proposes();
  await desk.sends();
  await desk.page.evaluate(() => {
    // No frame comes while these are pressed, as where one takes long.
    window.requestAnimationFrame = () => 0;
  });
  await desk.presses("Alt+C");
  await desk.presses("ArrowDown");
  await expect(desk.page.getByRole("menuitem").nth(1)).toBeFocused();
  await desk.presses("Escape");
  await expect(desk.incident.getByRole("button", { name: "Tutup kejadian" })).toBeFocused();
});

test("the key right after the one that leaves a dialog is the desk's", async ({ desk }) => {
  await desk.takesACall();
  await desk.presses("Alt+N");
  await expect(desk.page.getByRole("dialog")).toBeVisible();
  // No task comes between the two, as where the desk is slower than the hand.
  await desk.page.evaluate(() => {
    for (const key of ["Escape", "F10"]) {
      const at = document.activeElement ?? document.body;
      at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
  });
  await expect(desk.form).toBeHidden();
});

for (const [how, key, word] of [
  ["sent for", "Enter", "open_incident"],
  ["closed", "F6", "close_call"],
] as const)
  test(`the next call is answered before the last one is ${how}: its form stays, and each has its own`, async ({
    room,
    desk,
  }) => {
    const line = await HeldLine.of(desk.page);
    await desk.page.reload();
    await desk.isLinked();
    const { keyboard } = desk.page;
    await desk.takesACall();
    await desk.picksType("sesak", "Sesak napas atau nyeri dada");
    await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
    const proposed = await desk.proposes();
    await room.rings({ call: "pbx-1", number: "0800-0000-0106" });
    await expect(desk.calls).toContainText("berdering");

    line.holds(word);
    await keyboard.press(key);
    await expect.poll(() => line.waiting).toBeGreaterThan(0);
    await keyboard.press("F2");
    await keyboard.type("kebakaran rum");
    line.release();

    await expect(desk.kind).toHaveValue("kebakaran rum");
    await expect(desk.form).toContainText("0800-0000-0106");
    await expect(desk.kind).toBeFocused();
    if (key === "Enter") {
      await expect(desk.incidents).toContainText("Sesak napas");
      for (const unit of proposed) await expect(desk.onTheBoard(unit)).toContainText("diberi tahu");
    }
  });

test("whoever answers a moment too late goes on talking to their own caller", async ({
  room,
  desk,
  context,
}) => {
  const other = new Desk(await context.newPage());
  const line = await HeldLine.of(other.page);
  await other.opens(room.desk);
  await other.takesACall();
  await other.page.keyboard.type("sesak");
  await room.rings({ call: "pbx-1", number: "0800-0000-0106" });
  await expect(other.calls).toContainText("berdering");
  line.holds('"answer"');
  await other.page.keyboard.press("F2");
  await expect.poll(() => line.waiting).toBeGreaterThan(0);
  await desk.answers();
  line.release();
  await expect(other.page.getByText(/^Langkah itu tidak cocok/)).toBeVisible();
  await expect(other.calls).not.toContainText("ditahan");
  await other.page.close();
});

test("Enter that ends a composed letter sends nobody", async ({ desk }) => {
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.proposes();
  await desk.note.evaluate((note) => {
    const composing = { key: "Enter", isComposing: true, bubbles: true, cancelable: true };
    note.dispatchEvent(new KeyboardEvent("keydown", composing));
  });
  await desk.types("dua orang");
  await expect(desk.saved).toBeVisible();
  await expect(desk.incident).toBeHidden();
  await expect(desk.note).toHaveValue("dua orang");
});

test("Enter takes a junction before any has been found, and what is typed on is the note's", async ({
  room,
  desk,
}) => {
  const slowness = await atASlowRoom(desk);
  await room.rings({ call: "pbx-1", location: { lat: 47.1659, lon: 9.5087, radius_m: 400 } });
  await desk.answers();
  await desk.presses("Alt+W");
  const where = desk.form.getByRole("region", { name: "Di mana itu?" });
  await expect(where.getByRole("textbox", { name: "Di jalan" })).toBeFocused();
  slowness.begins("crossings");
  await desk.types("bahnhofstrasse");
  await desk.presses("Enter");
  await desk.types("asap tebal");
  slowness.ends();
  await expect(where).toBeHidden();
  await expect(desk.note).toHaveValue("asap tebal");
  await expect(desk.form).toContainText("persimpangan");
});

test("what is typed while a note is on its way is the next note", async ({ desk }) => {
  const slowness = await atASlowRoom(desk);
  await desk.takesACall();
  await desk.picksType("sesak", "Sesak napas atau nyeri dada");
  await desk.picksPlace("bahnhofstrasse schaan", "Bahnhofstrasse");
  await desk.proposes();
  await desk.sends();
  const note = desk.incident.getByRole("textbox", { name: "Tambah catatan" });
  await note.focus();
  await desk.types("gang sempit");
  slowness.begins("submit");
  await desk.presses("Enter");
  await desk.types("ada anjing");
  await expect(desk.incident).toContainText("gang sempit");
  slowness.ends();
  await desk.presses("Enter");
  await expect(desk.incident).toContainText("ada anjing");
  await expect(desk.incident.getByText("gang sempit")).toHaveCount(1);
  await expect(note).toHaveValue("");
});
