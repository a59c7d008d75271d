import { validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { describe, expect, it } from "vitest";
import { region } from "../testing/views";
import { palettes } from "./palette";
import { mapStyle } from "./style";

describe("the map's style", () => {
  it.each(["dark", "light"] as const)("%s: MapLibre finds no fault in it", (theme) => {
    const style = mapStyle(region, "http://localhost/tiles/{z}/{x}/{y}.mvt", palettes[theme]);
    expect(validateStyleMin(style)).toEqual([]);
  });

  it("names no glyph or sprite files, for there is no internet", () => {
    const style = mapStyle(region, "/tiles", palettes.dark);
    expect(Object.keys(style)).toEqual(["version", "sources", "layers"]);
  });
});
