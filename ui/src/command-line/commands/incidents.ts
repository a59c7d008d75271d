// What is done about incidents beside sending units: which come first, which are one, and who goes from one to another.

import type { IncidentView } from "../../generated/IncidentView";
import { merge as mergeInto, unmerge as partAgain } from "../../incidents/incident-actions";
import { say } from "../../words/words.svelte";
import { type Argument, type Command, cannot, command, type World, warn, will } from "../command";
import {
  incidentName,
  incidents,
  kinds,
  optional,
  placeName,
  places,
  text,
  unitState,
  units,
} from "../things";

const id = {
  merge: (from: string, into: string) => `Satukan ${from} ke dalam ${into}`,
  unmerge: (what: string) => `Pisahkan ${what} lagi`,
  divert: (unit: string, state: string, to: string, why: string) =>
    `Alihkan ${unit} (${state}) ke ${to}${why ? `: ${why}` : ""}`,
  queue: (unit: string, state: string, to: string) => `${to} berikutnya untuk ${unit} (${state})`,
  unqueue: (unit: string, to: string) => `${to} tidak lagi menunggu ${unit}`,
  prioritise: (what: string, level: number, why: string) =>
    `Prioritas ${what} menjadi ${level}${why ? `: ${why}` : ", tambahkan alasannya"}`,
  lower: (what: string, level: number) => `Turunkan alarm ${what} ke tingkat ${level}`,
  kind: (what: string, kind: string) => `${what} menjadi ${kind}`,
  move: (what: string, place: string) => `Pindahkan ${what} ke ${place}`,
  timeline: (what: string) => `Linimasa ${what}`,
  more: (what: string) => `Tambah unit untuk ${what}`,
  noLower: (what: string) => `Alarm ${what} tidak bisa diturunkan.`,
  priority: (level: number): string =>
    level === 1 ? "paling mendesak" : level === 5 ? "paling tidak mendesak" : "",
  nothingOpen: "Sebut nomor kejadiannya.",
};
const en: typeof id = {
  merge: (from, into) => `Merge ${from} into ${into}`,
  unmerge: (what) => `Part ${what} again`,
  divert: (unit, state, to, why) => `Divert ${unit} (${state}) to ${to}${why ? `: ${why}` : ""}`,
  queue: (unit, state, to) => `${to} comes next for ${unit} (${state})`,
  unqueue: (unit, to) => `${to} no longer waits for ${unit}`,
  prioritise: (what, level, why) =>
    `Priority of ${what} becomes ${level}${why ? `: ${why}` : ", add the reason"}`,
  lower: (what, level) => `Lower the alarm of ${what} to level ${level}`,
  kind: (what, kind) => `${what} becomes ${kind}`,
  move: (what, place) => `Move ${what} to ${place}`,
  timeline: (what) => `Timeline of ${what}`,
  more: (what) => `Add units to ${what}`,
  noLower: (what) => `The alarm of ${what} can't be lowered.`,
  priority: (level) => (level === 1 ? "the most urgent" : level === 5 ? "the least urgent" : ""),
  nothingOpen: "Name the incident's number.",
};
export const incidentLines = { id, en };
const words = () => incidentLines[say.language];

/** The incident that was named, or the one that is being looked at. */
function on(named: IncidentView | undefined, { desk, place }: World): IncidentView | undefined {
  return named ?? (place.incident ? desk.incidents.get(place.incident) : undefined);
}

const merge = command({
  name: "merge",
  key: "merge",
  called: { id: ["satukan"], en: ["merge"] },
  about: { id: "Satukan dua kejadian yang sama", en: "Merge two incidents that are one" },
  group: "incidents",
  where: ["incident"],
  takes: { first: incidents(), second: optional(incidents()) },
  echo: ({ first, second }, world) => {
    const [from, into] = second ? [first, second] : [on(undefined, world), first];
    return from && into
      ? will(words().merge(incidentName(from), incidentName(into)))
      : cannot(words().nothingOpen);
  },
  run: async ({ first, second }, world) => {
    const [from, into] = second ? [first, second] : [on(undefined, world), first];
    return from && into ? await mergeInto(world.actions, from.incident.id, into.incident.id) : false;
  },
});

