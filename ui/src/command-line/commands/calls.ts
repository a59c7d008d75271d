// Taking, holding and ending calls, and what is written down in them.

import { nextToTake } from "../../calls/queue";
import type { CallDisposition } from "../../generated/CallDisposition";
import type { CallView } from "../../generated/CallView";
import type { IncidentDisposition } from "../../generated/IncidentDisposition";
import type { IncidentView } from "../../generated/IncidentView";
import { en as english } from "../../words/en";
import { id as indonesian } from "../../words/id";
import { say } from "../../words/words.svelte";
import { type Argument, type Command, cannot, command, type World, will } from "../command";
import {
  callName,
  calls,
  incidentName,
  incidents,
  kinds,
  optional,
  placeName,
  places,
  text,
} from "../things";

const id = {
  answer: (call: string) => `Jawab ${call}`,
  nobodyRings: "Tidak ada panggilan yang berdering.",
  newCall: "Catat panggilan baru",
  resume: (call: string) => `Bicara lagi dengan ${call}`,
  hold: (call: string) => `Tahan ${call}`,
  noCall: "Tidak ada panggilan di meja ini.",
  nothingOpen: "Tidak ada panggilan atau kejadian yang sedang dilihat. Sebut nomor kejadiannya.",
  close: (what: string, how: string) => `Tutup ${what} sebagai ${how.toLowerCase()}`,
  calledBack: (call: string) => `${call} sudah dihubungi balik`,
  kind: (call: string, kind: string) => `${call}: ${kind}`,
  place: (call: string, place: string) => `Lokasi ${call}: ${place}`,
  note: (what: string, words: string) => `Catat di ${what}: “${words}”`,
  nobodyDue: "Tidak ada yang perlu dihubungi balik.",
  join: (call: string, incident: string) => `Gabungkan ${call} dengan ${incident}`,
  noSimilar: "Tidak ada kejadian serupa. Sebut nomor kejadiannya.",
};
const en: typeof id = {
  answer: (call) => `Answer ${call}`,
  nobodyRings: "No call is ringing.",
  newCall: "Take a new call",
  resume: (call) => `Talk to ${call} again`,
  hold: (call) => `Hold ${call}`,
  noCall: "There is no call at this desk.",
  nothingOpen: "No call or incident is being looked at. Name the incident's number.",
  close: (what, how) => `Close ${what} as ${how.toLowerCase()}`,
  calledBack: (call) => `${call} has been called back`,
  kind: (call, kind) => `${call}: ${kind}`,
  place: (call, place) => `Place of ${call}: ${place}`,
  note: (what, words) => `Note in ${what}: “${words}”`,
  nobodyDue: "Nobody has to be called back.",
  join: (call, incident) => `Join ${call} to ${incident}`,
  noSimilar: "There is no similar incident. Name the incident's number.",
};
export const callLines = { id, en };
const words = () => callLines[say.language];

/** The call being taken. */
function current({ desk, place }: World): CallView | undefined {
  const view = place.call ? desk.calls.get(place.call) : undefined;
  return view?.call.stage.stage === "closed" ? undefined : view;
}

/** The incident being looked at. */
function looked({ desk, place }: World): IncidentView | undefined {
  return place.incident ? desk.incidents.get(place.incident) : undefined;
}

const atStage =
  (...stages: string[]) =>
  (view: CallView) =>
    stages.includes(view.call.stage.stage);

const answer = command({
  name: "answer",
  called: { id: ["jawab", "angkat"], en: ["answer"] },
  about: { id: "Jawab panggilan", en: "Answer a call" },
  group: "calls",
  key: "answer",
  takes: { call: optional(calls(atStage("ringing", "held", "active"))) },
  echo: ({ call }, { desk }) => {
    const first = call ?? nextToTake([...desk.calls.values()]);
    return first ? will(words().answer(callName(first))) : cannot(words().nobodyRings);
  },
  run: async ({ call }, { actions }) => {
    await (call ? actions.answer(call.call.id) : actions.answerOldest());
    return true;
  },
});

const newCall = command({
  name: "newCall",
  called: { id: ["panggilan baru", "baru"], en: ["new call"] },
  about: { id: "Catat panggilan baru", en: "Take a new call" },
  group: "calls",
  key: "newCall",
  takes: {},
  echo: () => will(words().newCall),
  run: async (_, { actions }) => {
    await actions.newCall();
    return true;
  },
});

const hold = command({
  name: "hold",
  called: { id: ["tahan", "lanjutkan"], en: ["hold", "resume"] },
  about: { id: "Tahan atau lanjutkan panggilan ini", en: "Hold or resume this call" },
  group: "calls",
  where: ["call"],
  key: "hold",
  takes: {},
  echo: (_, world) => {
    const view = current(world);
    if (!view) return cannot(words().noCall);
    return will(
      view.call.stage.stage === "active" ? words().hold(callName(view)) : words().resume(callName(view)),
    );
  },
  run: async (_, { actions }) => {
    await actions.holdOrResume();
    return true;
  },
});

type Ending =
  | { of: "call"; how: CallDisposition }
  | { of: "incident"; incident: IncidentView; how: IncidentDisposition };

