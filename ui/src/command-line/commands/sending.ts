// Sending units, reporting what they do, and taking them out of service.

import type { IncidentView } from "../../generated/IncidentView";
import type { Proposal } from "../../generated/Proposal";
import type { UnitView } from "../../generated/UnitView";
import { running } from "../../look/format";
import { proposed } from "../../recommendation/choice.svelte";
import { say } from "../../words/words.svelte";
import { type Command, cannot, command, type Says, type World, warn, will } from "../command";
import {
  assignmentOf,
  callName,
  incidentName,
  incidents,
  nextStatus,
  optional,
  several,
  stations,
  text,
  unitState,
  units,
} from "../things";

const id = {
  send: (units: string, where: string, soonest: string) =>
    `Kirim ${units} ke ${where}${soonest ? `, tiba ${soonest}` : ""}`,
  sendNobody: (where: string) => `Buka kejadian ${where} tanpa unit`,
  nowhere: "Tidak ada panggilan atau kejadian. Sebut nomor kejadiannya.",
  nobody: "Sebut unitnya.",
  reason: (proposed: string) =>
    proposed
      ? `Beda dari usulan (${proposed}): tambahkan alasannya`
      : "Tidak ada di usulan: tambahkan alasannya",
  busy: (unit: string, state: string) => `${unit} tidak bebas: ${state}`,
  status: {
    notified: (unit: string, where: string) => `${unit} diberi tahu tentang ${where}`,
    acknowledged: (unit: string, where: string) => `${unit} mengakui tugas ${where}`,
    en_route: (unit: string, where: string) => `${unit} menuju ke ${where}`,
    on_scene: (unit: string, where: string) => `${unit} tiba di ${where}`,
    transporting: (unit: string, where: string, words: string) =>
      `${unit} membawa pasien dari ${where}${words ? ` ke ${words}` : ""}`,
    at_hospital: (unit: string, where: string) => `${unit} tiba di rumah sakit, dari ${where}`,
    cleared: (unit: string, where: string, words: string) =>
      `${unit} selesai di ${where}${words ? `: ${words}` : ""}`,
    stood_down: (unit: string, where: string, words: string) =>
      `${unit} ditarik dari ${where}${words ? `: ${words}` : ", tambahkan alasannya"}`,
  },
  out: (unit: string, why: string) => `${unit} tidak siap tugas: ${why}`,
  back: (unit: string) => `${unit} siap lagi`,
  moveUp: (unit: string, place: string) => `${unit} siaga di ${place}`,
  sendBack: (unit: string) => `${unit} kembali ke pos`,
  raise: (where: string, level: number) => `Naikkan alarm ${where} ke tingkat ${level}`,
  noHigher: (where: string) => `Tidak ada tingkat alarm yang lebih tinggi untuk ${where}.`,
};
const en: typeof id = {
  send: (units, where, soonest) => `Send ${units} to ${where}${soonest ? `, there in ${soonest}` : ""}`,
  sendNobody: (where) => `Open the incident ${where} without units`,
  nowhere: "There is no call or incident. Name the incident's number.",
  nobody: "Name the unit.",
  reason: (proposed) =>
    proposed ? `Not what is proposed (${proposed}): add the reason` : "Not proposed: add the reason",
  busy: (unit, state) => `${unit} is not free: ${state}`,
  status: {
    notified: (unit, where) => `${unit} was told of ${where}`,
    acknowledged: (unit, where) => `${unit} acknowledges ${where}`,
    en_route: (unit, where) => `${unit} is on its way to ${where}`,
    on_scene: (unit, where) => `${unit} is on scene at ${where}`,
    transporting: (unit, where, words) =>
      `${unit} takes the patient from ${where}${words ? ` to ${words}` : ""}`,
    at_hospital: (unit, where) => `${unit} is at the hospital, from ${where}`,
    cleared: (unit, where, words) => `${unit} is clear of ${where}${words ? `: ${words}` : ""}`,
    stood_down: (unit, where, words) =>
      `${unit} is stood down from ${where}${words ? `: ${words}` : ", add the reason"}`,
  },
  out: (unit, why) => `${unit} is out of service: ${why}`,
  back: (unit) => `${unit} is back in service`,
  moveUp: (unit, place) => `${unit} stands by at ${place}`,
  sendBack: (unit) => `${unit} goes back to its station`,
  raise: (where, level) => `Raise the alarm of ${where} to level ${level}`,
  noHigher: (where) => `There is no higher alarm level for ${where}.`,
};
export const sendingLines = { id, en };
const words = () => sendingLines[say.language];