const unmerge = command({
  name: "unmerge",
  called: { id: ["pisahkan"], en: ["unmerge", "part"] },
  about: { id: "Pisahkan kejadian yang disatukan", en: "Part incidents that were merged" },
  group: "incidents",
  takes: { incident: incidents((view) => view.merged_into !== null) },
  echo: ({ incident }) =>
    incident ? will(words().unmerge(incidentName(incident))) : cannot(words().nothingOpen),
  run: async ({ incident }, { actions }) =>
    incident !== undefined && (await partAgain(actions, incident.incident.id)),
});

const divert = command({
  name: "divert",
  key: "divert",
  called: { id: ["alihkan"], en: ["divert"] },
  about: { id: "Alihkan unit ke kejadian lain", en: "Divert a unit to another incident" },
  group: "dispatch",
  where: ["incident"],
  takes: {
    unit: units((view) => view.availability.is === "committed"),
    incident: optional(incidents()),
    why: optional(text({ id: "alasan", en: "reason" })),
  },
  echo: ({ unit, incident, why = "" }, world) => {
    const to = on(incident, world);
    if (!unit || !to) return cannot(words().nothingOpen);
    return will(words().divert(unit.unit.spec.id, unitState(unit, world), incidentName(to), why));
  },
  run: async ({ unit, incident, why = "" }, world) => {
    const to = on(incident, world);
    if (!unit || !to) return false;
    const command = { do: "divert" as const, incident: to.incident.id, unit: unit.unit.spec.id, why };
    return (await world.actions.does(command)) !== null;
  },
});

const queue = command({
  name: "queue",
  key: "queue",
  called: { id: ["antre", "antrekan"], en: ["queue"] },
  about: {
    id: "Kejadian berikutnya untuk unit yang bertugas",
    en: "The next incident of a unit that is busy",
  },
  group: "dispatch",
  where: ["incident"],
  takes: {
    unit: units((view) => view.availability.is === "committed"),
    incident: optional(incidents()),
  },
  echo: ({ unit, incident }, world) => {
    const to = on(incident, world);
    if (!unit || !to) return cannot(words().nothingOpen);
    return will(words().queue(unit.unit.spec.id, unitState(unit, world), incidentName(to)));
  },
  run: async ({ unit, incident }, world) => {
    const to = on(incident, world);
    if (!unit || !to) return false;
    const command = { do: "queue" as const, incident: to.incident.id, unit: unit.unit.spec.id };
    return (await world.actions.does(command)) !== null;
  },
});

const unqueue = command({
  name: "unqueue",
  called: { id: ["batal antre"], en: ["unqueue"] },
  about: { id: "Kejadian tidak lagi menunggu unit", en: "An incident no longer waits for a unit" },
  group: "dispatch",
  takes: {
    unit: units((view) => view.queued.length > 0),
    incident: {
      ...incidents(),
      usual: true,
      options: (world: World, given) => {
        const { unit } = given as { unit?: { queued: string[] } };
        const all = incidents().options?.(world, given) ?? [];
        return all.filter((option) => unit?.queued.includes(option.value.incident.id));
      },
    } satisfies Argument<IncidentView>,
  },
  echo: ({ unit, incident }) =>
    unit && incident
      ? will(words().unqueue(unit.unit.spec.id, incidentName(incident)))
      : cannot(words().nothingOpen),
  run: async ({ unit, incident }, { actions }) => {
    if (!unit || !incident) return false;
    const command = { do: "unqueue" as const, incident: incident.incident.id, unit: unit.unit.spec.id };
    return (await actions.does(command)) !== null;
  },
});

const levels: Argument<number> = {
  called: { id: "1–5", en: "1–5" },
  options: () =>
    [1, 2, 3, 4, 5].map((level) => ({
      key: `p${level}`,
      text: `${level}`,
      names: [`${level}`, `p${level}`],
      label: `${level}`,
      detail: words().priority(level),
      value: level,
    })),
};

const prioritise = command({
  name: "priority",
  key: "priority",
  called: { id: ["prioritas"], en: ["priority"] },
  about: { id: "Ubah prioritas kejadian", en: "Change an incident's priority" },
  group: "incidents",
  where: ["incident"],
  takes: {
    incident: { ...optional(incidents()), options: namedInFull },
    level: levels,
    why: optional(text({ id: "alasan", en: "reason" })),
  },
  echo: ({ incident, level, why = "" }, world) => {
    const of = on(incident, world);
    if (!of || !level) return cannot(words().nothingOpen);
    const sentence = words().prioritise(incidentName(of), level, why);
    return why ? will(sentence) : warn(sentence);
  },
  run: async ({ incident, level, why = "" }, world) => {
    const of = on(incident, world);
    if (!of || !level) return false;
    const command = { do: "prioritise" as const, incident: of.incident.id, priority: level, why };
    return (await world.actions.does(command)) !== null;
  },
});

