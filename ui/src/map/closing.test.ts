import { describe, expect, it } from "vitest";
import type { Position } from "../generated/Position";
import { CENTRE, closureView } from "../testing/views";
import { destination } from "./circle";
import {
  begun,
  type Closing,
  changing,
  closingFeatures,
  finished,
  otherKind,
  picked,
  type ShapeKind,
  withoutLast,
  withRadius,
} from "./closing";

/** So many metres away from the middle, in a direction. */
const away = (metres: number, bearing = 90): Position => {
  const [lon, lat] = destination(CENTRE, bearing, metres);
  return { lat, lon };
};
const drawn = (kind: ShapeKind, ...points: Position[]) =>
  points.reduce<Closing>((closing, at) => picked(closing, at), begun(kind));

describe("a closure that is drawn", () => {
  it.each<[string, Closing, string | null]>([
    ["a road wants one place", drawn("road", CENTRE), "road"],
    ["a circle wants its middle", drawn("area", CENTRE), null],
    ["and its edge", drawn("area", CENTRE, away(120)), "area"],
    ["the middle twice is no circle", drawn("area", CENTRE, CENTRE), null],
    ["two corners are no outline", drawn("outline", CENTRE, away(100)), null],
    ["three are not closed yet", drawn("outline", CENTRE, away(100), away(100, 0)), null],
    ["the first again closes it", drawn("outline", CENTRE, away(100), away(100, 0), away(3)), "outline"],
    ["so does the last again", drawn("outline", CENTRE, away(100), away(100, 0), away(100, 0)), "outline"],
    ["or being done", finished(drawn("outline", CENTRE, away(100), away(100, 0))), "outline"],
    ["not with two", finished(drawn("outline", CENTRE, away(100))), null],
  ])("%s", (_, closing, shape) => expect(closing.shape?.shape ?? null).toBe(shape));

  it("has the radius that was drawn, or the one that was typed", () => {
    const circle = drawn("area", CENTRE, away(120));
    expect(circle.shape).toMatchObject({ centre: CENTRE, radius_m: 120 });
    for (const [typed, kept] of [
      [250, 250],
      [0, 1],
      [Number.NaN, 120],
    ] as const)
      expect(withRadius(circle, typed).shape).toMatchObject({ radius_m: kept });
  });

  it("takes its last place back, and becomes each other shape in turn", () => {
    expect(withoutLast(drawn("outline", CENTRE, away(50))).points).toEqual([CENTRE]);
    const kinds = [otherKind(begun("road")), otherKind(begun("area")), otherKind(begun("outline"))];
    expect(kinds.map(({ kind }) => kind)).toEqual(["area", "outline", "road"]);
  });

  it("of one that stands changes that one", () => {
    const { closure } = closureView("c-1", { shape: "area", centre: CENTRE, radius_m: 80 }, []);
    expect(changing(closure)).toMatchObject({ kind: "area", shape: closure.shape, changes: closure });
    expect(otherKind(changing(closure)).changes).toBe(closure);
  });

  it("shows what would be picked, and the roads that would close", () => {
    const kinds = (closing: Closing | null, cursor: Position | null) =>
      closingFeatures(closing, cursor, null).map(({ properties }) => properties.id);
    expect(kinds(null, CENTRE)).toEqual([]);
    expect(kinds(begun("area"), CENTRE)).toEqual([]);
    expect(kinds(drawn("area", CENTRE), null)).toEqual(["planned 0"]);
    expect(kinds(drawn("area", CENTRE), away(90))).toEqual(["planned area", "planned 0"]);
    const lines: [number, number][][] = [
      [
        [1, 1],
        [2, 2],
      ],
    ];
    const would = { roads: 1, length_m: 9, streets: [], lines };
    expect(closingFeatures(drawn("road", CENTRE), null, would)[0]?.geometry.type).toBe("MultiLineString");
  });
});
