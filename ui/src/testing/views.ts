/** Views as the room sends them, for tests: each with what the test does not care about filled in. */
import type { AlarmRate } from "../generated/AlarmRate";
import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { ClosedShape } from "../generated/ClosedShape";
import type { ClosureView } from "../generated/ClosureView";
import type { Effect } from "../generated/Effect";
import type { Eta } from "../generated/Eta";
import type { Fix } from "../generated/Fix";
import type { Freshness } from "../generated/Freshness";
import type { HandoverView } from "../generated/HandoverView";
import type { IncidentView } from "../generated/IncidentView";
import type { Notice } from "../generated/Notice";
import type { PageView } from "../generated/PageView";
import type { Position } from "../generated/Position";
import type { RegionView } from "../generated/RegionView";
import type { Service } from "../generated/Service";
import type { UnitView } from "../generated/UnitView";

/** The room's clock in all views. */
export const NOW = 1_795_282_302_000;

export const CENTRE: Position = { lat: -8.2118, lon: 114.376 };

export const region: RegionView = {
  name: "Banyuwangi",
  bounds: [114.25, -8.32, 114.5, -8.1],
  centre: CENTRE,
  min_zoom: 8,
  max_zoom: 14,
  tiles_version: "1",
  attribution: "© Kontributor OpenStreetMap",
  time_zone: "Asia/Jakarta",
};

type UnitParts = {
  service?: Service;
  at?: Position;
  seen?: number;
  heading?: number;
  speed?: number;
  freshness?: Freshness;
  status?: AssignmentStatus;
  eta?: Eta | null;
  availability?: UnitView["availability"];
};

export function unitView(id: string, parts: UnitParts = {}): UnitView {
  const {
    service = "fire",
    at = CENTRE,
    seen = NOW,
    heading = null,
    speed = null,
    freshness = "fresh",
    status = null,
    eta = null,
  } = parts;
  const availability: UnitView["availability"] =
    parts.availability ?? (status ? { is: "committed", incident: "i-1" } : { is: "available" });
  const spec: UnitView["unit"]["spec"] = {
    id,
    service,
    agency: "Damkar",
    vehicle: service === "medical" ? "ambulance" : "heavy",
    capabilities: ["pump"],
    station: null,
    station_name: "Mako",
    home: at,
    crew: 5,
    turnout_s: 80,
  };
  return {
    unit: {
      spec,
      duty: { duty: "on_duty" },
      duty_since: NOW - 3_600_000,
      committed_to: availability.is === "committed" ? availability.incident : null,
      since: NOW - 60_000,
      last_seen: null,
      page_token_digest: null,
    },
    availability,
    position: { position: at, at: seen, heading_deg: heading, speed_mps: speed },
    freshness,
    status,
    eta,
    standby: null,
    queued: [],
    since: NOW - 60_000,
  };
}

export function fixAt(position: Position, radius_m = 0, label = ""): Fix {
  return { position, radius_m, source: "address", at: NOW, label };
}

type IncidentParts = {
  number?: number;
  kind?: string;
  priority?: number;
  place?: Fix;
  closed?: boolean;
  assigned?: Record<string, AssignmentStatus>;
};

export function incidentView(id: string, parts: IncidentParts = {}): IncidentView {
  const { number = 1021, kind = "house_fire", priority = 1, closed = false, assigned = {} } = parts;
  const by = { as: "dispatcher", desk: "Meja 2" } as const;
  const assignments = Object.entries(assigned).map(([unit, status]) => ({
    assignment: { unit, steps: [{ status, at: NOW - 30_000, by }], expected: null },
    next: [],
    unplaced: false,
  }));
  return {
    incident: {
      id,
      number,
      kind,
      priority,
      alarm_level: 1,
      place: parts.place ?? fixAt(CENTRE, 40, "Masjid Agung Baiturrahman"),
      opened_at: NOW - 40_000,
      reported_at: NOW - 60_000,
      opened_by: by,
      stage: closed ? { stage: "closed", since: NOW, disposition: "handled" } : { stage: "open" },
      calls: [],
      assignments: assignments.map(({ assignment }) => assignment),
      sendings: [],
      notes: [],
      queue: [],
      merged_into: null,
      absorbed: [],
    },
    said: [],
    assignments,
    due_at: null,
    can_raise: true,
    premises: [],
    can_lower: false,
    merged_into: null,
    duplicates: [],
    awaited: [],
  };
}

export function closureView(
  id: string,
  shape: ClosedShape,
  lines: ClosureView["lines"] = [],
  effect: Effect = { is: "closed" },
): ClosureView {
  const by = { as: "dispatcher", desk: "Meja 2" } as const;
  return { closure: { id, shape, effect, why: "Banjir", since: NOW - 600_000, by }, lines };
}

export function notice(parts: Partial<Notice> = {}): Notice {
  const by = { as: "dispatcher", desk: "Meja 2" } as const;
  return {
    incident: "7b0d7c1e-1111-4222-8333-444455556666",
    number: 1021,
    kind: { id: "Kebakaran rumah", en: "House fire" },
    priority: 1,
    place: fixAt(CENTRE, 40, "Masjid Agung Baiturrahman, Jl. Jend. Sudirman 137"),
    said: [{ personal: "api dari dapur, satu lansia di kamar belakang" }],
    notes: [{ personal: "Gang selebar 2 m, masuk dari Jl. Masjid" }],
    hazards: [],
    premises: [],
    others: ["DMK-4", "AMB-2"],
    assignment: {
      assignment: {
        unit: "DMK-1",
        steps: [{ status: { is: "notified" }, at: NOW - 20_000, by }],
        expected: { turnout_s: 80, travel_s: 170, distance_m: 2100 },
      },
      next: [{ is: "acknowledged" }, { is: "en_route" }, { is: "on_scene" }, { is: "cleared", outcome: "" }],
      unplaced: false,
    },
    leg: null,
    way: {
      unit: "DMK-1",
      expected: { turnout_s: 80, travel_s: 170, distance_m: 2100 },
      line: [
        [114.362, -8.222],
        [114.366, -8.2185],
        [114.371, -8.216],
        [114.376, -8.2118],
      ],
      streets: [
        { name: "Jl. Jend. Ahmad Yani", length_m: 640 },
        { name: "Jl. Dr. Sutomo", length_m: 560 },
        { name: "Jl. Jend. Sudirman", length_m: 900 },
      ],
      steps: [
        { turn: { is: "depart" }, name: "Jl. Jend. Ahmad Yani", length_m: 640, point: [114.362, -8.222] },
        { turn: { is: "left" }, name: "Jl. Dr. Sutomo", length_m: 560, point: [114.366, -8.2185] },
        { turn: { is: "right" }, name: "Jl. Jend. Sudirman", length_m: 900, point: [114.371, -8.216] },
      ],
    },
    ...parts,
  };
}

export function pageView(parts: Partial<PageView> = {}): PageView {
  return { seq: 10, now: NOW, unit: unitView("DMK-1"), region, notice: null, next: [], ...parts };
}

export function handoverView(id: string, parts: Partial<HandoverView["handover"]> = {}): HandoverView {
  const handover: HandoverView["handover"] = {
    id,
    begun_at: NOW - 600_000,
    begun_by: { as: "lead", desk: "Meja 1" },
    outgoing: { personal: "Sri Wahyuni" },
    words: { personal: "" },
    items: [],
    incoming: null,
    completed_at: null,
    ...parts,
  };
  return { handover, items: [], come_up: [] };
}

/** A room without alarms lately. */
export const RATE: AlarmRate = { last_hour: 0, desks: 1, per_desk: 0, budget: 12 };
