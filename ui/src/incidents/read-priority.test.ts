import { describe, expect, it } from "vitest";
import { readPriority } from "./read-priority";

describe("a priority as it is typed", () => {
  it.each([
    ["2 korban bertambah", { priority: 2, why: "korban bertambah" }],
    ["p1: anak terjebak", { priority: 1, why: "anak terjebak" }],
    ["  4 - sudah padam ", { priority: 4, why: "sudah padam" }],
  ])("is read: %s", (typed, read) => expect(readPriority(typed)).toEqual(read));

  it.each(["", "2", "6 parah", "korban bertambah", "12 orang"])("is not read: %s", (typed) =>
    expect(readPriority(typed)).toBeNull(),
  );
});
