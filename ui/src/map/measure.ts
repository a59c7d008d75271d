// A straight line over the ground, for a question such as "how long a hose". Never for who is soonest: that goes by road.

import type { Position } from "../generated/Position";
import { numberFormat } from "../look/intl";
import { EARTH_RADIUS_M, radians } from "./circle";
import type { MapFeature } from "./diff";

/** Straight-line metres over a sphere (haversine), as the room reckons them. */
export function metresBetween(a: Position, b: Position): number {
  const halfLat = Math.sin(radians(b.lat - a.lat) / 2);
  const halfLon = Math.sin(radians(b.lon - a.lon) / 2);
  const h = halfLat * halfLat + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * halfLon * halfLon;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(Math.min(1, h)));
}

/** The length of the line, and of its last piece, metres. */
export function lengths(points: readonly Position[]): { whole: number; last: number } {
  const pieces = points.slice(1).map((point, i) => metresBetween(points[i] ?? point, point));
  return { whole: pieces.reduce((sum, piece) => sum + piece, 0), last: pieces.at(-1) ?? 0 };
}

/** Metres as they are measured: 47 m, 1,25 km. */
export function measured(metres: number, language: string): string {
  const digits = metres < 1000 ? 0 : 2;
  const number = numberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return metres < 1000 ? `${number.format(metres)} m` : `${number.format(metres / 1000)} km`;
}

/** The line with a dot at each point, and its length written at its end. */
export function measureFeatures(points: readonly Position[], language: string): MapFeature[] {
  const at = points.map(({ lon, lat }) => [lon, lat]);
  const dots = at.map((coordinates, i): MapFeature => {
    const last = i === at.length - 1 && i > 0;
    const label = last ? measured(lengths(points).whole, language) : "";
    return {
      type: "Feature",
      geometry: { type: "Point", coordinates },
      properties: { id: `measured ${i}`, label },
    };
  });
  if (at.length < 2) return dots;
  const line: MapFeature = {
    type: "Feature",
    geometry: { type: "LineString", coordinates: at },
    properties: { id: "measured", label: "" },
  };
  return [line, ...dots];
}
