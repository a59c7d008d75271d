import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
} from "maplibre-gl";
import { coloured, ofType } from "./expressions";
import { REGULAR, SEMIBOLD } from "./fonts";
import { toolLayers } from "./overlay-tools";
import { CLUSTERED, unitLayers } from "./overlay-units";
import { wayLayers } from "./overlay-ways";
import type { Palette } from "./palette";

/** The sources that a desk's own things are drawn from, each fed by one `SourceFeed`. */
export const OVERLAYS = [
  "coverage",
  "goal",
  "stations",
  "closures",
  "circles",
  "ways",
  "waiting",
  "units",
  "incidents",
  "planned",
  "measure",
  "draft",
] as const;
export type Overlay = (typeof OVERLAYS)[number];

/** Layers that answer to a click, by what a click on them selects. */
export const CLICKABLE = {
  units: "units",
  waiting: "waiting",
  clusters: "clusters",
  incidents: "incidents",
} as const;

const empty: GeoJSONSourceSpecification = {
  type: "geojson",
  data: { type: "FeatureCollection", features: [] },
  promoteId: "id",
  // Ways and circles keep their corners at every zoom.
  tolerance: 0.1,
};

export function overlaySources(): StyleSpecification["sources"] {
  return Object.fromEntries(
    OVERLAYS.map((name) => [name, name === "waiting" ? { ...empty, ...CLUSTERED } : { ...empty }]),
  );
}

/** A width that is small where the whole region is seen and full where streets are. */
const growing = (far: number, near: number): ExpressionSpecification => [
  "interpolate",
  ["linear"],
  ["zoom"],
  10,
  far,
  14,
  near,
];

/** Where a whole province is seen, what lies on each other is drawn smaller. */
const FROM_AFAR: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 6, 0.6, 11, 1];

/** How soon free units reach each place; under the roads, so that these stay legible. */
export function coverageLayers(p: Palette): LayerSpecification[] {
  const beyond: ExpressionSpecification = ["==", ["get", "tone"], "beyond"];
  // Neighbouring shapes would show their seams if their edges were smoothed.
  const paint = { "fill-antialias": false };
  return [
    {
      id: "coverage",
      type: "fill",
      source: "coverage",
      filter: ["!", beyond],
      paint: { ...paint, "fill-color": coloured("tone", p.coverage, p.land), "fill-opacity": 0.62 },
    },
    {
      id: "coverage beyond",
      type: "fill",
      source: "coverage",
      filter: beyond,
      paint: { ...paint, "fill-pattern": "unreached", "fill-opacity": 0.75 },
    },
  ];
}

/** Where a proposed unit would stand, and its way there. */
function goal(p: Palette): LayerSpecification[] {
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  return [
    {
      id: "goal way edges",
      type: "line",
      source: "goal",
      filter: ofType("LineString"),
      layout,
      paint: { "line-color": p.halo, "line-width": 7, "line-opacity": 0.8 },
    },
    {
      id: "goal way",
      type: "line",
      source: "goal",
      filter: ofType("LineString"),
      layout,
      paint: { "line-color": p.focus, "line-width": 3, "line-dasharray": [2, 1.6] },
    },
    {
      id: "goal ring",
      type: "circle",
      source: "goal",
      filter: ofType("Point"),
      paint: {
        "circle-radius": 11,
        "circle-color": p.halo,
        "circle-opacity": 0.6,
        "circle-stroke-color": p.focus,
        "circle-stroke-width": 3,
      },
    },
    {
      id: "goal",
      type: "symbol",
      source: "goal",
      filter: ofType("Point"),
      layout: {
        "text-field": ["get", "label"],
        "text-font": SEMIBOLD,
        "text-size": 13,
        "text-anchor": "top",
        "text-offset": [0, 1.1],
        "text-max-width": 14,
        "text-allow-overlap": true,
      },
      paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 1.8 },
    },
  ];
}

function stations(p: Palette): LayerSpecification {
  return {
    id: "stations",
    type: "symbol",
    source: "stations",
    minzoom: 11,
    layout: {
      "icon-image": ["get", "icon"],
      "icon-padding": 1,
      "text-field": ["step", ["zoom"], "", 14, ["get", "label"]],
      "text-font": REGULAR,
      "text-size": 11,
      "text-anchor": "top",
      "text-offset": [0, 0.8],
      "text-max-width": 10,
      "text-optional": true,
    },
    paint: {
      "text-color": p.station,
      "text-halo-color": p.halo,
      "text-halo-width": 1.4,
    },
  };
}

/** One thing for what is slow, another for what is closed. */
const slowOr = (slow: string, closed: string): ExpressionSpecification => [
  "case",
  ["==", ["get", "slow"], true],
  slow,
  closed,
];

