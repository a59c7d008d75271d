import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Assessment } from "../generated/Assessment";
import { Assessor, type Question } from "./assessor.svelte";

function assessment(epoch: number, seq: number): Assessment {
  return { seq, similar: [], recommendation: null, ways: [], epoch, took_us: 300, off_road: false };
}

function room() {
  const asked: Question[] = [];
  const waiting: { resolve(value: Assessment): void; reject(why: unknown): void }[] = [];
  const assessor = new Assessor((question) => {
    asked.push(question);
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  });
  const turns = async () => {
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
  };
  return {
    asked,
    assessor,
    answers: async (epoch: number, seq = 0) => {
      waiting.shift()?.resolve(assessment(epoch, seq));
      await turns();
    },
    fails: async () => {
      waiting.shift()?.reject(new Error("no link"));
      await turns();
    },
  };
}

const first = { ask: "assess", call: "c-1" } as const;
const second = { ask: "assess", call: "c-2" } as const;

describe("who should go", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("asks once while an answer is on its way, and again when it has come", async () => {
    const { asked, assessor, answers } = room();
    for (const place of ["", "47,1", "47,2", "47,3"]) assessor.about(first, place);
    expect(asked).toHaveLength(1);
    await answers(1);
    expect(asked).toHaveLength(2);
    await answers(2);
    expect(asked).toHaveLength(2);
    expect(assessor.assessment?.epoch).toBe(2);
  });

  it("never shows one call's answer for another", async () => {
    const { assessor, answers } = room();
    assessor.about(first);
    assessor.about(second);
    await answers(1);
    expect(assessor.assessment).toBeNull();
    await answers(2);
    expect(assessor.assessment?.epoch).toBe(2);
  });

  it("asks at most once a second while units move", async () => {
    const { asked, assessor, answers } = room();
    assessor.about(first);
    await answers(1);
    for (let moves = 0; moves < 30; moves += 1) assessor.worldChanged();
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    expect(asked).toHaveLength(2);
  });

  it("lets the last answer stand where the next one does not come", async () => {
    const { assessor, answers, fails } = room();
    assessor.about(first);
    await answers(1);
    assessor.about(first, "another place");
    await fails();
    expect(assessor.assessment?.epoch).toBe(1);
  });

  it("does not ask again where nothing it rests on has changed", async () => {
    const { asked, assessor, answers } = room();
    assessor.about(first, "house fire at the market");
    await answers(1);
    assessor.about({ ...first }, "house fire at the market");
    expect(asked).toHaveLength(1);
  });

  describe("asked together with what changes it", () => {
    const table = [
      { name: "told of the change before the answer", told: 7, before: true, answered: 7, asks: 1 },
      { name: "told of the change after the answer", told: 7, before: false, answered: 7, asks: 1 },
      { name: "answered with what came later still", told: 7, before: true, answered: 9, asks: 1 },
      { name: "answered without the change", told: 7, before: true, answered: 6, asks: 2 },
      { name: "answered without the change, told of it later", told: 7, before: false, answered: 6, asks: 2 },
    ];
    it.each(table)("$name: asks $asks times", async ({ told, before, answered, asks }) => {
      const { asked, assessor, answers } = room();
      assessor.about(first, "a fall", 5);
      await answers(1, 5);
      asked.length = 0;
      assessor.again();
      if (before) assessor.about({ ...first }, "a fire", told);
      await answers(2, answered);
      if (!before) assessor.about({ ...first }, "a fire", told);
      expect(asked).toHaveLength(asks);
      expect(assessor.assessment?.epoch).toBe(2);
    });
  });

  it("tells when the latest question has been answered", async () => {
    const { assessor, answers } = room();
    let settled = false;
    assessor.about(first, "here");
    assessor.about(first, "there");
    void assessor.settled().then(() => {
      settled = true;
    });
    await answers(1);
    expect(settled).toBe(false);
    await answers(2);
    expect(settled).toBe(true);
  });

  it("says how it is with the answer", async () => {
    const { assessor, answers, fails } = room();
    expect(assessor.standing).toBe("nothing");
    assessor.about(first);
    expect(assessor.standing).toBe("reckoning");
    vi.advanceTimersByTime(3000);
    expect(assessor.standing).toBe("slow");
    await fails();
    expect(assessor.standing).toBe("failed");
    assessor.again();
    expect(assessor.standing).toBe("reckoning");
    await answers(1);
    expect(assessor.standing).toBe("told");
    assessor.about(first, "another place");
    await fails();
    expect(assessor.standing, "the last answer stands").toBe("old");
    assessor.about(second);
    expect(assessor.standing).toBe("reckoning");
  });

  it("is silent where there is nothing to ask about", () => {
    const { asked, assessor } = room();
    assessor.about(null);
    expect(asked).toEqual([]);
    expect(assessor.assessment).toBeNull();
  });
});
