// What is written down around a call: its fixes, its number, its place, and the incident it belongs to.

import { removePremise, toggleHazard } from "../../calls/call-actions";
import { tools } from "../../calls/tools.svelte";
import type { CallView } from "../../generated/CallView";
import type { PremiseNote } from "../../generated/PremiseNote";
import { distance } from "../../look/format";
import { say } from "../../words/words.svelte";
import { type Argument, type Command, cannot, command, type World, will } from "../command";
import { callName, calls, incidentName } from "../things";

const id = {
  noCall: "Tidak ada panggilan di meja ini.",
  fix: (call: string, fix: string) => `Lokasi ${call}: ${fix}`,
  noFix: "Panggilan ini belum punya titik.",
  number: (call: string) => `Ubah nomor ${call}`,
  premise: (call: string) => `Tulis catatan tempat ${call}`,
  noPlace: "Panggilan ini belum punya lokasi.",
  removePremise: (text: string) => `Hapus catatan tempat: “${text}”`,
  hazard: (text: string) => `Tandai bahaya: “${text}”`,
  noHazard: (text: string) => `Bukan bahaya lagi: “${text}”`,
  noPremise: "Tidak ada catatan tempat di sini.",
  leave: (call: string, incident: string) => `Lepas ${call} dari ${incident}`,
  noLeave: "Tidak ada panggilan yang digabung ke kejadian ini.",
  notReached: (call: string) => `${call} belum tersambung, dihubungi lagi nanti`,
  nobodyDue: "Tidak ada yang perlu dihubungi balik.",
};
const en: typeof id = {
  noCall: "There is no call at this desk.",
  fix: (call, fix) => `Place of ${call}: ${fix}`,
  noFix: "This call has no fix yet.",
  number: (call) => `Change the number of ${call}`,
  premise: (call) => `Write a premise note for ${call}`,
  noPlace: "This call has no place yet.",
  removePremise: (text) => `Remove the premise note: “${text}”`,
  hazard: (text) => `Mark as a hazard: “${text}”`,
  noHazard: (text) => `No hazard any more: “${text}”`,
  noPremise: "There is no premise note here.",
  leave: (call, incident) => `Take ${call} off ${incident}`,
  noLeave: "No call was joined to this incident.",
  notReached: (call) => `${call} was not reached, to be called again`,
  nobodyDue: "Nobody has to be called back.",
};
export const callerLines = { id, en };
const words = () => callerLines[say.language];

/** The call being taken. */
function current({ desk, place }: World): CallView | undefined {
  const view = place.call ? desk.calls.get(place.call) : undefined;
  return view?.call.stage.stage === "closed" ? undefined : view;
}

const fixes: Argument<number> = {
  called: { id: "titik", en: "fix" },
  none: () => words().noFix,
  options: (world) => {
    const view = current(world);
    const used = JSON.stringify(view?.location);
    return (view?.call.fixes ?? [])
      .map((fix, index) => ({ fix, index }))
      .filter(({ fix }) => JSON.stringify(fix) !== used)
      .reverse()
      .map(({ fix, index }) => ({
        key: `${index}`,
        text: `${index + 1}`,
        names: [`${index + 1}`],
        also: [fix.label, say.t.source[fix.source]],
        label: `${index + 1} · ${fix.label || say.t.source[fix.source]}`,
        detail: `${say.t.source[fix.source]} ±${distance(fix.radius_m, say.t, say.language)}`,
        icon: "place" as const,
        value: index,
      }));
  },
};

const chooseFix = command({
  name: "chooseFix",
  called: { id: ["titik", "pakai titik"], en: ["fix", "use fix"] },
  about: { id: "Pakai titik lain sebagai lokasi", en: "Use another fix as the place" },
  group: "calls",
  where: ["call"],
  takes: { fix: fixes },
  echo: ({ fix }, world) => {
    const view = current(world);
    const chosen = fix === undefined ? undefined : view?.call.fixes[fix];
    if (!view || !chosen) return cannot(words().noCall);
    return will(words().fix(callName(view), chosen.label || say.t.source[chosen.source]));
  },
  run: ({ fix }, world) => {
    const view = current(world);
    if (!view || fix === undefined) return false;
    world.actions.chooseFix(view.call.id, fix);
    return true;
  },
});

