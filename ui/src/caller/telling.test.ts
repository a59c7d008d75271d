import { describe, expect, it } from "vitest";
import { type Heard, heard, type Told } from "./room";
import { isNews, Telling } from "./telling";

const HERE: Told = { lat: -8.2, lon: 114.37, accuracy_m: 20, at: 100_000 };
const later = (ms: number, parts: Partial<Told> = {}): Told => ({ ...HERE, at: HERE.at + ms, ...parts });
const north = (metres: number) => ({ lat: HERE.lat + metres / 111_195 });

describe("a phone's reading", () => {
  const cases: [string, Told, Told | null, boolean][] = [
    ["the first", HERE, null, true],
    ["the same, soon", later(1_000), HERE, false],
    ["the same, later", later(30_000), HERE, false],
    ["that it is still there", later(60_000), HERE, true],
    ["farther on, but too soon", later(4_999, north(500)), HERE, false],
    ["farther on", later(5_000, north(40)), HERE, true],
    ["within what it knew", later(5_000, north(8)), HERE, false],
    ["much finer", later(5_000, { accuracy_m: 8 }), HERE, true],
    ["a little finer", later(5_000, { accuracy_m: 18 }), HERE, false],
    ["vaguer", later(5_000, { accuracy_m: 300 }), HERE, false],
  ];
  it.each(cases)("is told when it says more: %s", (_why, reading, last, expected) => {
    expect(isNews(reading, last)).toBe(expected);
  });
});

describe("telling the room", () => {
  it("tells one at a time, and again what did not arrive", async () => {
    const told: Told[] = [];
    const answers: Heard[] = ["lost", "kept"];
    const hears: Heard[] = [];
    const fix = (own: Told) => {
      told.push(own);
      return Promise.resolve(answers.shift() ?? "kept");
    };
    const telling = new Telling({ link: () => Promise.resolve("kept"), fix }, (own) => hears.push(own));
    await Promise.all([telling.read(HERE), telling.read(later(6_000, north(90)))]);
    expect(told).toEqual([HERE]);
    await telling.read(later(1_000));
    await telling.read(later(2_000));
    expect(told).toEqual([HERE, later(1_000)]);
    expect(hears).toEqual(["lost", "kept"]);
  });

  const statuses: [number, Heard][] = [
    [204, "kept"],
    [410, "ended"],
    [429, "too_often"],
    [503, "lost"],
    [404, "lost"],
  ];
  it.each(statuses)("knows what %s means", (status, expected) => {
    expect(heard(status)).toBe(expected);
  });
});
