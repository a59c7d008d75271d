import { describe, expect, it } from "vitest";
import { Search } from "./search.svelte";

function room() {
  const asked: string[] = [];
  const waiting: { resolve(found: string[]): void; reject(why: unknown): void }[] = [];
  const search = new Search<string>((typed) => {
    asked.push(typed);
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  });
  const turns = async () => {
    for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
  };
  return {
    search,
    asked,
    finds: async (...found: string[]) => {
      waiting.shift()?.resolve(found);
      await turns();
    },
    fails: async () => {
      waiting.shift()?.reject(new Error("no link"));
      await turns();
    },
  };
}

describe("a search while it is being typed", () => {
  it("asks for the first text at once, and then for the latest alone", async () => {
    const { search, asked, finds } = room();
    for (const typed of ["m", "ma", "mas", "masjid"]) search.type(typed);
    expect(asked).toEqual(["m"]);
    await finds("Muncar");
    expect(asked).toEqual(["m", "masjid"]);
    await finds("Masjid Agung");
    expect(search.found).toEqual(["Masjid Agung"]);
  });

  it("tells nothing found from nothing heard", async () => {
    const { search, finds, fails } = room();
    search.type("m");
    await fails();
    expect(search.failed).toBe(true);
    expect(search.behind).toBe(false);
    search.type("ma");
    await finds();
    expect(search.failed).toBe(false);
  });

  it("says while what is found answers an earlier text, so that nobody takes the wrong place", async () => {
    const { search, finds } = room();
    search.type("m");
    search.type("masjid");
    await finds("Muncar");
    expect(search.behind).toBe(true);
    await finds("Masjid Agung");
    expect(search.behind).toBe(false);
  });

  it("finds nothing where the link is lost, and goes on with the next keystroke", async () => {
    const { search, finds, fails } = room();
    search.type("m");
    await fails();
    expect(search.found).toEqual([]);
    expect(search.behind).toBe(false);
    search.type("ma");
    await finds("Masjid Agung");
    expect(search.found).toEqual(["Masjid Agung"]);
  });
});
