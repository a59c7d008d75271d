// One night as a room would tell it: what the gallery's screens show. The numbers are made so that every kind of line
// stands somewhere on a screen.

import type { Assessment } from "../generated/Assessment";
import type { CallView } from "../generated/CallView";
import type { CoverageView } from "../generated/CoverageView";
import type { Family } from "../generated/Family";
import type { HandoverView } from "../generated/HandoverView";
import type { IncidentType } from "../generated/IncidentType";
import type { IncidentView } from "../generated/IncidentView";
import type { Proposal } from "../generated/Proposal";
import type { Snapshot } from "../generated/Snapshot";
import type { UnitView } from "../generated/UnitView";
import {
  CENTRE,
  closureView,
  fixAt,
  handoverView,
  incidentView,
  NOW,
  region,
  unitView,
} from "../testing/views";
import { callView } from "../testing/world";

const MINUTE = 60_000;
export const YOU = { as: "dispatcher", desk: "1" } as const;
const beside = (lat: number, lon: number) => ({ lat: CENTRE.lat + lat, lon: CENTRE.lon + lon });
const said = (personal: string) => ({ personal });

function type(key: string, family: Family, priority: number, id: string, en: string): IncidentType {
  const ask = [
    { key: "people", ask: { id: "Masih ada orang di dalam?", en: "Is anybody still inside?" } },
    { key: "what", ask: { id: "Apa yang terbakar?", en: "What is burning?" } },
  ];
  return {
    key,
    name: { id, en },
    family,
    priority,
    words: [],
    says: [],
    questions: family === "fire" ? ask : [],
    plan: [],
    standard_s: 900,
    duplicate_m: 300,
    duplicate_min: 60,
  };
}

const types = [
  type("house_fire", "fire", 1, "Kebakaran rumah", "House fire"),
  type("chest_pain", "medical", 1, "Sesak napas atau nyeri dada", "Chest pain or short of breath"),
  type("crash", "traffic", 2, "Kecelakaan dengan korban", "Crash with injured people"),
  type("flooding", "disaster", 2, "Banjir", "Flooding"),
];
const capabilities = [
  { key: "pump", name: { id: "Pompa", en: "Pump" } },
  { key: "ladder", name: { id: "Tangga", en: "Ladder" } },
  { key: "ambulance", name: { id: "Ambulans", en: "Ambulance" } },
];

const units: UnitView[] = [
  unitView("DMK-1", {}),
  unitView("DMK-2", { status: { is: "en_route" }, eta: eta(3, 1800) }),
  unitView("DMK-3", { status: { is: "on_scene" }, at: beside(0.004, 0.003) }),
  unitView("DMK-12", { freshness: "stale", seen: NOW - 15 * MINUTE }),
  unitView("AMB-1", { service: "medical", status: { is: "transporting", to: "RSUD Blambangan" } }),
  unitView("AMB-2", { service: "medical", freshness: "assumed" }),
  unitView("PTR-1", { service: "police", status: { is: "notified" } }),
  unitView("RES-1", { service: "rescue", availability: { is: "off_duty" } }),
  outOfService(unitView("SPP-1", { service: "police", availability: { is: "out_of_service" } })),
];

function eta(minutes: number, distance_m: number): UnitView["eta"] {
  return { arrives_at: NOW + minutes * MINUTE, as_of: NOW - 8_000, distance_m, basis: "live" };
}

function outOfService(view: UnitView): UnitView {
  const duty = { duty: "out_of_service", why: "ban bocor", until: NOW + 40 * MINUTE } as const;
  return { ...view, unit: { ...view.unit, duty } };
}

const fire: IncidentView = {
  ...incidentView("i-1", {
    number: 1021,
    assigned: { "DMK-3": { is: "on_scene" }, "DMK-2": { is: "en_route" }, "PTR-1": { is: "notified" } },
  }),
  said: [said("api dari dapur, satu lansia di kamar belakang")],
  due_at: NOW + 4 * MINUTE,
};
for (const own of fire.assignments) {
  const [step] = own.assignment.steps;
  if (step?.status.is === "on_scene") own.next = [{ is: "cleared", outcome: "" }];
  if (step?.status.is === "en_route") own.next = [{ is: "on_scene" }, { is: "stood_down", why: "" }];
  if (step?.status.is === "notified") own.next = [{ is: "acknowledged" }, { is: "en_route" }];
}
const crash = incidentView("i-2", {
  number: 1022,
  kind: "crash",
  priority: 2,
  place: fixAt(beside(-0.01, 0.02), 60, "Jl. Basuki Rahmat"),
  assigned: { "AMB-1": { is: "transporting", to: "RSUD Blambangan" } },
});
const flood = incidentView("i-3", {
  number: 1023,
  kind: "flooding",
  priority: 2,
  place: fixAt(beside(0.02, -0.02), 200, "Kampung Mandar"),
});