type Target = { what: "incident"; view: IncidentView; name: string } | { what: "call"; name: string };

/** Where units would go: the incident that is named or looked at, or else the call's place. */
function target({ desk, place }: World, incident?: IncidentView): Target | null {
  const view = incident ?? (place.incident ? desk.incidents.get(place.incident) : undefined);
  if (view) return { what: "incident", view, name: incidentName(view) };
  const call = place.call ? desk.calls.get(place.call) : undefined;
  if (!call || call.call.stage.stage === "closed") return null;
  return { what: "call", name: [callName(call), call.location?.label].filter(Boolean).join(", ") };
}

/** What the room says of sending these. */
function sending(named: readonly UnitView[], reason: string, to: Target, world: World): Says {
  const t = words();
  const recommendation = world.assessment?.recommendation;
  const known = new Map<string, Proposal>(recommendation?.units.map((own) => [own.unit, own]));
  const ids = named.map((view) => view.unit.spec.id);
  const busy = named.find((view) => view.availability.is !== "available");
  if (busy) return warn(t.busy(busy.unit.spec.id, unitState(busy, world)));
  const soonest = Math.min(...ids.map((unit) => known.get(unit)?.total_s ?? Number.POSITIVE_INFINITY));
  const sentence = t.send(ids.join(", "), to.name, Number.isFinite(soonest) ? running(soonest, say.t) : "");
  const wanted = proposed(recommendation);
  const differs = [...wanted].sort().join() !== [...ids].sort().join();
  return world.assessment && differs && !reason
    ? warn(`${sentence}. ${t.reason(wanted.join(", "))}`)
    : will(sentence);
}

const send = command({
  name: "send",
  called: { id: ["kirim"], en: ["send"] },
  about: { id: "Kirim unit", en: "Send units" },
  group: "dispatch",
  where: ["call", "incident"],
  key: "send",
  takes: {
    units: optional(several(units((view) => view.unit.duty.duty !== "off_duty"))),
    incident: optional(incidents()),
    reason: optional(text({ id: "alasan", en: "reason" })),
  },
  question: ({ units, incident }, world) => {
    const to = target(world, incident);
    if (!to || !units) return null;
    if (to.what === "incident") return { ask: "reassess", incident: to.view.incident.id };
    return world.place.call ? { ask: "assess", call: world.place.call } : null;
  },
  echo: ({ units, incident, reason = "" }, world) => {
    const to = target(world, incident);
    if (!to) return cannot(words().nowhere);
    if (units) return sending(units, reason, to, world);
    const ticked = world.choice.ticked(world.assessor.assessment?.recommendation).map((own) => own.unit);
    if (incident && incident.incident.id !== world.place.incident) return cannot(words().nobody);
    if (ticked.length > 0) return will(words().send(ticked.join(", "), to.name, ""));
    // Words that are no unit must not open an incident without one.
    return to.what === "call" && !reason ? will(words().sendNobody(to.name)) : cannot(words().nobody);
  },
  run: async ({ units, incident, reason = "" }, world) => {
    const named = units && { units: units.map((view) => view.unit.spec.id), reason };
    const to = target(world, incident);
    if (to?.what === "incident" && named) {
      const send = { ...named, proposed: proposed(world.assessment?.recommendation) };
      return (await world.actions.does({ do: "send", incident: to.view.incident.id, send })) !== null;
    }
    if (reason) world.choice.reason = reason;
    await world.actions.send(named);
    return true;
  },
});

