import type { LineString, MultiPolygon, Point } from "geojson";
import type { CoverageMap } from "../generated/CoverageMap";
import type { ProposedMove } from "../generated/ProposedMove";
import type { MapFeature } from "../map/diff";
import { coordinates } from "../map/features";

/** A step on the map: reached within the standard, the first of `of` soonest; later than that; beyond all steps. */
export type Tone = "first" | "second" | "third" | "late" | "beyond";

const WITHIN: Record<number, Tone[]> = {
  1: ["first"],
  2: ["first", "third"],
  3: ["first", "second", "third"],
};

/** What each step of a service's scale looks like; the last is beyond all steps. */
export function tones(stepsMin: readonly number[], withinMin: number): Tone[] {
  const inTime = stepsMin.filter((minutes) => minutes <= withinMin).length;
  const named = WITHIN[Math.min(inTime, 3)] ?? [];
  const within = stepsMin
    .slice(0, inTime)
    .map((_, step) => named[Math.min(step, named.length - 1)] ?? "third");
  const late = stepsMin.slice(inTime).map((): Tone => "late");
  return [...within, ...late, "beyond"];
}

type Rectangle = { step: number; from: number; to: number; bottom: number; top: number };

/** Equal cells side by side and above each other as one rectangle: few shapes, and no seams within them. */
export function rectangles(runs: string, columns: number): Rectangle[] {
  const done: Rectangle[] = [];
  let open = new Map<string, Rectangle>();
  let next = new Map<string, Rectangle>();
  let cell = 0;
  for (const [, letter = "a", count] of runs.matchAll(/([a-z])(\d*)/g)) {
    const step = letter.charCodeAt(0) - "a".charCodeAt(0);
    for (let left = Number(count || 1); left > 0; ) {
      const row = Math.floor(cell / columns);
      const from = cell % columns;
      const to = Math.min(columns, from + left);
      if (step > 0) {
        const key = `${step}/${from}/${to}`;
        const below = open.get(key);
        open.delete(key);
        next.set(key, below ? { ...below, top: row + 1 } : { step, from, to, bottom: row, top: row + 1 });
      }
      left -= to - from;
      cell += to - from;
      if (to === columns) {
        done.push(...open.values());
        [open, next] = [next, new Map()];
      }
    }
  }
  return [...done, ...open.values()];
}

/** The whole map in steps, one shape for each. */
export function coverageFeatures(map: CoverageMap | null, withinMin: number): MapFeature[] {
  if (!map) return [];
  const { south_west, cell_deg, columns, version, steps_min } = map;
  const [west, south] = south_west;
  const [wide, high] = cell_deg;
  const polygons = new Map<Tone, MultiPolygon["coordinates"]>();
  const scale = tones(steps_min, withinMin);
  for (const { step, from, to, bottom, top } of rectangles(map.runs, columns)) {
    const [w, e] = [west + from * wide, west + to * wide];
    const [s, n] = [south + bottom * high, south + top * high];
    const tone = scale[step - 1] ?? "beyond";
    const ring = [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ];
    const own = polygons.get(tone);
    if (own) own.push([ring]);
    else polygons.set(tone, [[ring]]);
  }
  return [...polygons].map(([tone, all]) => ({
    type: "Feature",
    geometry: { type: "MultiPolygon", coordinates: all },
    properties: { id: tone, tone, version },
  }));
}

/** Where the proposed unit would stand, and its way there. */
export function goalFeatures(move: ProposedMove | null): MapFeature[] {
  if (!move) return [];
  const stand: Point = { type: "Point", coordinates: coordinates(move.to.position) };
  const way: LineString = { type: "LineString", coordinates: move.line };
  return [
    { type: "Feature", geometry: way, properties: { id: "way" } },
    {
      type: "Feature",
      geometry: stand,
      properties: { id: "goal", label: `${move.unit} → ${move.to.label}` },
    },
  ];
}
