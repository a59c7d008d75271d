import { describe, expect, it } from "vitest";
import type { CoverageMap } from "../generated/CoverageMap";
import { coverageFeatures, rectangles, tones } from "./cells";

describe("the map's steps", () => {
  it("are blue within the standard, late after it, and beyond", () => {
    const table: [number[], number, string[]][] = [
      [[5, 10, 15, 20], 15, ["first", "second", "third", "late", "beyond"]],
      [[4, 8, 12], 8, ["first", "third", "late", "beyond"]],
      [[8], 8, ["first", "beyond"]],
      [[2, 4, 6, 8], 8, ["first", "second", "third", "third", "beyond"]],
    ];
    for (const [steps, within, expected] of table) expect(tones(steps, within)).toEqual(expected);
  });

  it("are joined to rectangles where cells are alike", () => {
    // Two rows of four: abbc / abbb.
    const shapes = rectangles("ab2cab3", 4);
    expect(shapes).toContainEqual({ step: 1, from: 1, to: 3, bottom: 0, top: 1 });
    expect(shapes).toContainEqual({ step: 2, from: 3, to: 4, bottom: 0, top: 1 });
    expect(shapes).toContainEqual({ step: 1, from: 1, to: 4, bottom: 1, top: 2 });
    expect(shapes).toHaveLength(3);
    expect(rectangles("b12", 4)).toEqual([{ step: 1, from: 0, to: 4, bottom: 0, top: 3 }]);
    expect(rectangles("a12", 4)).toEqual([]);
  });

  it("become one shape for each, in the right place", () => {
    const map: CoverageMap = {
      service: "fire",
      version: 7,
      steps_min: [4, 8],
      south_west: [110, -8],
      cell_deg: [0.5, 0.25],
      columns: 2,
      rows: 2,
      runs: "bacd",
    };
    const features = coverageFeatures(map, 8);
    expect(features.map((own) => own.properties.tone)).toEqual(["first", "third", "beyond"]);
    expect(features[2]?.geometry).toEqual({
      type: "MultiPolygon",
      coordinates: [
        [
          [
            [110.5, -7.75],
            [111, -7.75],
            [111, -7.5],
            [110.5, -7.5],
            [110.5, -7.75],
          ],
        ],
      ],
    });
    expect(coverageFeatures(null, 8)).toEqual([]);
  });
});
