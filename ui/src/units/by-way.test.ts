import { describe, expect, it } from "vitest";
import { en } from "../words/en";
import { id } from "../words/id";
import { mainStreets } from "./by-way";

const legs = (...told: [string, number][]) => told.map(([name, length_m]) => ({ name, length_m }));

describe("a way in one line", () => {
  it.each([
    ["nothing where no street has a name", legs(), ""],
    ["every street of a short way", legs(["Ahmad Yani", 900], ["Sutomo", 40]), "Ahmad Yani → Sutomo"],
    [
      "the longest of many, as they are driven",
      legs(["Gang 2", 30], ["Ahmad Yani", 900], ["Sutomo", 120], ["Basuki Rahmat", 700], ["Mawar", 300]),
      "Ahmad Yani → Basuki Rahmat → Mawar",
    ],
    [
      "a street once that goes on behind a bridge left out",
      legs(["Kenanga", 400], ["Jembatan Lama", 50], ["Kenanga", 350], ["Cempaka", 300]),
      "Kenanga → Cempaka",
    ],
  ])("tells %s", (_, streets, told) => expect(mainStreets(streets)).toBe(told));

  it("reads as a sentence in both languages", () => {
    const streets = mainStreets(legs(["Jl. Ahmad Yani", 900], ["Jl. Basuki Rahmat", 700]));
    expect(id.arrival.via(streets)).toBe("lewat Jl. Ahmad Yani → Jl. Basuki Rahmat");
    expect(en.arrival.via(streets)).toBe("via Jl. Ahmad Yani → Jl. Basuki Rahmat");
  });
});
