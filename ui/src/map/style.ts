import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { RegionView } from "../generated/RegionView";
import { REGULAR, SEMIBOLD } from "./fonts";
import { coverageLayers, overlayLayers, overlaySources } from "./overlay";
import type { Palette } from "./palette";

const tiles = { source: "region" } as const;

// Layers and kinds are those of Shortbread 1.0, which the region's own tiles and most free basemaps have.
const kind: ExpressionSpecification = ["get", "kind"];
const isRail: ExpressionSpecification = ["==", ["get", "rail"], true];
const ofKind = (kinds: string[]): ExpressionSpecification => [
  "all",
  ["!", isRail],
  ["in", kind, ["literal", kinds]],
];
const motorways = ofKind(["motorway", "trunk"]);
const majors = ofKind(["primary", "secondary", "tertiary"]);
const minors = ofKind([
  "unclassified",
  "residential",
  "living_street",
  "service",
  "busway",
  "bus_guideway",
  "runway",
  "taxiway",
]);
const paths = ofKind(["pedestrian", "track", "footway", "steps", "path", "cycleway"]);

/** A width in pixels that grows by half each zoom, so that a road keeps its look. */
const width = (from: [number, number], to: [number, number]): ExpressionSpecification => [
  "interpolate",
  ["exponential", 1.6],
  ["zoom"],
  ...from,
  ...to,
];

const fill = (
  id: string,
  layer: string,
  color: string | ExpressionSpecification,
  opacity = 1,
): LayerSpecification => ({
  id,
  type: "fill",
  ...tiles,
  "source-layer": layer,
  paint: { "fill-color": color, "fill-opacity": opacity },
});

function ground(p: Palette): LayerSpecification[] {
  const built = ["residential", "industrial", "commercial", "retail", "garages", "railway", "landfill"];
  const bare = [
    "quarry",
    "brownfield",
    "greenfield",
    "farmyard",
    "sand",
    "beach",
    "bare_rock",
    "scree",
    "shingle",
  ];
  return [
    { id: "background", type: "background", paint: { "background-color": p.land } },
    fill("land", "land", ["match", kind, [...built, ...bare], p.built, p.green], 0.8),
    fill("sites", "sites", p.built, 0.8),
    fill("sea", "ocean", p.water),
    fill("water", "water_polygons", p.water),
    {
      id: "waterway",
      type: "line",
      ...tiles,
      "source-layer": "water_lines",
      filter: ["!=", ["get", "tunnel"], true],
      paint: { "line-color": p.waterLine, "line-width": width([9, 0.5], [18, 6]) },
    },
    {
      id: "ferry",
      type: "line",
      ...tiles,
      "source-layer": "ferries",
      paint: { "line-color": p.waterName, "line-width": 1, "line-dasharray": [6, 4], "line-opacity": 0.7 },
    },
    fill("pier", "pier_polygons", p.land),
    {
      id: "pier line",
      type: "line",
      ...tiles,
      "source-layer": "pier_lines",
      paint: { "line-color": p.land, "line-width": width([12, 0.5], [18, 6]) },
    },
    {
      id: "building",
      type: "fill",
      ...tiles,
      "source-layer": "buildings",
      minzoom: 14,
      paint: { "fill-color": p.building, "fill-outline-color": p.buildingEdge },
    },
    {
      id: "boundary",
      type: "line",
      ...tiles,
      "source-layer": "boundaries",
      filter: ["!=", ["get", "maritime"], true],
      paint: { "line-color": p.boundary, "line-width": 1, "line-dasharray": [4, 3], "line-opacity": 0.45 },
    },
  ];
}