const taken: CallView = callView("c-1", {
  number: 88,
  from: "0812-0000-0101",
  location: fixAt(CENTRE, 45, "Jl. Jend. Sudirman 137, Penganjuran"),
});
taken.call.taken_by = YOU;
taken.call.draft = { ...taken.call.draft, kind: "house_fire", note: said("api dari dapur") };
taken.call.draft.place = said("Jl. Jend. Sudirman 137, Penganjuran");
taken.call.fixes = [
  { ...fixAt(beside(0.002, 0.001), 900), source: "network", at: NOW - 50_000 },
  ...(taken.location ? [taken.location] : []),
];
taken.history = { calls: 3, incidents: 1, pranks: 1, silent: 0, abusive: 0 };
taken.earlier = [
  {
    call: "c-0",
    rang_at: NOW - 90 * MINUTE,
    disposition: "prank",
    kind: null,
    incident: null,
    abusive: false,
  },
];
taken.registered = {
  number: said("0812-0000-0101"),
  name: said("Warung Tiga"),
  address: said("Jl. Jend. Sudirman 137"),
  position: CENTRE,
  note: said("kursi roda di lantai dua"),
  flagged: true,
  abusive: false,
  vulnerable: true,
};
taken.premises = [
  {
    id: "p-1",
    place: fixAt(CENTRE, 30, "Jl. Jend. Sudirman 137"),
    text: said("anjing galak di pagar"),
    hazard: true,
    at: NOW - 900 * MINUTE,
    by: YOU,
  },
];
fire.premises = taken.premises.flatMap((note) => [
  note,
  { ...note, id: "p-2", text: said("tabung gas di belakang, gang 2 m"), hazard: false },
]);
const ringing = callView("c-2", { number: 89, from: "0812-0000-0106", stage: { stage: "ringing" } });
ringing.call.answered_at = null;
ringing.call.taken_by = null;
ringing.call.rang_at = NOW - 14_000;
const held = callView("c-3", { number: 87, stage: { stage: "held", since: NOW - 70_000 } });
held.call.channel = "whatsapp";
held.call.taken_by = YOU;
const dropped = callView("c-4", {
  number: 80,
  from: "0812-0000-0177",
  stage: { stage: "closed", since: NOW - 5 * MINUTE, disposition: "dropped" },
  callBack: true,
});

/** A call is being taken, while others ring and wait. */
export const calls: CallView[] = [taken, ringing, held, dropped];

const LONG =
  "tabung gas 12 kg berderet di dapur belakang dan di lorong; pagar besi terkunci dari dalam, kunci cadangan di warung " +
  "depan; gang 2 m, mobil tangga tidak bisa masuk; anjing galak dilepas malam hari; hidran terdekat di depan masjid";

/** The same call at a place of which much was noted. */
export const noted: CallView[] = [
  {
    ...taken,
    premises: [1, 2, 3, 4].flatMap((n) =>
      taken.premises.slice(0, 1).map((note) => ({
        ...note,
        id: `p-${n}`,
        text: said(n === 3 ? "gang buntu" : LONG),
        hazard: n === 1,
      })),
    ),
  },
  ringing,
];

/** Zones of one name, which nobody must mistake for each other. */
export const namesakes: Snapshot["zones"] = [
  { id: "z-1", name: "Kalirejo", within: "Kabat", first_due: ["DMK-1"] },
  { id: "z-2", name: "Kalirejo", within: "Glenmore", first_due: ["DMK-2"] },
];

export const snapshot: Snapshot = {
  seq: 4211,
  now: NOW,
  you: YOU,
  region,
  catalogue: { types, capabilities },
  calls: [],
  incidents: [fire, crash, flood],
  units,
  closures: [closureView("x-1", { shape: "area", centre: beside(0.006, 0.004), radius_m: 120 })],
  zones: [{ id: "r1", name: "Schaan", within: "", first_due: ["DMK-1"] }],
  stations: [],
  handovers: [],
  alarms: [
    {
      key: "a-1",
      urgency: "action",
      since: NOW - 95_000,
      causes: [
        { key: "a-1", subject: { about: "incident_without_units", incident: "i-3" }, since: NOW - 95_000 },
      ],
    },
  ],
  health: {
    journal: "safe",
    places: "ready",
    watching: 3,
    stale_units: 1,
    alarms: { last_hour: 4, desks: 1, per_desk: 4, budget: 12 },
  },
};

