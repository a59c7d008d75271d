// What arguments may be: units, incidents, calls, statuses and places as the room tells them, each found by the names
// that people use in either language.

import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { AssignmentView } from "../generated/AssignmentView";
import type { CallView } from "../generated/CallView";
import type { ClosureView } from "../generated/ClosureView";
import type { IncidentType } from "../generated/IncidentType";
import type { IncidentView } from "../generated/IncidentView";
import type { PlaceHit } from "../generated/PlaceHit";
import type { StationView } from "../generated/StationView";
import type { UnitView } from "../generated/UnitView";
import { distance } from "../look/format";
import { statusIcon, statusTone, unitTone } from "../look/status";
import { doing } from "../units/doing";
import { en } from "../words/en";
import { id, type Words } from "../words/id";
import { say } from "../words/words.svelte";
import type { Argument, Text, World } from "./command";
import type { Option } from "./option";

const idWords = {
  free: (unit: string) => `${unit} tidak sedang bertugas.`,
  noClosure: "Tidak ada jalan yang ditutup.",
};
const enWords: typeof idWords = {
  free: (unit) => `${unit} is on no incident.`,
  noClosure: "No road is closed.",
};
export const thingLines = { id: idWords, en: enWords };
const commandWords = () => thingLines[say.language];

/** What both languages call something, and the present one's word first. */
function both(pick: (t: Words) => string): string[] {
  return [...new Set([pick(say.t), pick(id), pick(en)])];
}

export const byNumber = (a: string, b: string) => a.localeCompare(b, undefined, { numeric: true });

/** K-12, Jl. Ahmad Yani. */
export function incidentName({ incident }: IncidentView): string {
  return [`K-${incident.number}`, incident.place.label].filter(Boolean).join(", ");
}

/** P-7, 0812 3456. */
export function callName({ call }: CallView): string {
  return [`P-${call.number}`, say.personal(call.caller_number)].filter(Boolean).join(", ");
}

/** What a unit is doing, and where. */
export function unitState(view: UnitView, { desk }: Pick<World, "desk">): string {
  return doing(view, desk, incidentName);
}

export function unitOption(view: UnitView, world: Pick<World, "desk">): Option<UnitView> {
  const { spec } = view.unit;
  return {
    key: spec.id,
    text: spec.id,
    names: [spec.id],
    also: [...both((t) => t.service[spec.service]), spec.agency, spec.station_name],
    label: spec.id,
    detail: unitState(view, world),
    icon: spec.service,
    tone: unitTone(view),
    value: view,
  };
}

/** Units, those that the test lets through. */
export function units(fits: (view: UnitView) => boolean = () => true): Argument<UnitView> {
  return {
    called: { id: "unit", en: "unit" },
    options: (world) =>
      [...world.desk.units.values()]
        .filter(fits)
        .sort((a, b) => byNumber(a.unit.spec.id, b.unit.spec.id))
        .map((view) => unitOption(view, world)),
  };
}

export function isOpen(view: IncidentView): boolean {
  return view.incident.stage.stage === "open";
}

export function incidentOption(view: IncidentView, { desk }: Pick<World, "desk">): Option<IncidentView> {
  const { incident } = view;
  const kind = desk.kind(incident.kind);
  const name = `K-${incident.number}`;
  return {
    key: incident.id,
    text: name,
    names: [name, `${incident.number}`],
    also: [...(kind ? [kind.name.id, kind.name.en] : []), incident.place.label],
    label: name,
    detail: [kind ? say.name(kind.name) : "", incident.place.label].filter(Boolean).join(" · "),
    icon: "alarm",
    value: view,
  };
}

/** Incidents, the most urgent first; only open ones unless the test says otherwise. */
export function incidents(fits: (view: IncidentView) => boolean = isOpen): Argument<IncidentView> {
  return {
    called: { id: "kejadian", en: "incident" },
    options: (world) =>
      [...world.desk.incidents.values()]
        .filter(fits)
        .sort((a, b) => a.incident.priority - b.incident.priority || a.incident.number - b.incident.number)
        .map((view) => incidentOption(view, world)),
  };
}

export function callOption(view: CallView, { desk }: Pick<World, "desk">): Option<CallView> {
  const { call } = view;
  const { t } = say;
  const kind = desk.kind(call.draft.kind);
  const stage = call.call_back_due
    ? t.calls.callBack
    : call.stage.stage === "closed"
      ? ""
      : t.calls[call.stage.stage];
  const name = `P-${call.number}`;
  return {
    key: call.id,
    text: name,
    names: [name, `${call.number}`],
    also: [say.personal(call.caller_number), ...(kind ? [kind.name.id, kind.name.en] : [])],
    label: name,
    detail: [say.personal(call.caller_number), stage, kind ? say.name(kind.name) : "", view.location?.label]
      .filter(Boolean)
      .join(" · "),
    icon: "phone",
    value: view,
  };
}

