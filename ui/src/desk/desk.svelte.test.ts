import { describe, expect, it, vi } from "vitest";
import type { AnswerTo, Backend, Listener } from "../backend/backend";
import type { Push } from "../generated/Push";
import type { Request } from "../generated/Request";
import type { Snapshot } from "../generated/Snapshot";
import { NOW, RATE, region, unitView } from "../testing/views";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
const { Desk } = await import("./desk.svelte");
const { toasts } = await import("./toasts.svelte");

function snapshot(seq: number): Snapshot {
  return {
    seq,
    now: NOW,
    you: { as: "dispatcher", desk: "Meja 1" },
    region,
    catalogue: {
      capabilities: [{ key: "pump", name: { id: "Mobil pompa", en: "Fire pump" } }],
      types: [],
    },
    calls: [],
    incidents: [],
    units: [unitView("DMK-1")],
    closures: [],
    stations: [],
    zones: [],
    handovers: [],
    alarms: [],
    health: { journal: "safe", places: "ready", watching: 1, stale_units: 0, alarms: RATE },
  };
}

/** A room whose answers the test gives when it likes. */
class FakeRoom implements Backend {
  asked: Request[] = [];
  listener: Listener | null = null;
  #answers: { resolve(value: unknown): void; reject(problem: unknown): void }[] = [];

  ask<R extends Request>(request: R): Promise<AnswerTo<R>> {
    this.asked.push(request);
    return new Promise<unknown>((resolve, reject) => {
      this.#answers.push({ resolve, reject });
    }) as Promise<AnswerTo<R>>;
  }

  watch(listener: Listener): void {
    this.listener = listener;
  }

  close(): void {}

  async answers(value: unknown): Promise<void> {
    this.#answers.shift()?.resolve(value);
    await Promise.resolve();
    await Promise.resolve();
  }

  async refuses(problem: unknown): Promise<void> {
    this.#answers.shift()?.reject(problem);
    await Promise.resolve();
    await Promise.resolve();
  }
}

function push(seq: number, ...changes: Push["changes"]): Push {
  return { seq, now: NOW + seq, changes };
}

const unit = (id: string, status: "notified" | "en_route") =>
  ({ change: "unit", value: unitView(id, { status: { is: status } }) }) as const;

async function opened() {
  const room = new FakeRoom();
  const desk = new Desk(room);
  room.listener?.link("open");
  await room.answers(snapshot(40));
  return { room, desk };
}

describe("the desk", () => {
  it("asks for the snapshot when the link opens, and shows it", async () => {
    const { room, desk } = await opened();
    expect(room.asked).toEqual([{ ask: "snapshot" }]);
    expect(desk.room?.region.name).toBe("Banyuwangi");
    expect(desk.capability("pump")).toBe("Mobil pompa");
    expect(desk.seq).toBe(40);
  });

  it("keeps what is pushed while the snapshot is on its way, and leaves out what that has already", async () => {
    const room = new FakeRoom();
    const desk = new Desk(room);
    room.listener?.link("open");
    room.listener?.push(push(39, unit("DMK-9", "notified")));
    room.listener?.push(push(41, unit("DMK-1", "en_route")));
    expect(desk.units.size).toBe(0);
    await room.answers(snapshot(40));
    expect([...desk.units.keys()]).toEqual(["DMK-1"]);
    expect(desk.units.get("DMK-1")?.status).toEqual({ is: "en_route" });
    expect(desk.seq).toBe(41);
  });

  it("starts over where the room says that too much was missed", async () => {
    const { room, desk } = await opened();
    room.listener?.push(push(60, { change: "missed" }));
    expect(room.asked.at(-1)).toEqual({ ask: "snapshot" });
    await room.answers(snapshot(60));
    expect(desk.seq).toBe(60);
  });

  it("starts over when the link comes back", async () => {
    const { room, desk } = await opened();
    room.listener?.link("lost");
    expect(desk.link).toBe("lost");
    room.listener?.link("open");
    await room.answers(snapshot(55));
    expect(desk.seq).toBe(55);
  });

  it("answers a command by its receipt, and a refusal by the room's sentence on the screen", async () => {
    const { room, desk } = await opened();
    const done = desk.submit({ do: "hold", call: "c-1" });
    await room.answers({ seq: 44 });
    expect(await done).toBe(44);
    const refused = desk.submit({ do: "hold", call: "c-1" });
    await room.refuses({
      kind: "refusal",
      code: "call_stage",
      message: "Panggilan sudah ditahan.",
      retry: false,
    });
    expect(await refused).toBeNull();
    expect(toasts.standing.at(-1)?.says()).toBe("Panggilan sudah ditahan.");
  });

  it("gives every command its own id", async () => {
    const { room, desk } = await opened();
    void desk.submit({ do: "hold", call: "c-1" });
    void desk.submit({ do: "hold", call: "c-1" });
    const ids = room.asked.flatMap((request) => (request.ask === "submit" ? [request.id] : []));
    expect(new Set(ids).size).toBe(2);
  });
});