/** Opens a tool of the call's form. */
function opens(
  tool: "number" | "premise",
  called: Command["called"],
  about: Command["about"],
  fits: (view: CallView) => boolean,
): Command {
  return command({
    name: tool === "number" ? "enterNumber" : "notePremise",
    called,
    about,
    group: "calls",
    where: ["call"],
    takes: {},
    echo: (_, world) => {
      const view = current(world);
      if (!view) return cannot(words().noCall);
      return fits(view) ? will(words()[tool](callName(view))) : cannot(words().noPlace);
    },
    run: (_, { place }) => {
      if (place.incident) place.back();
      if (tools.open !== tool) tools.toggle(tool);
      return true;
    },
  });
}

const enterNumber = opens(
  "number",
  { id: ["nomor", "ubah nomor"], en: ["number", "edit number"] },
  { id: "Nomor penelepon dan catatannya", en: "The caller's number and its entry" },
  () => true,
);

const notePremise = opens(
  "premise",
  { id: ["catatan tempat"], en: ["premise note"] },
  { id: "Catatan tempat di lokasi ini", en: "A premise note for this place" },
  (view) => view.location !== null,
);

const premises: Argument<PremiseNote> = {
  called: { id: "catatan", en: "note" },
  usual: true,
  none: () => words().noPremise,
  options: (world) =>
    (current(world)?.premises ?? []).map((note) => ({
      key: note.id,
      text: say.personal(note.text),
      names: [say.personal(note.text)],
      label: say.personal(note.text),
      detail: note.place.label,
      value: note,
    })),
};

const markHazard = command({
  name: "markHazard",
  called: { id: ["bahaya tempat"], en: ["hazard"] },
  about: { id: "Tandai catatan tempat: bahaya, atau bukan", en: "A premise note is a hazard, or is none" },
  group: "calls",
  takes: { note: premises },
  echo: ({ note }) => {
    if (!note) return cannot(words().noPremise);
    const text = say.personal(note.text);
    return will(note.hazard ? words().noHazard(text) : words().hazard(text));
  },
  run: async ({ note }, { actions }) => {
    if (note) await toggleHazard(actions, note);
    return note !== undefined;
  },
});

const dropPremise = command({
  name: "removePremise",
  called: { id: ["hapus catatan tempat"], en: ["remove premise note"] },
  about: { id: "Hapus catatan tempat", en: "Remove a premise note" },
  group: "calls",
  takes: { note: premises },
  echo: ({ note }) =>
    note ? will(words().removePremise(say.personal(note.text))) : cannot(words().noPremise),
  run: async ({ note }, { actions }) => {
    if (note) await removePremise(actions, note);
    return note !== undefined;
  },
});

/** Calls that were joined to the incident being looked at: all but the one that opened it. */
function joined({ desk, place }: World, view: CallView): boolean {
  const incident = place.incident ? desk.incidents.get(place.incident)?.incident : undefined;
  return incident?.calls.slice(1).includes(view.call.id) ?? false;
}

const leave = command({
  name: "leave",
  called: { id: ["lepas", "lepas panggilan"], en: ["unjoin", "take off"] },
  about: { id: "Lepas panggilan dari kejadian ini", en: "Take a call off this incident" },
  group: "incidents",
  where: ["incident"],
  takes: {
    call: {
      ...calls(() => true),
      usual: true,
      none: () => words().noLeave,
      options: (world: World) => calls((view) => joined(world, view)).options?.(world, {}) ?? [],
    } satisfies Argument<CallView>,
  },
  echo: ({ call }, { desk, place }) => {
    const incident = place.incident ? desk.incidents.get(place.incident) : undefined;
    return call && incident
      ? will(words().leave(callName(call), incidentName(incident)))
      : cannot(words().noLeave);
  },
  run: async ({ call }, { actions }) => call !== undefined && (await actions.leave(call.call.id)) !== null,
});

const notReached = command({
  name: "notReached",
  called: { id: ["tidak tersambung", "belum tersambung"], en: ["not reached", "no reply"] },
  about: { id: "Penelepon belum tersambung", en: "The caller was not reached" },
  group: "calls",
  takes: {
    call: { ...calls((view) => view.call.call_back_due), usual: true, none: () => words().nobodyDue },
  },
  echo: ({ call }) => (call ? will(words().notReached(callName(call))) : cannot(words().nobodyDue)),
  run: async ({ call }, { actions }) =>
    call !== undefined && (await actions.calledBack(call.call.id, "not_reached")) !== null,
});

export const callerCommands: readonly Command[] = [
  chooseFix,
  enterNumber,
  notePremise,
  markHazard,
  dropPremise,
  leave,
  notReached,
];
