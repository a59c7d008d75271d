import { describe, expect, it } from "vitest";
import { declutter } from "./declutter";

const at = (x: number, y: number, label = "AMB-1") => ({ x, y, label });

describe("labels", () => {
  it.each([
    ["apart are all written", [at(0, 0), at(100, 0), at(0, 100)], [true, true, true]],
    ["on each other are written once", [at(0, 0), at(0, 0), at(10, 5)], [true, false, false]],
    ["side by side are written", [at(0, 0), at(36, 0)], [true, true]],
    ["that reach far keep their whole length", [at(0, 0, "K-1024 · Kebakaran"), at(100, 0)], [true, false]],
    ["below each other are written", [at(0, 0), at(0, 28)], [true, true]],
    ["that say nothing take no place", [at(0, 0, ""), at(0, 0)], [false, true]],
  ])("%s", (_, points, expected) => {
    expect(declutter(points)).toEqual(expected);
  });
});
