import { describe, expect, it } from "vitest";
import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { Command } from "../generated/Command";
import type { Problem } from "../generated/Problem";
import { type Keeping, Outbox } from "./outbox";

const report = (is: "acknowledged" | "en_route" | "on_scene"): Command => {
  const status: AssignmentStatus = { is };
  return { do: "report", incident: "i-1", unit: "DMK-1", status };
};

function phone(): Keeping {
  const drawer = new Map<string, string>();
  return { getItem: (key) => drawer.get(key) ?? null, setItem: (key, value) => void drawer.set(key, value) };
}

const refusal: Problem = { kind: "refusal", code: "status_order", message: "Sudah di lokasi.", retry: false };
const busy: Problem = { kind: "unavailable", code: "journal_busy", message: "Sebentar.", retry: true };

/** A room that does each id once, behind a link that can be cut before or after the room hears. */
class Room {
  readonly heard: string[] = [];
  readonly done = new Map<string, Command>();
  link: "up" | "down" | "answers_lost" = "up";
  answer: Problem | null = null;

  submit = async (id: string, command: Command): Promise<Problem | null> => {
    await Promise.resolve();
    if (this.link === "down") throw new Error("link lost");
    this.heard.push(id);
    if (this.answer) return this.answer;
    this.done.set(id, command);
    if (this.link === "answers_lost") throw new Error("link lost");
    return null;
  };
}

const soon = () => new Promise((done) => setTimeout(done));

describe("a responder's outbox", () => {
  it("sends at once while the link is up", async () => {
    const room = new Room();
    const outbox = new Outbox(phone(), room.submit, () => {});
    outbox.press("1", report("acknowledged"));
    expect(outbox.sending).toBe("1");
    await soon();
    expect([...room.done.keys()]).toEqual(["1"]);
    expect(outbox.waiting).toEqual([]);
  });

  it("keeps the order of pressing while the link is down, and sends it once the link is back", async () => {
    const room = new Room();
    room.link = "down";
    const outbox = new Outbox(phone(), room.submit, () => {});
    outbox.press("1", report("acknowledged"));
    outbox.press("2", report("en_route"));
    outbox.press("3", report("on_scene"));
    await soon();
    expect(outbox.waiting.map(({ id }) => id)).toEqual(["1", "2", "3"]);
    expect(outbox.sending).toBe(null);
    room.link = "up";
    await outbox.deliver();
    expect([...room.done.values()]).toEqual([report("acknowledged"), report("en_route"), report("on_scene")]);
  });

  it("sends the same id again when only the answer was lost, so nothing is done twice", async () => {
    const room = new Room();
    room.link = "answers_lost";
    const outbox = new Outbox(phone(), room.submit, () => {});
    outbox.press("1", report("acknowledged"));
    await soon();
    room.link = "up";
    await outbox.deliver();
    expect(room.heard).toEqual(["1", "1"]);
    expect(room.done.size).toBe(1);
  });

  it("has one command on its way, however often it is asked to deliver", async () => {
    const room = new Room();
    const outbox = new Outbox(phone(), room.submit, () => {});
    outbox.press("1", report("acknowledged"));
    outbox.press("2", report("en_route"));
    await Promise.all([outbox.deliver(), outbox.deliver(), outbox.deliver()]);
    await soon();
    expect(room.heard).toEqual(["1", "2"]);
  });

  it("survives a reload of the page with order and ids", async () => {
    const storage = phone();
    const room = new Room();
    room.link = "down";
    const before = new Outbox(storage, room.submit, () => {});
    before.press("1", report("acknowledged"));
    before.press("2", report("en_route"));
    await soon();
    room.link = "up";
    const after = new Outbox(storage, room.submit, () => {});
    await after.deliver();
    expect(room.heard).toEqual(["1", "2"]);
    expect(new Outbox(storage, room.submit, () => {}).waiting).toEqual([]);
  });

  it("takes what the room refuses out of the line, shows why, and goes on", async () => {
    const room = new Room();
    room.answer = refusal;
    const outbox = new Outbox(phone(), room.submit, () => {});
    outbox.press("1", report("acknowledged"));
    await soon();
    expect(outbox.refused.map(({ id, message }) => [id, message])).toEqual([["1", "Sudah di lokasi."]]);
    room.answer = null;
    outbox.press("2", report("en_route"));
    await soon();
    expect([...room.done.keys()]).toEqual(["2"]);
    outbox.dismiss("1");
    expect(outbox.refused).toEqual([]);
  });

  it("lets what the room can't take now stay first in line", async () => {
    const room = new Room();
    room.answer = busy;
    const outbox = new Outbox(phone(), room.submit, () => {});
    outbox.press("1", report("acknowledged"));
    outbox.press("2", report("en_route"));
    await soon();
    expect(outbox.waiting.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(outbox.refused).toEqual([]);
  });

  it.each(["", "{}", "not json", "null"])("starts empty from a spoilt drawer: %s", (text) => {
    const spoilt: Keeping = { getItem: () => text, setItem: () => {} };
    expect(new Outbox(spoilt, new Room().submit, () => {}).waiting).toEqual([]);
  });

  it("works on, without keeping, where the phone's storage is full", async () => {
    const room = new Room();
    const full: Keeping = {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    };
    new Outbox(full, room.submit, () => {}).press("1", report("acknowledged"));
    await soon();
    expect(room.heard).toEqual(["1"]);
  });
});