export function proposal(unit: string, minutes: number, parts: Partial<Proposal> = {}): Proposal {
  return {
    unit,
    fills: "pump",
    substitute: false,
    obstacle: null,
    sendable: true,
    expected: { turnout_s: 80, travel_s: minutes * 60, distance_m: minutes * 640 },
    total_s: 80 + minutes * 60,
    between: null,
    whereabouts: { is: "in_quarters", age_s: 40 },
    first_due: false,
    engaged: null,
    ...parts,
  };
}

const NOT_SENT = { fills: null, sendable: false } as const;

export const assessment: Assessment = {
  seq: 4_211,
  similar: [{ incident: "i-1", because: "near_and_lately", distance_m: 160, age_s: 240 }],
  recommendation: {
    needs: [
      { capability: "pump", wanted: 2, on_incident: 0, proposed: 2, missing_because: [] },
      {
        capability: "ladder",
        wanted: 1,
        on_incident: 0,
        proposed: 0,
        missing_because: [{ obstacle: "off_duty", units: 1, free_at: null }],
      },
    ],
    units: [
      proposal("DMK-1", 3, { first_due: true }),
      proposal("AMB-2", 6, { fills: "ambulance", whereabouts: { is: "taken_as_in_quarters" } }),
      proposal("DMK-12", 9, { ...NOT_SENT, obstacle: "stale_position", total_s: null, expected: null }),
      proposal("RES-1", 9, { ...NOT_SENT, obstacle: "off_duty", total_s: null, expected: null }),
    ],
    splits: [],
  },
  ways: [],
  epoch: 3,
  took_us: 3_200,
  off_road: false,
};

/** Nobody can come: each with why. */
export const nobody: Assessment = {
  ...assessment,
  similar: [],
  recommendation: {
    needs: [
      {
        capability: "pump",
        wanted: 2,
        on_incident: 0,
        proposed: 0,
        missing_because: [{ obstacle: "committed", units: 2, free_at: NOW + 25 * MINUTE }],
      },
    ],
    units: [],
    splits: [],
  },
};

export const coverage: CoverageView = {
  service: "fire",
  version: 1,
  epoch: 3,
  within_min: 15,
  report_s: 60,
  target_percent: 80,
  units: 2,
  zones: [
    { zone: "z-1", name: "Kalipuro", road_m: 90_000, percent: 34, planned_percent: 34, is_gap: true },
    { zone: "z-2", name: "Giri", road_m: 40_000, percent: 92, planned_percent: 92, is_gap: false },
  ],
  standing_by: [],
  advice: { is: "nobody_free", gap: "Kalipuro" },
  took_us: 41_000,
};

export const handover: HandoverView = {
  ...handoverView("h-1", {
    outgoing: said("Ketua sif malam"),
    words: said("Kampung Mandar masih tergenang, perahu di pos."),
  }),
  come_up: [
    {
      item: { subject: { about: "open_incident", incident: "i-2" }, signed_at: null, signed_by: null },
      name: "K-1022",
      kind: "crash",
      detail: "Jl. Basuki Rahmat",
      since: NOW - MINUTE,
    },
  ],
  items: [
    {
      item: {
        subject: { about: "open_incident", incident: "i-1" },
        signed_at: NOW - MINUTE,
        signed_by: said("Ketua sif pagi"),
      },
      name: "K-1021",
      kind: "house_fire",
      detail: "Masjid Agung Baiturrahman",
      since: NOW - 12 * MINUTE,
    },
    {
      item: { subject: { about: "open_incident", incident: "i-3" }, signed_at: null, signed_by: null },
      name: "K-1023",
      kind: "flooding",
      detail: "Kampung Mandar",
      since: NOW - 40 * MINUTE,
    },
    {
      item: { subject: { about: "unit_out_of_service", unit: "SPP-1" }, signed_at: null, signed_by: null },
      name: "SPP-1",
      kind: null,
      detail: "ban bocor",
      since: NOW - 60 * MINUTE,
    },
  ],
};
