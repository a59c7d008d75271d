import type { LayerSpecification } from "maplibre-gl";
import { describe, expect, it } from "vitest";
import { grown } from "./growth";
import { unitLayers } from "./overlay-units";
import { palettes } from "./palette";

const symbol = (layout: object): LayerSpecification => ({ id: "s", type: "symbol", source: "s", layout });

describe("what grows with the type", () => {
  it.each<[string, object, object]>([
    ["a size", { "text-size": 12 }, { "text-size": 24 }],
    [
      "a size that grows with the zoom",
      { "text-size": ["interpolate", ["linear"], ["zoom"], 13, 10, 17, 13] },
      { "text-size": ["interpolate", ["linear"], ["zoom"], 13, 20, 17, 26] },
    ],
    [
      "a size in steps",
      { "text-size": ["step", ["zoom"], 10, 12, 13] },
      { "text-size": ["step", ["zoom"], 20, 12, 26] },
    ],
    [
      "how far apart signs stand",
      {
        "icon-offset": [
          "match",
          ["get", "slot"],
          1,
          ["literal", [0, 25]],
          2,
          ["literal", [0, 50]],
          ["literal", [0, 0]],
        ],
      },
      {
        "icon-offset": [
          "match",
          ["get", "slot"],
          1,
          ["literal", [0, 50]],
          2,
          ["literal", [0, 100]],
          ["literal", [0, 0]],
        ],
      },
    ],
    ["no offset of a text, which is in its own size", { "text-offset": [0, 1] }, { "text-offset": [0, 1] }],
  ])("%s", (_, before, after) => {
    expect(grown([symbol(before)], 2)[0]).toEqual(symbol(after));
  });

  it("nothing where the type is as designed", () => {
    const layers = unitLayers(palettes.dark);
    expect(grown(layers, 1)).toBe(layers);
  });
});