/** K-3, never 3 alone, which is a priority. */
function namedInFull(world: World) {
  const all = incidents().options?.(world, {}) ?? [];
  return all.map((option) => ({ ...option, names: [option.text] }));
}

const lower = command({
  name: "lowerAlarm",
  called: { id: ["turunkan alarm"], en: ["lower alarm"] },
  about: { id: "Turunkan alarm kejadian", en: "Lower an incident's alarm" },
  group: "incidents",
  takes: { incident: optional(incidents()) },
  echo: ({ incident }, world) => {
    const of = on(incident, world);
    if (!of) return cannot(words().nothingOpen);
    return of.can_lower
      ? will(words().lower(incidentName(of), of.incident.alarm_level - 1))
      : cannot(words().noLower(incidentName(of)));
  },
  run: async ({ incident }, world) => {
    const of = on(incident, world);
    if (!of) return false;
    return (await world.actions.does({ do: "lower_alarm", incident: of.incident.id })) !== null;
  },
});

const reclassify = command({
  name: "reclassify",
  called: { id: ["ganti jenis"], en: ["reclassify"] },
  about: { id: "Ganti jenis kejadian", en: "Change what an incident is" },
  group: "incidents",
  where: ["incident"],
  takes: { incident: { ...optional(incidents()), options: namedInFull }, kind: kinds() },
  echo: ({ incident, kind }, world) => {
    const of = on(incident, world);
    return of && kind
      ? will(words().kind(incidentName(of), say.name(kind.name)))
      : cannot(words().nothingOpen);
  },
  run: async ({ incident, kind }, world) => {
    const of = on(incident, world);
    if (!of || !kind) return false;
    const command = { do: "reclassify" as const, incident: of.incident.id, kind: kind.key };
    return (await world.actions.does(command)) !== null;
  },
});

const movePlace = command({
  name: "movePlace",
  called: { id: ["pindahkan", "pindah lokasi"], en: ["move place", "move incident"] },
  about: { id: "Pindahkan lokasi kejadian", en: "Move an incident's place" },
  group: "incidents",
  where: ["incident"],
  takes: { incident: { ...optional(incidents()), options: namedInFull }, place: places() },
  echo: ({ incident, place }, world) => {
    const of = on(incident, world);
    return of && place ? will(words().move(incidentName(of), placeName(place))) : cannot(words().nothingOpen);
  },
  run: async ({ incident, place }, world) => {
    const of = on(incident, world);
    if (!of || !place) return false;
    const fix = { ...place.fix, label: placeName(place) };
    const command = { do: "move_place" as const, incident: of.incident.id, place: fix };
    return (await world.actions.does(command)) !== null;
  },
});

/** A part of the incident's panel. */
function part(name: "timeline" | "more", called: Command["called"], about: Command["about"]): Command {
  return command({
    name,
    called,
    about,
    group: "incidents",
    where: ["incident"],
    takes: { incident: optional(incidents(() => true)) },
    echo: ({ incident }, world) => {
      const of = on(incident, world);
      return of ? will(words()[name](incidentName(of))) : cannot(words().nothingOpen);
    },
    run: ({ incident }, world) => {
      const of = on(incident, world);
      if (!of) return false;
      if (world.place.incident !== of.incident.id) world.actions.look(of.incident.id);
      world.place.focus(name);
      return true;
    },
  });
}

const timeline = part(
  "timeline",
  { id: ["linimasa", "riwayat kejadian"], en: ["timeline"] },
  { id: "Semua yang terjadi pada kejadian", en: "All that happened to an incident" },
);

const more = part(
  "more",
  { id: ["tambah unit"], en: ["add units"] },
  { id: "Usulan unit tambahan", en: "More units, as proposed" },
);

export const incidentCommands: readonly Command[] = [
  merge,
  unmerge,
  divert,
  queue,
  unqueue,
  prioritise,
  lower,
  reclassify,
  movePlace,
  timeline,
  more,
];