const status = command({
  name: "status",
  called: { id: ["status"], en: ["status"] },
  about: { id: "Status unit", en: "A unit's status" },
  group: "dispatch",
  where: ["incident"],
  bare: true,
  takes: { unit: units(), status: nextStatus(), words: optional(text({ id: "keterangan", en: "remark" })) },
  echo: ({ unit, status, words: said = "" }, world) => {
    const on = assignmentOf(unit, world);
    if (!unit || !on || !status) return cannot(words().nobody);
    const sentence = words().status[status.is](unit.unit.spec.id, incidentName(on.incident), said);
    return status.is === "stood_down" && said === "" ? warn(sentence) : will(sentence);
  },
  run: async ({ unit, status, words: said = "" }, world) => {
    const on = assignmentOf(unit, world);
    if (!on || !unit || !status) return false;
    const worded = {
      ...status,
      ...("to" in status && { to: said }),
      ...("why" in status && { why: said }),
      ...("outcome" in status && { outcome: said }),
    };
    return (await world.actions.report(on.incident.incident.id, unit.unit.spec.id, worded)) !== null;
  },
});

const raise = command({
  name: "raise",
  called: { id: ["alarm", "naikkan alarm"], en: ["raise alarm", "alarm"] },
  about: { id: "Naikkan alarm kejadian", en: "Raise an incident's alarm" },
  group: "incidents",
  where: ["incident"],
  key: "raise",
  takes: { incident: optional(incidents()) },
  echo: ({ incident }, world) => {
    const to = target(world, incident);
    if (to?.what !== "incident") return cannot(words().nowhere);
    const level = to.view.incident.alarm_level + 1;
    return to.view.can_raise ? will(words().raise(to.name, level)) : cannot(words().noHigher(to.name));
  },
  run: async ({ incident }, world) => {
    const to = target(world, incident);
    if (to?.what !== "incident") return false;
    return (await world.actions.does({ do: "raise_alarm", incident: to.view.incident.id })) !== null;
  },
});

const outOfService = command({
  name: "outOfService",
  called: { id: ["rusak", "tak siap"], en: ["out of service"] },
  about: { id: "Unit tidak siap tugas", en: "A unit is out of service" },
  group: "dispatch",
  takes: {
    unit: units((view) => view.unit.duty.duty === "on_duty"),
    why: text({ id: "alasan", en: "reason" }),
  },
  echo: ({ unit, why = "" }) => (unit ? will(words().out(unit.unit.spec.id, why)) : cannot(words().nobody)),
  run: async ({ unit, why = "" }, { actions }) => {
    if (!unit) return false;
    return (await actions.setDuty(unit.unit.spec.id, { duty: "out_of_service", why, until: null })) !== null;
  },
});

const inService = command({
  name: "inService",
  called: { id: ["dinas", "siap"], en: ["in service", "back in service"] },
  about: { id: "Unit siap lagi", en: "A unit is back in service" },
  group: "dispatch",
  takes: { unit: units((view) => view.unit.duty.duty !== "on_duty") },
  echo: ({ unit }) => (unit ? will(words().back(unit.unit.spec.id)) : cannot(words().nobody)),
  run: async ({ unit }, { actions }) =>
    unit !== undefined && (await actions.setDuty(unit.unit.spec.id, { duty: "on_duty" })) !== null,
});

const moveUp = command({
  name: "standBy",
  called: { id: ["siaga", "geser"], en: ["stand by", "move up"] },
  about: { id: "Unit siaga di pos lain", en: "A unit stands by at another station" },
  group: "dispatch",
  takes: { unit: units((view) => view.availability.is === "available"), station: stations() },
  echo: ({ unit, station }) =>
    unit && station ? will(words().moveUp(unit.unit.spec.id, station.name)) : cannot(words().nobody),
  run: async ({ unit, station }, { actions }) => {
    if (!unit || !station) return false;
    const to = { position: station.position, label: station.name };
    return (await actions.does({ do: "move_up", unit: unit.unit.spec.id, to })) !== null;
  },
});

const sendBack = command({
  name: "sendBack",
  called: { id: ["kembali ke pos"], en: ["back to station", "send back"] },
  about: { id: "Unit kembali ke posnya", en: "A unit goes back to its station" },
  group: "dispatch",
  takes: { unit: units((view) => view.standby !== null) },
  echo: ({ unit }) => (unit ? will(words().sendBack(unit.unit.spec.id)) : cannot(words().nobody)),
  run: async ({ unit }, { actions }) =>
    unit !== undefined && (await actions.does({ do: "send_back", unit: unit.unit.spec.id })) !== null,
});

export const sendingCommands: readonly Command[] = [
  send,
  status,
  raise,
  outOfService,
  inService,
  moveUp,
  sendBack,
];
