// What the room has told this desk. It applies the snapshot and the pushes exactly and decides nothing.

import { SvelteMap } from "svelte/reactivity";
import type { Link } from "../backend/backend";
import type { Actor } from "../generated/Actor";
import type { Alarm } from "../generated/Alarm";
import type { CallView } from "../generated/CallView";
import type { Capability } from "../generated/Capability";
import type { Change } from "../generated/Change";
import type { ClosureView } from "../generated/ClosureView";
import type { HandoverView } from "../generated/HandoverView";
import type { Health } from "../generated/Health";
import type { IncidentType } from "../generated/IncidentType";
import type { IncidentView } from "../generated/IncidentView";
import type { Push } from "../generated/Push";
import type { RegionView } from "../generated/RegionView";
import type { SeenUnit } from "../generated/SeenUnit";
import type { Snapshot } from "../generated/Snapshot";
import type { StationView } from "../generated/StationView";
import type { UnitView } from "../generated/UnitView";
import { clock } from "./clock.svelte";

/** How many pushes are kept while the snapshot is on its way; beyond that the snapshot is asked for again. */
const EARLY_PUSHES = 1000;

export class Desk {
  link = $state<Link>("connecting");
  /** Whether a snapshot has been applied; what is shown before is empty, not none. */
  ready = $state(false);
  seq = $state(0);
  you = $state.raw<Actor>({ as: "room" });
  region = $state.raw<RegionView | null>(null);
  health = $state.raw<Health>({ journal: "safe", watching: 0, stale_units: 0 });
  alarms = $state.raw<readonly Alarm[]>([]);
  stations = $state.raw<readonly StationView[]>([]);
  types = new SvelteMap<string, IncidentType>();
  capabilities = new SvelteMap<string, Capability>();
  calls = new SvelteMap<string, CallView>();
  incidents = new SvelteMap<string, IncidentView>();
  units = new SvelteMap<string, UnitView>();
  closures = new SvelteMap<string, ClosureView>();
  handovers = new SvelteMap<string, HandoverView>();
  /** Grows whenever something changed that a recommendation may rest on, positions apart. */
  resources = $state(0);
  /** Grows whenever units moved. */
  moves = $state(0);

  #early: Push[] = [];
  #snapshotSeq = 0;

  load(snapshot: Snapshot): void {
    clock.hear(snapshot.now);
    this.#snapshotSeq = snapshot.seq;
    this.seq = snapshot.seq;
    this.you = snapshot.you;
    this.region = snapshot.region;
    this.health = snapshot.health;
    this.alarms = snapshot.alarms;
    this.stations = snapshot.stations;
    replace(this.types, snapshot.catalogue.types, (type) => type.key);
    replace(this.capabilities, snapshot.catalogue.capabilities, (capability) => capability.key);
    replace(this.calls, snapshot.calls, ({ call }) => call.id);
    replace(this.incidents, snapshot.incidents, ({ incident }) => incident.id);
    replace(this.units, snapshot.units, ({ unit }) => unit.spec.id);
    replace(this.closures, snapshot.closures, ({ closure }) => closure.id);
    replace(this.handovers, snapshot.handovers, ({ handover }) => handover.id);
    this.ready = true;
    this.resources += 1;
    for (const push of this.#early.splice(0)) this.apply(push);
  }

  /** Keeps pushes back until the next snapshot is loaded. */
  await(): void {
    this.#early = [];
    this.ready = false;
  }

  /** Applies a push. The answer is whether the room must be asked for a snapshot again. */
  apply(push: Push): "applied" | "missed" {
    if (!this.ready) {
      this.#early.push(push);
      return this.#early.length > EARLY_PUSHES ? "missed" : "applied";
    }
    clock.hear(push.now);
    if (push.changes.some(({ change }) => change === "missed")) return "missed";
    const known = push.seq < this.#snapshotSeq;
    for (const change of push.changes) if (!known || isOfTheMoment(change)) this.#apply(change);
    this.seq = Math.max(this.seq, push.seq);
    return "applied";
  }

  #apply(change: Change): void {
    switch (change.change) {
      case "call":
        this.calls.set(change.value.call.id, change.value);
        return;
      case "incident":
        this.incidents.set(change.value.incident.id, change.value);
        this.resources += 1;
        return;
      case "unit":
        this.units.set(change.value.unit.spec.id, change.value);
        this.resources += 1;
        return;
      case "positions":
        for (const seen of change.value) this.#move(seen);
        this.moves += 1;
        return;
      case "closure":
        this.closures.set(change.value.closure.id, change.value);
        this.resources += 1;
        return;
      case "closure_gone":
        this.closures.delete(change.value);
        this.resources += 1;
        return;
      case "handover":
        this.handovers.set(change.value.handover.id, change.value);
        return;
      case "alarms":
        this.alarms = change.value;
        return;
      case "health":
        this.health = change.value;
        return;
      case "page":
      case "missed":
        return;
    }
  }

  /** A position that the room passes on has just been reported: that is what fresh means. */
  #move({ unit, seen }: SeenUnit): void {
    const view = this.units.get(unit);
    if (view) this.units.set(unit, { ...view, position: seen, freshness: "fresh" });
  }
}

/** Changes that aren't in the log; they are true from when they are told. */
function isOfTheMoment({ change }: Change): boolean {
  return change === "positions" || change === "alarms" || change === "health";
}

function replace<T>(map: SvelteMap<string, T>, all: readonly T[], key: (one: T) => string): void {
  map.clear();
  for (const one of all) map.set(key(one), one);
}

export const desk = new Desk();