function roads(p: Palette): LayerSpecification[] {
  const line = (
    id: string,
    filter: ExpressionSpecification,
    color: string,
    lineWidth: ExpressionSpecification,
    minzoom: number,
  ): LayerSpecification => ({
    id,
    type: "line",
    ...tiles,
    "source-layer": "streets",
    filter,
    minzoom,
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": color, "line-width": lineWidth },
  });
  return [
    fill("square", "street_polygons", p.minor),
    fill("bridge", "bridges", p.roadEdge),
    line("path", paths, p.path, width([13, 0.5], [18, 3]), 13),
    line("minor edge", minors, p.roadEdge, width([13, 1.5], [18, 15]), 13),
    line("major edge", majors, p.roadEdge, width([9, 2], [18, 24]), 10),
    line("motorway edge", motorways, p.roadEdge, width([8, 2], [18, 30]), 9),
    line("minor", minors, p.minor, width([11, 0.6], [18, 12]), 11),
    line("rail", isRail, p.boundary, width([10, 0.5], [18, 3]), 10),
    line("major", majors, p.major, width([8, 1.2], [18, 20]), 8),
    line("motorway", motorways, p.motorway, width([5, 1], [18, 26]), 5),
  ];
}

function labels(p: Palette): LayerSpecification[] {
  const halo = { "text-halo-color": p.halo, "text-halo-width": 1.4 };
  const towns: ExpressionSpecification = [
    "in",
    kind,
    ["literal", ["capital", "state_capital", "city", "town"]],
  ];
  const point = (
    id: string,
    layer: string,
    minzoom: number,
    color: string,
    field = "name",
  ): LayerSpecification => ({
    id,
    type: "symbol",
    ...tiles,
    "source-layer": layer,
    minzoom,
    layout: {
      "text-field": ["get", field],
      "text-font": REGULAR,
      "text-size": 11,
      "text-max-width": 9,
      "text-padding": 6,
    },
    paint: { "text-color": color, ...halo },
  });
  const along = (id: string, layer: string, minzoom: number, color: string): LayerSpecification => ({
    id,
    type: "symbol",
    ...tiles,
    "source-layer": layer,
    minzoom,
    layout: {
      "symbol-placement": "line",
      "text-field": ["get", "name"],
      "text-font": REGULAR,
      "text-size": ["interpolate", ["linear"], ["zoom"], 13, 10, 17, 13],
      "text-max-angle": 30,
      "symbol-spacing": 320,
    },
    paint: { "text-color": color, ...halo },
  });
  return [
    point("house numbers", "addresses", 17, p.street, "housenumber"),
    along("water names", "water_lines_labels", 13, p.waterName),
    along("street names", "street_labels", 13, p.street),
    point("lakes", "water_polygons_labels", 12, p.waterName),
    point("poi", "pois", 15, p.street),
    point("stops", "public_transport", 15, p.street),
    {
      id: "villages",
      type: "symbol",
      ...tiles,
      "source-layer": "place_labels",
      minzoom: 9.5,
      maxzoom: 17,
      filter: ["!", towns],
      layout: {
        "text-field": ["get", "name"],
        "text-font": REGULAR,
        "text-size": ["interpolate", ["linear"], ["zoom"], 9.5, 10.5, 15, 13],
        "text-max-width": 8,
        "text-padding": 8,
        "symbol-sort-key": ["-", 0, ["coalesce", ["get", "population"], 0]],
      },
      paint: { "text-color": p.place, "text-opacity": 0.85, ...halo },
    },
    {
      id: "towns",
      type: "symbol",
      ...tiles,
      "source-layer": "place_labels",
      maxzoom: 15,
      filter: towns,
      layout: {
        "text-field": ["get", "name"],
        "text-font": SEMIBOLD,
        "text-size": ["interpolate", ["linear"], ["zoom"], 8, 12, 14, 16],
        "text-max-width": 8,
        "symbol-sort-key": ["-", 0, ["coalesce", ["get", "population"], 0]],
      },
      paint: { "text-color": p.place, ...halo },
    },
  ];
}

/** The whole style: the region's own tiles below, what happens in the room above. */
export function mapStyle(region: RegionView, tilesUrl: string, palette: Palette): StyleSpecification {
  return {
    version: 8,
    sources: {
      region: {
        type: "vector",
        tiles: [tilesUrl],
        minzoom: region.min_zoom,
        maxzoom: region.max_zoom,
        bounds: region.bounds,
      },
      ...overlaySources(),
    },
    layers: [
      ...ground(palette),
      ...coverageLayers(palette),
      ...roads(palette),
      ...labels(palette),
      ...overlayLayers(palette),
    ],
  };
}
