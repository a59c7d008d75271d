// An hour with everything at once: alarms of every kind, units that are wanted elsewhere, a long timeline, a road to close.

import type { Alarm } from "../generated/Alarm";
import type { AlarmSubject } from "../generated/AlarmSubject";
import type { Assessment } from "../generated/Assessment";
import type { Event } from "../generated/Event";
import type { Moment } from "../generated/Moment";
import type { Proposal } from "../generated/Proposal";
import type { Urgency } from "../generated/Urgency";
import type { WouldClose } from "../generated/WouldClose";
import { CENTRE, fixAt, NOW } from "../testing/views";
import { assessment, proposal, YOU } from "./night";

const MINUTE = 60_000;

function alarm(key: string, urgency: Urgency, ...subjects: AlarmSubject[]): Alarm {
  const causes = subjects.map((subject, at) => ({ key: `${key}/${at}`, subject, since: NOW - 95_000 }));
  return { key, urgency, since: NOW - 95_000, causes };
}

export const alarms: Alarm[] = [
  alarm("ring", "ring", { about: "unanswered_ring", call: "c-2" }),
  alarm(
    "silent",
    "life",
    { about: "notice_not_acknowledged", incident: "i-1", unit: "PTR-1" },
    { about: "notice_not_acknowledged", incident: "i-1", unit: "DMK-2" },
  ),
  alarm("none", "action", { about: "incident_without_units", incident: "i-3" }),
  alarm("gap", "action", { about: "zone_uncovered", service: "fire", zone: "z-1", name: "Kalipuro" }),
];

const LATER = { substitute: false, fills: null, sendable: false, obstacle: "committed" } as const;
const onTheCrash = { incident: "i-2", number: 1022, kind: "crash", priority: 2, others: 1 } as const;
const busy: Proposal[] = [
  proposal("AMB-1", 7, {
    ...LATER,
    engaged: {
      ...onTheCrash,
      status: { is: "en_route" },
      divertible: true,
      free_at: NOW + 35 * MINUTE,
    },
  }),
  proposal("PTR-1", 9, {
    ...LATER,
    engaged: { ...onTheCrash, status: { is: "on_scene" }, divertible: false, free_at: NOW + 12 * MINUTE },
  }),
];

/** Who could still be sent: some are wanted elsewhere. */
export const stretched: Assessment = {
  ...assessment,
  similar: [],
  recommendation: assessment.recommendation && {
    ...assessment.recommendation,
    units: [...assessment.recommendation.units, ...busy],
  },
};

const moment = (seq: number, minutes: number, event: object): Moment => ({
  seq: 4100 + seq,
  at: NOW - minutes * MINUTE,
  by: YOU,
  // Of an event the timeline reads what it says, and no more is told here.
  event: event as Event,
});

const report = (unit: string, is: string) => ({ event: "status_reported", unit, status: { is } });

export const timeline: Moment[] = [
  moment(1, 22, { event: "call_rang", number: 86 }),
  moment(2, 21, { event: "call_answered" }),
  moment(3, 21, { event: "fix_added", fix: { ...fixAt(CENTRE, 45, "Masjid Agung Baiturrahman") } }),
  moment(4, 20, {
    event: "incident_opened",
    number: 1021,
    kind: "house_fire",
    place: fixAt(CENTRE, 45, "Masjid Agung Baiturrahman"),
  }),
  moment(5, 20, { event: "units_chosen", sent: ["DMK-3", "DMK-2"], reason: "" }),
  moment(6, 20, { event: "unit_notified", unit: "DMK-3" }),
  moment(7, 19, report("DMK-3", "acknowledged")),
  moment(8, 18, report("DMK-3", "en_route")),
  moment(9, 15, { event: "call_joined" }),
  moment(10, 14, { event: "alarm_raised", level: 2 }),
  moment(11, 13, { event: "unit_queued", unit: "AMB-1" }),
  moment(12, 12, { event: "priority_set", priority: 1, why: "lansia di kamar belakang" }),
  moment(13, 11, report("DMK-3", "on_scene")),
  moment(14, 10, { event: "incident_noted", text: { personal: "api dari dapur" } }),
  moment(15, 8, { event: "called_back" }),
  moment(16, 6, { event: "location_linked" }),
];

export const wouldClose: WouldClose = {
  roads: 3,
  length_m: 420,
  streets: ["Jl. Basuki Rahmat", "Jl. Jend. Sudirman"],
  lines: [],
};
