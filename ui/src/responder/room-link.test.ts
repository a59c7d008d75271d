import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Backend, Listener } from "../backend/backend";
import type { Command } from "../generated/Command";
import type { Problem } from "../generated/Problem";
import { type LinkState, PatchyLink } from "./room-link";

const report: Command = { do: "report", incident: "i", unit: "DMK-1", status: { is: "en_route" } };
const refusal: Problem = { kind: "refusal", code: "status_order", message: "Tidak bisa.", retry: false };

/** A line whose answers the test gives, or never gives. */
class Line {
  listener: Listener | null = null;
  closed = false;
  answers: { resolve(value: unknown): void; reject(problem: Problem): void }[] = [];

  backend: Backend = {
    ask: () =>
      new Promise((resolve, reject) => this.answers.push({ resolve: resolve as () => void, reject })),
    watch: (listener) => {
      this.listener = listener;
    },
    close: () => {
      this.closed = true;
    },
  };
}

function phone() {
  const lines: Line[] = [];
  const links: LinkState[] = [];
  const link = new PatchyLink(() => {
    const line = new Line();
    lines.push(line);
    return line.backend;
  }, 1000);
  const close = link.open({ link: (state) => links.push(state), push: () => {} });
  return { lines, links, link, close };
}

describe("a phone's line to the room", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("answers null once it is done, and the problem where the room says no", async () => {
    const { lines, link } = phone();
    const done = link.submit("1", report, "id");
    lines[0]?.answers[0]?.resolve({ seq: 1 });
    expect(await done).toBe(null);
    const refused = link.submit("2", report, "id");
    lines[0]?.answers[1]?.reject(refusal);
    expect(await refused).toEqual(refusal);
  });

  it("dials anew where no answer comes, says the line is down, and lets the asker keep what it asked", async () => {
    const { lines, links, link } = phone();
    const lost = link.submit("1", report, "id").catch(() => "no answer");
    vi.advanceTimersByTime(1000);
    expect(await lost).toBe("no answer");
    expect(lines.map(({ closed }) => closed)).toEqual([true, false]);
    lines[1]?.listener?.link("open");
    expect(links).toEqual(["down", "up"]);
  });

  it("does not listen to a line it hung up", () => {
    const { lines, links, link } = phone();
    link.submit("1", report, "id").catch(() => {});
    vi.advanceTimersByTime(1000);
    lines[0]?.listener?.link("open");
    expect(links).toEqual(["down"]);
  });

  it("dials once, however many answers are overdue", () => {
    const { lines, link } = phone();
    for (const id of ["1", "2", "3"]) link.submit(id, report, "id").catch(() => {});
    vi.advanceTimersByTime(5000);
    expect(lines.length).toBe(2);
  });

  it("dials anew when the phone says that the signal is gone or back", () => {
    const { lines, links, link } = phone();
    lines[0]?.listener?.link("open");
    link.redial();
    expect(links).toEqual(["up", "down"]);
    expect(lines.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it("says so where the room does not know the token", () => {
    const { lines, links } = phone();
    lines[0]?.listener?.link("refused");
    expect(links).toEqual(["expired"]);
  });

  it("dials no more once it is closed", async () => {
    const { lines, link, close } = phone();
    close();
    expect(await link.page("id").catch(() => "closed")).toBe("closed");
    link.redial();
    vi.advanceTimersByTime(5000);
    expect(lines.length).toBe(1);
  });
});
