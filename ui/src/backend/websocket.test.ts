import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ServerFrame } from "../generated/ServerFrame";
import { isProblem, type Link, newId } from "./backend";
import { SILENCE_MS, WebSocketBackend } from "./websocket";

/** A room's socket as the test plays it. */
class FakeSocket {
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.onclose?.({ code: 1000 });
  }

  says(frame: ServerFrame | { welcome: unknown }): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  welcome(): void {
    this.onopen?.();
    this.says({ welcome: { as: "dispatcher", desk: "Meja 1" } });
  }
}

function line() {
  const sockets: FakeSocket[] = [];
  const pauses: number[] = [];
  const links: Link[] = [];
  let next: () => void = () => {};
  const backend = new WebSocketBackend(
    "ws://room/ws",
    "token",
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    (ms, then) => {
      pauses.push(ms);
      next = then;
    },
  );
  backend.watch({ push: () => {}, link: (link) => links.push(link) });
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error("nothing was dialled");
    return socket;
  };
  return { backend, sockets, pauses, links, last, redial: () => next() };
}

const hold = { ask: "submit", id: newId(), command: { do: "hold", call: "c-1" } } as const;
const find = { ask: "find_types", typed: "api" } as const;

describe("the line to the room", () => {
  it("shows its token first and gives each answer to who asked", async () => {
    const { backend, last, links } = line();
    last().welcome();
    const first = backend.ask(find, "id");
    const second = backend.ask({ ask: "find_types", typed: "sesak" }, "id");
    expect(last().sent).toEqual([
      { token: "token" },
      { id: 1, language: "id", request: find },
      { id: 2, language: "id", request: { ask: "find_types", typed: "sesak" } },
    ]);
    last().says({ id: 2, answer: { answer: "types", value: ["breathing"] } });
    last().says({ id: 1, answer: { answer: "types", value: ["fire-house"] } });
    expect(await first).toEqual(["fire-house"]);
    expect(await second).toEqual(["breathing"]);
    expect(links).toEqual(["connecting", "open"]);
  });

  it("hands on the room's own words where it says no", async () => {
    const { backend, last } = line();
    last().welcome();
    const asked = backend.ask(hold, "en");
    const problem = {
      kind: "refusal",
      code: "call_closed",
      message: "Call P-7 is closed.",
      retry: false,
    } as const;
    last().says({ id: 1, problem });
    await expect(asked).rejects.toEqual(problem);
  });

  it("sends an unanswered command again under the same id, and only that", async () => {
    const { backend, last, redial, sockets } = line();
    last().welcome();
    const command = backend.ask(hold, "id");
    const question = backend.ask(find, "id");
    last().onclose?.({ code: 1006 });
    await expect(question).rejects.toSatisfy(isProblem);
    redial();
    last().welcome();
    expect(sockets).toHaveLength(2);
    expect(last().sent).toEqual([{ token: "token" }, { id: 1, language: "id", request: hold }]);
    last().says({ id: 1, answer: { answer: "receipt", value: { seq: 7 } } });
    expect(await command).toEqual({ seq: 7 });
  });

  it("keeps a command that is given while the line is down", async () => {
    const { backend, last, redial } = line();
    last().onclose?.({ code: 1006 });
    const command = backend.ask(hold, "id");
    redial();
    last().welcome();
    expect(last().sent.at(-1)).toMatchObject({ request: { id: hold.id } });
    last().says({ id: 1, answer: { answer: "receipt", value: { seq: 3 } } });
    expect(await command).toEqual({ seq: 3 });
  });

  it("waits longer each time until the room is back, then starts over", () => {
    const { last, redial, pauses } = line();
    for (let times = 0; times < 6; times += 1) {
      last().onclose?.({ code: 1006 });
      redial();
    }
    expect(pauses).toEqual([200, 500, 1000, 2000, 3000, 3000]);
    last().welcome();
    last().onclose?.({ code: 1006 });
    expect(pauses.at(-1)).toBe(200);
  });

  describe("that falls silent", () => {
    beforeEach(() => {
      vi.useFakeTimers();
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it("is given up, and the command goes out on a new one", async () => {
      const { backend, last, redial, links } = line();
      last().welcome();
      const command = backend.ask(hold, "id");
      vi.advanceTimersByTime(SILENCE_MS);
      expect(links.at(-1)).toBe("lost");
      redial();
      last().welcome();
      last().says({ id: 1, answer: { answer: "receipt", value: { seq: 8 } } });
      expect(await command).toEqual({ seq: 8 });
    });

    it("is given up also while nothing is asked of it: a deaf desk hears no ring", () => {
      const { last, links, pauses } = line();
      last().welcome();
      vi.advanceTimersByTime(SILENCE_MS);
      expect(links.at(-1)).toBe("lost");
      expect(pauses).toHaveLength(1);
    });

    it("is trusted while the room has a word, whatever it is about", () => {
      const { backend, last, links } = line();
      last().welcome();
      const words = [{ alive: 0 }, { push: { seq: 1, now: 0, changes: [] } }, { alive: 5_000 }];
      for (const word of words) {
        vi.advanceTimersByTime(SILENCE_MS - 1);
        last().says(word);
        expect(links.at(-1)).toBe("open");
      }
      void backend.ask(hold, "id");
      vi.advanceTimersByTime(SILENCE_MS - 1);
      expect(links.at(-1)).toBe("open");
      backend.close();
    });

    it("is dialled anew where nobody opens", () => {
      const { links, pauses } = line();
      vi.advanceTimersByTime(SILENCE_MS);
      expect(links.at(-1)).toBe("lost");
      expect(pauses).toHaveLength(1);
    });
  });

  it("does not knock again where it isn't let in", () => {
    const { last, pauses, links } = line();
    last().onclose?.({ code: 4401 });
    expect(pauses).toEqual([]);
    expect(links.at(-1)).toBe("refused");
  });
});

it("makes ids of version 4, each its own", () => {
  const ids = Array.from({ length: 100 }, newId);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(ids).size).toBe(100);
});
