import type { Polygon } from "geojson";
import type { Position } from "../generated/Position";

/** The earth's mean radius, metres (IUGG), as the room reckons with it. */
export const EARTH_RADIUS_M = 6_371_008.8;

const CORNERS = 64;

export const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (radians: number) => (radians * 180) / Math.PI;

/** The point `distance_m` metres away from `from` in the direction `bearing_deg`, over a sphere. */
export function destination(from: Position, bearing_deg: number, distance_m: number): [number, number] {
  const angle = distance_m / EARTH_RADIUS_M;
  const lat1 = radians(from.lat);
  const bearing = radians(bearing_deg);
  const lat2 = Math.asin(
    Math.sin(lat1) * Math.cos(angle) + Math.cos(lat1) * Math.sin(angle) * Math.cos(bearing),
  );
  const east = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(lat1),
    Math.cos(angle) - Math.sin(lat1) * Math.sin(lat2),
  );
  return [from.lon + degrees(east), degrees(lat2)];
}

/** A circle on the ground as a closed ring, counter-clockwise as RFC 7946 wants it. */
export function circle(centre: Position, radius_m: number): Polygon {
  const ring = Array.from({ length: CORNERS }, (_, i) => destination(centre, -(i * 360) / CORNERS, radius_m));
  const first = ring[0];
  return { type: "Polygon", coordinates: [first ? [...ring, first] : ring] };
}
