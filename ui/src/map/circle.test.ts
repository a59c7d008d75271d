import { describe, expect, it } from "vitest";
import { circle, destination } from "./circle";

/** Straight-line distance over a sphere, metres: another formula than the one under test. */
function haversine([lon1, lat1]: [number, number], [lon2, lat2]: [number, number]): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h));
}

describe("a circle on the ground", () => {
  it.each([
    ["near the equator", { lat: -8.21, lon: 114.37 }, 40],
    ["wide", { lat: -8.21, lon: 114.37 }, 25_000],
    ["far north, where degrees of longitude are short", { lat: 64.1, lon: -21.9 }, 310],
  ])("%s: every corner is its radius away", (_, centre, radius_m) => {
    const corners = circle(centre, radius_m).coordinates[0] ?? [];
    expect(corners.length).toBe(65);
    for (const [lon = 0, lat = 0] of corners) {
      expect(haversine([centre.lon, centre.lat], [lon, lat])).toBeCloseTo(radius_m, 3);
    }
  });

  it("closes its ring, which goes counter-clockwise", () => {
    const ring = circle({ lat: 0, lon: 0 }, 1000).coordinates[0] ?? [];
    expect(ring.at(-1)).toEqual(ring[0]);
    const twiceArea = ring.slice(1).reduce((sum, [x = 0, y = 0], i) => {
      const [x0 = 0, y0 = 0] = ring[i] ?? [];
      return sum + x0 * y - x * y0;
    }, 0);
    expect(twiceArea).toBeGreaterThan(0);
  });

  it.each([
    [0, "north"],
    [90, "east"],
    [180, "south"],
    [270, "west"],
  ])("goes %s degrees to the %s", (bearing, side) => {
    const [lon, lat] = destination({ lat: -8, lon: 114 }, bearing, 1000);
    const moved = { north: lat > -8, south: lat < -8, east: lon > 114, west: lon < 114 };
    expect(moved[side as keyof typeof moved]).toBe(true);
  });
});