/** Calls, those that the test lets through, the one that waits longest first. */
export function calls(fits: (view: CallView) => boolean): Argument<CallView> {
  return {
    called: { id: "panggilan", en: "call" },
    options: (world) =>
      [...world.desk.calls.values()]
        .filter(fits)
        .sort((a, b) => a.call.rang_at - b.call.rang_at)
        .map((view) => callOption(view, world)),
  };
}

/** What a unit is on now, with what may be reported next. */
export function assignmentOf(
  unit: UnitView | undefined,
  { desk }: Pick<World, "desk">,
): { incident: IncidentView; view: AssignmentView } | null {
  if (unit?.availability.is !== "committed") return null;
  const incident = desk.incidents.get(unit.availability.incident);
  const view = incident?.assignments.findLast((own) => own.assignment.unit === unit.unit.spec.id);
  return incident && view ? { incident, view } : null;
}

/** What may be reported next of the unit that was named, the usual one first. */
export function nextStatus(): Argument<AssignmentStatus> {
  return {
    called: { id: "status", en: "status" },
    usual: true,
    none: (_, { unit }) => commandWords().free((unit as UnitView).unit.spec.id),
    options: (world, { unit }) => {
      const on = assignmentOf(unit as UnitView | undefined, world);
      return (on?.view.next ?? []).map((status) => ({
        key: status.is,
        text: say.t.status[status.is],
        names: [...both((t) => t.status[status.is]), ...both((t) => t.report[status.is])],
        label: say.t.status[status.is],
        detail: on ? incidentName(on.incident) : "",
        icon: statusIcon(status),
        tone: statusTone(status),
        value: status,
      }));
    },
  };
}

/** The catalogue's types. */
export function kinds(): Argument<IncidentType> {
  return {
    called: { id: "jenis", en: "type" },
    options: ({ desk }) =>
      (desk.room?.catalogue.types ?? []).map((kind) => ({
        key: kind.key,
        text: say.name(kind.name),
        names: [kind.name.id, kind.name.en],
        also: kind.words,
        label: say.name(kind.name),
        detail: say.t.form.priority(kind.priority),
        tone: kind.family,
        value: kind,
      })),
  };
}

/** Places that the room finds. */
export function places(): Argument<PlaceHit> {
  return {
    called: { id: "tempat", en: "place" },
    ask: async ({ desk }, typed) => {
      const { hits } = await desk.ask({ ask: "find_places", typed, near: null });
      return hits.map((hit, index) => placeOption(hit, index));
    },
  };
}

export function placeOption(hit: PlaceHit, index: number): Option<PlaceHit> {
  const where = [say.t.source[hit.fix.source], hit.context].filter(Boolean).join(" · ");
  return {
    key: `place-${index}`,
    text: placeName(hit),
    names: [hit.fix.label],
    label: hit.fix.label,
    detail: `${where} · ${distance(hit.distance_m, say.t, say.language)}`,
    icon: "place",
    value: hit,
  };
}

/** Many villages have a street of the same name. */
export function placeName(hit: PlaceHit): string {
  return [hit.fix.label, hit.context].filter(Boolean).join(", ");
}

/** Roads that are closed or slow. */
export function closures(): Argument<ClosureView> {
  return {
    called: { id: "penutupan", en: "closure" },
    usual: true,
    none: () => commandWords().noClosure,
    options: ({ desk }) =>
      [...desk.closures.values()]
        .sort((a, b) => b.closure.since - a.closure.since)
        .map((view) => ({
          key: view.closure.id,
          text: view.closure.why,
          names: [view.closure.why],
          label: view.closure.why,
          icon: "block" as const,
          value: view,
        })),
  };
}

/** Stations that a unit may stand by at. */
export function stations(): Argument<StationView> {
  return {
    called: { id: "pos", en: "station" },
    options: ({ desk }) =>
      (desk.room?.stations ?? []).map((station) => ({
        key: station.id,
        text: station.name,
        names: [station.name],
        also: station.service ? both((t) => t.service[station.service ?? "fire"]) : [],
        label: station.name,
        detail: station.service ? say.t.service[station.service] : "",
        icon: "place" as const,
        value: station,
      })),
  };
}

export function text(called: Text["called"]): Text {
  return { called, free: true };
}

export function optional<A extends Argument<unknown>>(argument: A): A & { optional: true } {
  return { ...argument, optional: true };
}

export function several<V>(argument: Argument<V>): Argument<V> & { many: true } {
  return { ...argument, many: true };
}
