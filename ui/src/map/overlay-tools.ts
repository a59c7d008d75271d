import type { LayerSpecification } from "maplibre-gl";
import { ofType } from "./expressions";
import { SEMIBOLD } from "./fonts";
import type { Palette } from "./palette";

function planned(p: Palette): LayerSpecification[] {
  return [
    {
      id: "planned area",
      type: "fill",
      source: "planned",
      filter: ofType("Polygon"),
      paint: { "fill-color": p.closed, "fill-opacity": 0.14 },
    },
    {
      id: "planned edge",
      type: "line",
      source: "planned",
      filter: ofType("Polygon"),
      paint: { "line-color": p.closed, "line-width": 2, "line-dasharray": [2, 1.5] },
    },
    {
      id: "planned roads edge",
      type: "line",
      source: "planned",
      filter: ofType("LineString"),
      paint: { "line-color": p.halo, "line-width": 7, "line-opacity": 0.8 },
    },
    {
      id: "planned roads",
      type: "line",
      source: "planned",
      filter: ofType("LineString"),
      layout: { "line-cap": "round" },
      paint: { "line-color": p.closed, "line-width": 4 },
    },
    corners("planned corners", "planned", p, p.closed),
  ];
}

const corners = (
  id: string,
  source: "planned" | "measure",
  p: Palette,
  colour: string,
): LayerSpecification => ({
  id,
  type: "circle",
  source,
  filter: ofType("Point"),
  paint: {
    "circle-radius": 4.5,
    "circle-color": p.halo,
    "circle-stroke-color": colour,
    "circle-stroke-width": 2.5,
  },
});

function measure(p: Palette): LayerSpecification[] {
  return [
    {
      id: "measure edge",
      type: "line",
      source: "measure",
      filter: ofType("LineString"),
      paint: { "line-color": p.halo, "line-width": 6, "line-opacity": 0.8 },
    },
    {
      id: "measure line",
      type: "line",
      source: "measure",
      filter: ofType("LineString"),
      paint: { "line-color": p.focus, "line-width": 2.5, "line-dasharray": [3, 1.5] },
    },
    corners("measure corners", "measure", p, p.focus),
    {
      id: "measure length",
      type: "symbol",
      source: "measure",
      filter: ofType("Point"),
      layout: {
        "text-field": ["get", "label"],
        "text-font": SEMIBOLD,
        "text-size": 14,
        "text-anchor": "bottom",
        "text-offset": [0, -0.8],
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 2 },
    },
  ];
}

/** What the hand draws, above everything. */
export function toolLayers(p: Palette): LayerSpecification[] {
  return [...planned(p), ...measure(p)];
}