/** How the incident that was named or is being looked at may end, or else the call. */
const endings: Argument<Ending> = {
  called: { id: "hasil akhir", en: "ending" },
  none: () => words().nothingOpen,
  options: (world, given) => {
    const { incident: named } = given as { incident?: IncidentView };
    const incident = named ?? looked(world);
    if (incident) {
      return (Object.keys(indonesian.ended) as IncidentDisposition[]).map((how) => ({
        key: how,
        text: say.t.ended[how].toLowerCase(),
        names: [indonesian.ended[how], english.ended[how]],
        label: say.t.ended[how],
        detail: incidentName(incident),
        value: { of: "incident" as const, incident, how },
      }));
    }
    const call = current(world);
    if (!call) return [];
    // Opening and joining an incident have commands of their own.
    return (Object.keys(indonesian.disposition) as CallDisposition[])
      .filter((how) => how !== "incident" && how !== "joined")
      .map((how) => ({
        key: how,
        text: say.t.disposition[how],
        names: [indonesian.disposition[how], english.disposition[how]],
        label: say.t.disposition[how],
        detail: callName(call),
        value: { of: "call" as const, how },
      }));
  },
};

const close = command({
  name: "close",
  called: { id: ["tutup"], en: ["close"] },
  about: { id: "Tutup panggilan atau kejadian ini", en: "Close this call or incident" },
  group: "calls",
  where: ["call", "incident"],
  key: "closeIncident",
  takes: { incident: optional(incidents()), how: endings },
  echo: ({ how }, world) => {
    if (how?.of === "incident") return will(words().close(incidentName(how.incident), say.t.ended[how.how]));
    const call = current(world);
    return call && how
      ? will(words().close(callName(call), say.t.disposition[how.how]))
      : cannot(words().nothingOpen);
  },
  run: async ({ how }, { actions }) => {
    if (how?.of === "incident") await actions.closeIncident(how.incident.incident.id, how.how);
    else if (how) await actions.closeCall(how.how);
    return true;
  },
});

const callBack = command({
  name: "callBack",
  called: { id: ["telepon balik", "hubungi balik", "sudah dihubungi"], en: ["call back", "called back"] },
  about: { id: "Penelepon sudah dihubungi balik", en: "The caller has been called back" },
  group: "calls",
  takes: {
    call: { ...calls((view) => view.call.call_back_due), usual: true, none: () => words().nobodyDue },
  },
  echo: ({ call }) => (call ? will(words().calledBack(callName(call))) : cannot(words().noCall)),
  run: async ({ call }, { actions }) =>
    call !== undefined && (await actions.calledBack(call.call.id, "reached")) !== null,
});

const kind = command({
  name: "kind",
  called: { id: ["jenis"], en: ["type"] },
  about: { id: "Jenis kejadian panggilan ini", en: "What this call is about" },
  group: "calls",
  where: ["call"],
  takes: { kind: kinds() },
  echo: ({ kind }, world) => {
    const view = current(world);
    return view && kind ? will(words().kind(callName(view), say.name(kind.name))) : cannot(words().noCall);
  },
  run: async ({ kind }, world) => {
    const view = current(world);
    if (view && kind) world.actions.setKind(view.call.id, kind.key);
    return true;
  },
});

const place = command({
  name: "place",
  called: { id: ["lokasi", "tempat"], en: ["place", "location"] },
  about: { id: "Lokasi panggilan ini", en: "Where this call is" },
  group: "calls",
  where: ["call"],
  takes: { place: places() },
  echo: ({ place }, world) => {
    const view = current(world);
    return view && place ? will(words().place(callName(view), placeName(place))) : cannot(words().noCall);
  },
  run: async ({ place }, world) => {
    const view = current(world);
    if (view && place) world.actions.addFix(view.call.id, { ...place.fix, label: placeName(place) });
    return true;
  },
});

const note = command({
  name: "note",
  called: { id: ["catat", "catatan"], en: ["note"] },
  about: { id: "Catat di kejadian atau panggilan ini", en: "Note in this incident or call" },
  group: "calls",
  where: ["call", "incident"],
  takes: {
    incident: { ...optional(incidents()), whole: true },
    words: text({ id: "catatan", en: "note" }),
  },
  echo: ({ incident, words: said = "" }, world) => {
    const on = incident ?? looked(world);
    if (on) return will(words().note(incidentName(on), said));
    const call = current(world);
    return call ? will(words().note(callName(call), said)) : cannot(words().nothingOpen);
  },
  run: async ({ incident, words: said = "" }, world) => {
    const on = incident ?? looked(world);
    if (on) return (await world.actions.note(on.incident.id, said)) !== null;
    const note = world.place.texts?.note;
    note?.type([note.value, said].filter(Boolean).join("\n"));
    return note !== undefined;
  },
});

const join = command({
  name: "join",
  called: { id: ["gabung", "gabungkan"], en: ["join"] },
  about: { id: "Gabungkan panggilan ini dengan kejadian", en: "Join this call to an incident" },
  group: "calls",
  where: ["call"],
  key: "join",
  takes: { incident: optional(incidents()) },
  echo: ({ incident }, world) => {
    const call = current(world);
    if (!call) return cannot(words().noCall);
    const similar = world.assessor.assessment?.similar[0]?.incident;
    const on = incident ?? (similar ? world.desk.incidents.get(similar) : undefined);
    return on ? will(words().join(callName(call), incidentName(on))) : cannot(words().noSimilar);
  },
  run: async ({ incident }, { actions }) => {
    await actions.join(incident?.incident.id);
    return true;
  },
});

export const callCommands: readonly Command[] = [
  answer,
  newCall,
  hold,
  close,
  note,
  kind,
  place,
  join,
  callBack,
];