/** The areas and roads that are slow, or those that are closed: each with its own pattern and colour. */
function barred(p: Palette, slow: boolean): LayerSpecification[] {
  const name = slow ? "slow" : "closed";
  const colour = slow ? p.slow : p.closed;
  const own = (type: "Polygon" | "LineString"): ExpressionSpecification => [
    "all",
    ofType(type),
    ["==", ["get", "slow"], slow],
  ];
  return [
    {
      id: `${name} areas`,
      type: "fill",
      source: "closures",
      filter: own("Polygon"),
      paint: { "fill-pattern": slow ? "slow-hatching" : "hatching", "fill-opacity": 0.5 },
    },
    {
      id: `${name} area edges`,
      type: "line",
      source: "closures",
      filter: own("Polygon"),
      paint: { "line-color": colour, "line-width": 1.5, "line-dasharray": [3, 2] },
    },
    {
      id: `${name} roads edge`,
      type: "line",
      source: "closures",
      filter: own("LineString"),
      layout: { "line-join": "round" },
      paint: { "line-color": p.halo, "line-width": growing(4, 11), "line-opacity": 0.8 },
    },
    {
      id: `${name} roads`,
      type: "line",
      source: "closures",
      filter: own("LineString"),
      layout: { "line-join": "round" },
      paint: { "line-pattern": slow ? "dots" : "crosses", "line-width": growing(3, 9) },
    },
  ];
}

function closures(p: Palette): LayerSpecification[] {
  return [
    ...barred(p, true),
    ...barred(p, false),
    {
      id: "closure signs",
      type: "symbol",
      source: "closures",
      filter: ofType("Point"),
      layout: {
        "icon-image": ["get", "icon"],
        "icon-size": FROM_AFAR,
        "icon-allow-overlap": true,
        "text-field": ["get", "label"],
        "text-font": REGULAR,
        "text-size": 11,
        "text-anchor": "top",
        "text-offset": [0, 1],
        "text-max-width": 12,
        "text-optional": true,
      },
      paint: {
        "text-color": slowOr(p.slowText, p.closedText),
        "text-halo-color": p.halo,
        "text-halo-width": 1.4,
      },
    },
  ];
}

function circles(p: Palette): LayerSpecification[] {
  const colour = coloured("family", p.family, p.station);
  return [
    {
      id: "circles",
      type: "fill",
      source: "circles",
      paint: {
        "fill-color": colour,
        // A wide circle covers the whole view: the wider, the fainter, so that it never hides the map.
        "fill-opacity": [
          "*",
          ["case", ["get", "chosen"], 1, 0.5],
          ["interpolate", ["linear"], ["get", "radius_m"], 100, 0.14, 600, 0.07, 1500, 0.03],
        ],
      },
    },
    {
      id: "circle edges",
      type: "line",
      source: "circles",
      paint: {
        "line-color": colour,
        "line-width": ["case", ["get", "chosen"], 1.5, 1],
        "line-opacity": ["case", ["get", "chosen"], 0.8, 0.5],
      },
    },
  ];
}

function incidents(p: Palette): LayerSpecification[] {
  const label = {
    "text-field": ["get", "label"] as ExpressionSpecification,
    "text-font": SEMIBOLD,
    "text-size": 13,
    // Upwards, for the units at its place are listed below it.
    "text-anchor": "bottom-left" as const,
    "text-justify": "left" as const,
    "text-offset": [1.3, 0.6] as [number, number],
    "text-max-width": 16,
  };
  const paint = { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 1.6 };
  return [
    {
      id: "incidents",
      type: "symbol",
      source: "incidents",
      layout: {
        "icon-image": ["get", "icon"],
        "icon-size": FROM_AFAR,
        // Its picture has room for the ring of the one that is chosen; names may stand there.
        "icon-padding": -6,
        "icon-allow-overlap": true,
        "symbol-sort-key": ["get", "order"],
        "text-optional": true,
        ...label,
      },
      paint,
    },
    {
      id: "draft",
      type: "symbol",
      source: "draft",
      layout: {
        "icon-image": ["get", "icon"],
        "icon-size": FROM_AFAR,
        "icon-allow-overlap": true,
        "icon-anchor": "bottom",
        "text-optional": true,
        ...label,
        "text-offset": [1.2, -1.3],
      },
      paint,
    },
  ];
}

/** What happens in the room, the most pressing on top. */
export function overlayLayers(palette: Palette): LayerSpecification[] {
  return [
    ...circles(palette),
    ...closures(palette),
    ...wayLayers(palette),
    stations(palette),
    ...goal(palette),
    ...unitLayers(palette),
    ...incidents(palette),
    ...toolLayers(palette),
  ];
}
