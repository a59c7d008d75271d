import type { Position as Coordinates, MultiLineString, Point, Polygon } from "geojson";
import type { ClosedShape } from "../generated/ClosedShape";
import type { ClosureView } from "../generated/ClosureView";
import type { Family } from "../generated/Family";
import type { Fix } from "../generated/Fix";
import type { IncidentView } from "../generated/IncidentView";
import type { Position } from "../generated/Position";
import type { StationView } from "../generated/StationView";
import type { UnitView } from "../generated/UnitView";
import type { UnitWay } from "../generated/UnitWay";
import { circle } from "./circle";
import type { MapFeature } from "./diff";
import type { Ring } from "./palette";

/** A circle smaller than this is hidden by its own pin, metres. */
const SMALLEST_CIRCLE_M = 20;

/** Units closer together than this share one spot and are listed below each other, degrees (some 11 m). */
const SAME_SPOT_DEG = 1e-4;

/** How many units of one spot get a place of their own in the list. */
export const SLOTS = 12;

/** What the map knows of incident types: names and families by key. */
export type KnownTypes = ReadonlyMap<string, { name: string; family: Family }>;

export const coordinates = (position: Position): Coordinates => [position.lon, position.lat];

const point = (position: Position): Point => ({ type: "Point", coordinates: coordinates(position) });

/** What the unit's ring shows, or null where the unit is not drawn at all. */
export function ringOf({ availability, status }: UnitView): Ring | null {
  switch (availability.is) {
    case "available":
      return "available";
    case "out_of_service":
      return "out_of_service";
    case "off_duty":
      return null;
    case "committed":
      return status && status.is !== "cleared" && status.is !== "stood_down" ? status.is : "notified";
  }
}

/** Slower than this is standing, metres per second; its heading is then the compass's guess. */
const MOVING_MPS = 1;

/** A busy unit's position older than this is told with its age, ms. */
const TELL_AGE_MS = 30_000;

/** Where a unit is heading, if it is moving and we know it now. */
function headingOf({ position, freshness }: UnitView): number | null {
  const standing = position.speed_mps !== null && position.speed_mps < MOVING_MPS;
  return freshness === "fresh" && !standing ? position.heading_deg : null;
}

/** Whether a unit waits; from afar such ones are counted together, but those who work stand for themselves. */
export const waits = (feature: MapFeature): boolean => feature.properties.idle === true;

const isOpen = (view: IncidentView) => view.incident.stage.stage === "open";

const spotOf = ({ lat, lon }: Position): string =>
  `${Math.round(lat / SAME_SPOT_DEG)}/${Math.round(lon / SAME_SPOT_DEG)}`;

/** What units are drawn among. */
type Among = {
  /** The room's clock, ms. */
  now?: number;
  /** Those that are never counted together with others. */
  alone?: ReadonlySet<string>;
  /** Those at an incident are listed below it. */
  incidents?: readonly IncidentView[];
};

/**
 * The units to draw, the busy ones first in each spot's list. `age` writes how old a position is, `arrival` when one on
 * its way arrives.
 */
export function unitFeatures(
  units: readonly UnitView[],
  age: (at: number) => string,
  arrival: (at: number) => string = () => "",
  { now = 0, alone = new Set<string>(), incidents = [] }: Among = {},
): MapFeature<Point>[] {
  const taken = new Map(incidents.filter(isOpen).map(({ incident }) => [spotOf(incident.place.position), 1]));
  const drawn = units.flatMap((view) => {
    const ring = ringOf(view);
    return ring ? [{ view, ring }] : [];
  });
  const idle = (ring: Ring) => Number(ring === "available" || ring === "out_of_service");
  drawn.sort((a, b) => idle(a.ring) - idle(b.ring) || (a.view.unit.spec.id < b.view.unit.spec.id ? -1 : 1));
  return drawn.map(({ view, ring }) => {
    const { position, at } = view.position;
    const spot = spotOf(position);
    const slot = taken.get(spot) ?? 0;
    taken.set(spot, slot + 1);
    const { id, service } = view.unit.spec;
    const stale = view.freshness === "stale";
    const waiting = idle(ring) === 1 && !alone.has(id);
    const arrives = view.eta && !stale ? arrival(view.eta.arrives_at) : "";
    const old = stale || (idle(ring) === 0 && view.freshness === "fresh" && now - at > TELL_AGE_MS);
    const heading = headingOf(view);
    return {
      type: "Feature",
      geometry: point(position),
      properties: {
        id,
        icon: `unit ${service} ${ring} ${stale ? "stale" : "live"}`,
        label: [id, arrives, old ? age(at) : ""].filter(Boolean).join(" · "),
        service,
        ready: ring === "available" && !stale,
        stale,
        idle: waiting,
        slot: Math.min(slot, SLOTS - 1),
        ...(heading === null ? {} : { heading }),
      },
    };
  });
}

