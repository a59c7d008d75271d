import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { RegionView } from "../generated/RegionView";
import { REGULAR, SEMIBOLD } from "./fonts";
import { overlayLayers, overlaySources } from "./overlay";
import type { Palette } from "./palette";

const tiles = { source: "region" } as const;

const roadClass: ExpressionSpecification = ["get", "class"];
const motorways = ["motorway", "motorway_link", "trunk", "trunk_link"];
const majors = ["primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link"];
const paths = ["path", "track", "footway", "cycleway", "pedestrian", "steps", "bridleway"];
const rails = ["rail", "railway"];
const named = (classes: string[]): ExpressionSpecification => ["in", roadClass, ["literal", classes]];
const minors: ExpressionSpecification = ["!", named([...motorways, ...majors, ...paths, ...rails])];

/** A width in pixels that grows by half each zoom, so that a road keeps its look. */
const width = (from: [number, number], to: [number, number]): ExpressionSpecification => [
  "interpolate",
  ["exponential", 1.6],
  ["zoom"],
  ...from,
  ...to,
];

function ground(p: Palette): LayerSpecification[] {
  const greens = [
    "forest",
    "wood",
    "grass",
    "meadow",
    "park",
    "farmland",
    "farm",
    "orchard",
    "cemetery",
    "scrub",
  ];
  return [
    { id: "land", type: "background", paint: { "background-color": p.land } },
    {
      id: "landuse",
      type: "fill",
      ...tiles,
      "source-layer": "landuse",
      paint: {
        "fill-color": ["match", roadClass, greens, p.green, p.built],
        "fill-opacity": 0.8,
      },
    },
    { id: "water", type: "fill", ...tiles, "source-layer": "water", paint: { "fill-color": p.water } },
    {
      id: "waterway",
      type: "line",
      ...tiles,
      "source-layer": "waterway",
      paint: { "line-color": p.waterLine, "line-width": width([9, 0.5], [18, 6]) },
    },
    {
      id: "building",
      type: "fill",
      ...tiles,
      "source-layer": "building",
      minzoom: 14,
      paint: { "fill-color": p.building, "fill-outline-color": p.buildingEdge },
    },
    {
      id: "boundary",
      type: "line",
      ...tiles,
      "source-layer": "boundary",
      paint: { "line-color": p.boundary, "line-width": 1, "line-dasharray": [4, 3], "line-opacity": 0.7 },
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
    "source-layer": "transportation",
    filter,
    minzoom,
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": color, "line-width": lineWidth },
  });
  return [
    line("path", named(paths), p.path, width([13, 0.5], [18, 3]), 13),
    line("minor edge", minors, p.roadEdge, width([13, 1.5], [18, 15]), 13),
    line("major edge", named(majors), p.roadEdge, width([9, 2], [18, 24]), 10),
    line("motorway edge", named(motorways), p.roadEdge, width([8, 2], [18, 30]), 9),
    line("minor", minors, p.minor, width([11, 0.6], [18, 12]), 11),
    line("rail", named(rails), p.boundary, width([10, 0.5], [18, 3]), 10),
    line("major", named(majors), p.major, width([8, 1], [18, 20]), 8),
    line("motorway", named(motorways), p.motorway, width([7, 1.5], [18, 26]), 7),
  ];
}

function labels(p: Palette): LayerSpecification[] {
  const halo = { "text-halo-color": p.halo, "text-halo-width": 1.4 };
  return [
    {
      id: "street names",
      type: "symbol",
      ...tiles,
      "source-layer": "transportation",
      minzoom: 13,
      layout: {
        "symbol-placement": "line",
        "text-field": ["get", "name"],
        "text-font": REGULAR,
        "text-size": ["interpolate", ["linear"], ["zoom"], 13, 10, 17, 13],
        "text-max-angle": 30,
        "symbol-spacing": 320,
      },
      paint: { "text-color": p.street, ...halo },
    },
    {
      id: "poi",
      type: "symbol",
      ...tiles,
      "source-layer": "poi",
      minzoom: 15,
      layout: {
        "text-field": ["get", "name"],
        "text-font": REGULAR,
        "text-size": 11,
        "text-max-width": 9,
        "text-padding": 6,
      },
      paint: { "text-color": p.street, ...halo },
    },
    {
      id: "villages",
      type: "symbol",
      ...tiles,
      "source-layer": "place",
      minzoom: 9.5,
      maxzoom: 17,
      filter: ["!", ["in", roadClass, ["literal", ["city", "town"]]]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": REGULAR,
        "text-size": ["interpolate", ["linear"], ["zoom"], 9.5, 10.5, 15, 13],
        "text-max-width": 8,
        "text-padding": 8,
      },
      paint: { "text-color": p.place, "text-opacity": 0.85, ...halo },
    },
    {
      id: "towns",
      type: "symbol",
      ...tiles,
      "source-layer": "place",
      maxzoom: 15,
      filter: ["in", roadClass, ["literal", ["city", "town"]]],
      layout: {
        "text-field": ["get", "name"],
        "text-font": SEMIBOLD,
        "text-size": ["interpolate", ["linear"], ["zoom"], 8, 12, 14, 16],
        "text-max-width": 8,
        "symbol-sort-key": ["match", roadClass, "city", 0, 1],
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
    layers: [...ground(palette), ...roads(palette), ...labels(palette), ...overlayLayers(palette)],
  };
}
