// What the desk shows, as a plain mirror of what the room says. No rule lives here: each change replaces a thing.

import type { Alarm } from "../generated/Alarm";
import type { CallView } from "../generated/CallView";
import type { Change } from "../generated/Change";
import type { ClosureView } from "../generated/ClosureView";
import type { CoverageView } from "../generated/CoverageView";
import type { HandoverView } from "../generated/HandoverView";
import type { Health } from "../generated/Health";
import type { IncidentView } from "../generated/IncidentView";
import type { Service } from "../generated/Service";
import type { Snapshot } from "../generated/Snapshot";
import type { UnitView } from "../generated/UnitView";
import type { ZoneView } from "../generated/ZoneView";

/** Everything that changes, each kind by its id. */
export type Mirror = {
  seq: number;
  calls: Map<string, CallView>;
  incidents: Map<string, IncidentView>;
  units: Map<string, UnitView>;
  closures: Map<string, ClosureView>;
  zones: Map<string, ZoneView>;
  handovers: Map<string, HandoverView>;
  /** Only of services that this desk has asked about lately. */
  coverage: Map<Service, CoverageView>;
  alarms: Alarm[];
  health: Health;
};

/** Starts over from a snapshot. */
export function fill(mirror: Mirror, snapshot: Snapshot): void {
  mirror.seq = snapshot.seq;
  replace(mirror.calls, snapshot.calls, (view) => view.call.id);
  replace(mirror.incidents, snapshot.incidents, (view) => view.incident.id);
  replace(mirror.units, snapshot.units, (view) => view.unit.spec.id);
  replace(mirror.closures, snapshot.closures, (view) => view.closure.id);
  replace(mirror.zones, snapshot.zones, (view) => view.id);
  replace(mirror.handovers, snapshot.handovers, (view) => view.handover.id);
  mirror.alarms = snapshot.alarms;
  mirror.health = snapshot.health;
}

/** Takes in one change. Answers false where the mirror has to start over. */
export function apply(mirror: Mirror, change: Change): boolean {
  switch (change.change) {
    case "call":
      mirror.calls.set(change.value.call.id, change.value);
      return true;
    case "call_gone":
      mirror.calls.delete(change.value);
      return true;
    case "incident":
      mirror.incidents.set(change.value.incident.id, change.value);
      return true;
    case "incident_gone":
      mirror.incidents.delete(change.value);
      return true;
    case "unit":
      mirror.units.set(change.value.unit.spec.id, change.value);
      return true;
    case "positions":
      for (const { unit, seen } of change.value) {
        const known = mirror.units.get(unit);
        if (known) mirror.units.set(unit, { ...known, position: seen, freshness: "fresh" });
      }
      return true;
    case "closure":
      mirror.closures.set(change.value.closure.id, change.value);
      return true;
    case "closure_gone":
      mirror.closures.delete(change.value);
      return true;
    case "zone":
      mirror.zones.set(change.value.id, change.value);
      return true;
    case "handover":
      mirror.handovers.set(change.value.handover.id, change.value);
      return true;
    case "handover_gone":
      mirror.handovers.delete(change.value);
      return true;
    case "alarms":
      mirror.alarms = change.value;
      return true;
    case "coverage":
      mirror.coverage.set(change.value.service, change.value);
      return true;
    case "health":
      mirror.health = change.value;
      return true;
    case "page":
      return true;
    case "missed":
      return false;
  }
}

function replace<V>(map: Map<string, V>, views: V[], key: (view: V) => string): void {
  map.clear();
  for (const view of views) map.set(key(view), view);
}
