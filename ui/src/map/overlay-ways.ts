import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { coloured } from "./expressions";
import { SEMIBOLD } from "./fonts";
import type { Palette } from "./palette";

/** The ways of units: each service's in its colour and on its side of the road, each unit's with its name. */
export function wayLayers(p: Palette): LayerSpecification[] {
  // Where services share a road their ways run side by side.
  const beside: ExpressionSpecification = [
    "match",
    ["get", "service"],
    "medical",
    5,
    "police",
    -5,
    "rescue",
    10,
    0,
  ];
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  return [
    {
      id: "way edges",
      type: "line",
      source: "ways",
      layout,
      paint: { "line-color": p.halo, "line-width": 8, "line-opacity": 0.75, "line-offset": beside },
    },
    {
      id: "ways",
      type: "line",
      source: "ways",
      layout,
      paint: {
        "line-color": coloured("service", p.service, p.ink),
        "line-width": 4,
        "line-dasharray": [0.2, 1.7],
        "line-offset": beside,
      },
    },
    {
      // Two of one service have one colour.
      id: "way names",
      type: "symbol",
      source: "ways",
      minzoom: 10,
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 260,
        "text-field": ["get", "id"],
        "text-font": SEMIBOLD,
        "text-size": 11,
        "text-max-angle": 40,
        "text-padding": 8,
      },
      paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 2 },
    },
  ];
}
