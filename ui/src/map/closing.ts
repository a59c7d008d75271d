// A closure while it is drawn: a road by one place, a circle by its middle and its edge, an outline by its corners.

import type { Polygon } from "geojson";
import type { ClosedShape } from "../generated/ClosedShape";
import type { Closure } from "../generated/Closure";
import type { Position } from "../generated/Position";
import type { WouldClose } from "../generated/WouldClose";
import type { MapFeature } from "./diff";
import { areaOf, signOf } from "./features";
import { metresBetween } from "./measure";

export const SHAPES = ["road", "area", "outline"] as const;
export type ShapeKind = (typeof SHAPES)[number];

/** A closure on its way to the room: being drawn, then being worded. */
export type Closing = {
  kind: ShapeKind;
  /** What was picked so far. */
  points: readonly Position[];
  /** The whole shape; from then on only its reason is missing. */
  shape: ClosedShape | null;
  /** The closure that is changed; none for a new one. */
  changes: Closure | null;
};

/** Picking within so many metres of an outline's first corner, or again of its last, closes it. */
const SAME_CORNER_M = 8;

export const begun = (kind: ShapeKind, changes: Closure | null = null): Closing => ({
  kind,
  points: [],
  shape: null,
  changes,
});

/** An existing closure, to be worded or drawn anew. */
export const changing = (closure: Closure): Closing => ({
  kind: closure.shape.shape,
  points: [],
  shape: closure.shape,
  changes: closure,
});

/** The next kind of shape, with nothing picked yet. */
export function otherKind(closing: Closing): Closing {
  const next = SHAPES[(SHAPES.indexOf(closing.kind) + 1) % SHAPES.length] ?? "road";
  return begun(next, closing.changes);
}

function circleFrom(centre: Position, edge: Position): ClosedShape {
  return { shape: "area", centre, radius_m: Math.max(1, Math.round(metresBetween(centre, edge))) };
}

/** A place was picked. `near_m` is how far apart two picks on the screen are still the same, metres. */
export function picked(closing: Closing, at: Position, near_m = SAME_CORNER_M): Closing {
  const [first] = closing.points;
  switch (closing.kind) {
    case "road":
      return { ...closing, points: [at], shape: { shape: "road", at } };
    case "area":
      if (!first || metresBetween(first, at) < 1) return { ...closing, points: [at] };
      return { ...closing, points: [first, at], shape: circleFrom(first, at) };
    case "outline": {
      const last = closing.points.at(-1);
      const again = [first, last].some((corner) => corner && metresBetween(corner, at) <= near_m);
      if (again) return finished(closing);
      return { ...closing, points: [...closing.points, at] };
    }
  }
}

/** An outline with enough corners becomes a shape. */
export function finished(closing: Closing): Closing {
  if (closing.kind !== "outline" || closing.points.length < 3) return closing;
  return { ...closing, shape: { shape: "outline", corners: [...closing.points] } };
}

/** The last place is taken back. */
export const withoutLast = (closing: Closing): Closing => ({
  ...closing,
  points: closing.points.slice(0, -1),
});

/** The same circle with another radius. */
export function withRadius(closing: Closing, radius_m: number): Closing {
  if (closing.shape?.shape !== "area" || !Number.isFinite(radius_m)) return closing;
  return { ...closing, shape: { ...closing.shape, radius_m: Math.max(1, Math.round(radius_m)) } };
}

/** What is drawn of it, with what would be picked at `cursor`, and the roads that it would close. */
export function closingFeatures(
  closing: Closing | null,
  cursor: Position | null,
  would: WouldClose | null,
): MapFeature[] {
  if (!closing) return [];
  const features: MapFeature[] = [];
  const put = (id: string, geometry: MapFeature["geometry"]) =>
    features.push({ type: "Feature", geometry, properties: { id } });
  if (would && would.lines.length > 0)
    put("planned roads", { type: "MultiLineString", coordinates: would.lines });
  const area = closing.shape ? areaOf(closing.shape) : underWay(closing, cursor);
  if (area) put("planned area", area);
  const places = closing.shape && closing.points.length === 0 ? [signOf(closing.shape)] : closing.points;
  places.forEach(({ lon, lat }, i) => {
    put(`planned ${i}`, { type: "Point", coordinates: [lon, lat] });
  });
  return features;
}

function underWay({ kind, points }: Closing, cursor: Position | null): Polygon | null {
  const [first] = points;
  if (!first || !cursor || kind === "road") return null;
  if (kind === "area") return areaOf(circleFrom(first, cursor));
  return areaOf({ shape: "outline", corners: [...points, cursor] });
}