/** Whether nobody has been sent to an open incident yet. */
export function unattended({ incident, assignments }: IncidentView): boolean {
  const over = new Set(["cleared", "stood_down"]);
  return (
    incident.stage.stage === "open" &&
    !assignments.some(({ assignment }) => !over.has(assignment.steps.at(-1)?.status.is ?? "notified"))
  );
}

export function incidentFeatures(
  incidents: readonly IncidentView[],
  types: KnownTypes,
  selected: string | null,
): MapFeature<Point>[] {
  return incidents.filter(isOpen).map(({ incident }) => {
    const type = types.get(incident.kind);
    const chosen = incident.id === selected;
    return {
      type: "Feature",
      geometry: point(incident.place.position),
      properties: {
        id: incident.id,
        icon: `incident ${type?.family ?? "complaint"} ${incident.priority} ${chosen ? "selected" : "plain"}`,
        label: type ? `${type.name}\nK-${incident.number}` : `K-${incident.number}`,
        order: chosen ? 10 : 5 - incident.priority,
      },
    };
  });
}

function fixCircle(id: string, fix: Fix, family: Family, chosen: boolean): MapFeature[] {
  if (fix.radius_m < SMALLEST_CIRCLE_M) return [];
  const geometry = circle(fix.position, fix.radius_m);
  return [{ type: "Feature", geometry, properties: { id, family, chosen, radius_m: fix.radius_m } }];
}

/** Where each open incident, and the place of the call in hand, may be. */
export function circleFeatures(
  incidents: readonly IncidentView[],
  types: KnownTypes,
  selected: string | null,
  draft: { fix: Fix; kind: Family | null } | null,
): MapFeature[] {
  const circles = incidents.filter(isOpen).flatMap(({ incident }) => {
    const family = types.get(incident.kind)?.family ?? "complaint";
    return fixCircle(incident.id, incident.place, family, incident.id === selected);
  });
  return draft ? [...circles, ...fixCircle("draft", draft.fix, draft.kind ?? "complaint", true)] : circles;
}

export function draftFeatures(draft: { fix: Fix; kind: Family | null } | null): MapFeature[] {
  if (!draft) return [];
  return [
    {
      type: "Feature",
      geometry: point(draft.fix.position),
      properties: { id: "draft", icon: `draft ${draft.kind ?? "complaint"}`, label: draft.fix.label },
    },
  ];
}

/** Each way in the colour of its unit's service. */
export function wayFeatures(ways: readonly UnitWay[], units: readonly UnitView[]): MapFeature[] {
  const services = new Map(units.map(({ unit }) => [unit.spec.id, unit.spec.service]));
  return ways
    .filter((way) => way.line.length > 1)
    .map((way) => ({
      type: "Feature",
      geometry: { type: "LineString", coordinates: way.line },
      properties: { id: way.unit, service: services.get(way.unit) ?? "rescue" },
    }));
}

/** Where a closure's sign stands. */
export function signOf(shape: ClosedShape): Position {
  if (shape.shape === "road") return shape.at;
  if (shape.shape === "area") return shape.centre;
  const mean = (of: (corner: Position) => number) =>
    shape.corners.reduce((sum, corner) => sum + of(corner), 0) / Math.max(1, shape.corners.length);
  return { lat: mean(({ lat }) => lat), lon: mean(({ lon }) => lon) };
}

/** What a closure encloses; nothing where it is one road. */
export function areaOf(shape: ClosedShape): Polygon | null {
  if (shape.shape === "road") return null;
  if (shape.shape === "area") return circle(shape.centre, shape.radius_m);
  const ring = shape.corners.map(coordinates);
  return { type: "Polygon", coordinates: [ring[0] ? [...ring, ring[0]] : ring] };
}

/** The closed and slow pieces of road, such areas, and a sign for each closure. */
export function closureFeatures(closures: readonly ClosureView[]): MapFeature[] {
  return closures.flatMap(({ closure, lines }) => {
    const { shape, id, why, effect } = closure;
    const slow = effect.is === "slowed";
    const icon = effect.is === "slowed" ? `limit ${effect.kmh}` : "closure";
    const sign = signOf(shape);
    const roads: MultiLineString = { type: "MultiLineString", coordinates: lines };
    const features: MapFeature[] = [
      { type: "Feature", geometry: point(sign), properties: { id: `${id} sign`, label: why, icon, slow } },
    ];
    if (lines.length > 0)
      features.push({ type: "Feature", geometry: roads, properties: { id: `${id} roads`, slow } });
    const geometry = areaOf(shape);
    if (geometry) features.push({ type: "Feature", geometry, properties: { id: `${id} area`, slow } });
    return features;
  });
}

export function stationFeatures(stations: readonly StationView[]): MapFeature<Point>[] {
  return stations.map(({ id, name, service, position }) => ({
    type: "Feature",
    geometry: point(position),
    properties: { id, label: name, icon: `station ${service ?? "hospital"}` },
  }));
}
