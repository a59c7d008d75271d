// Looking for things, the map, and the desk itself.

import { toasts } from "../../desk/toasts.svelte";
import { undoLatest } from "../../desk/undo";
import { zoomFor } from "../../desk/zoom";
import type { IncidentView } from "../../generated/IncidentView";
import type { PlaceHit } from "../../generated/PlaceHit";
import type { UnitView } from "../../generated/UnitView";
import { look } from "../../look/theme.svelte";
import { say } from "../../words/words.svelte";
import { type Argument, type Command, cannot, command, type World, will } from "../command";
import {
  closures,
  incidentName,
  incidentOption,
  incidents,
  isOpen,
  optional,
  placeName,
  places,
  unitOption,
  units,
} from "../things";

const id = {
  open: (incident: string) => `Buka ${incident}`,
  unit: (unit: string) => `Rincian ${unit}`,
  find: (what: string) => `Tunjukkan ${what} di peta`,
  map: "Ke peta",
  mapAt: (place: string) => `Ke peta, di ${place}`,
  closeRoad: "Pilih jalan yang ditutup di peta",
  closeRoadAt: (place: string) => `Pilih jalan yang ditutup di sekitar ${place}`,
  openRoad: (why: string) => `Buka jalan yang ditutup: ${why}`,
  coverage: (on: boolean): string => (on ? "Sembunyikan jangkauan unit" : "Tunjukkan jangkauan unit"),
  handover: "Serah terima",
  theme: "Ganti tema",
  language: "Ganti bahasa: English",
  undo: "Batalkan yang terakhir",
  nothingToUndo: "Tidak ada yang bisa dibatalkan.",
  keys: "Daftar semua tombol dan perintah",
  nothing: "Tidak ditemukan.",
};
const en: typeof id = {
  open: (incident) => `Open ${incident}`,
  unit: (unit) => `Detail of ${unit}`,
  find: (what) => `Show ${what} on the map`,
  map: "To the map",
  mapAt: (place) => `To the map, at ${place}`,
  closeRoad: "Choose the road to close on the map",
  closeRoadAt: (place) => `Choose the road to close near ${place}`,
  openRoad: (why) => `Open the closed road: ${why}`,
  coverage: (on) => (on ? "Hide coverage by free units" : "Show coverage by free units"),
  handover: "Handover",
  theme: "Change the theme",
  language: "Change the language: Bahasa Indonesia",
  undo: "Undo what was done last",
  nothingToUndo: "There is nothing to undo.",
  keys: "List all keys and commands",
  nothing: "Nothing found.",
};
export const deskLines = { id, en };
const words = () => deskLines[say.language];

const openIncident = command({
  name: "openIncident",
  called: { id: ["buka", "kejadian"], en: ["open", "incident"] },
  about: { id: "Buka kejadian", en: "Open an incident" },
  group: "incidents",
  bare: true,
  takes: { incident: incidents(() => true) },
  echo: ({ incident }) => (incident ? will(words().open(incidentName(incident))) : cannot(words().nothing)),
  run: ({ incident }, { place }) => {
    if (!incident) return false;
    place.openIncident(incident.incident.id, incident.incident.place.position);
    return true;
  },
});

const openUnit = command({
  name: "openUnit",
  called: { id: ["unit", "rincian"], en: ["unit", "detail"] },
  about: { id: "Rincian unit", en: "A unit's detail" },
  group: "incidents",
  takes: { unit: units() },
  echo: ({ unit }) => (unit ? will(words().unit(unit.unit.spec.id)) : cannot(words().nothing)),
  run: ({ unit }, { place }) => {
    if (unit) place.openUnit(unit.unit.spec.id);
    return unit !== undefined;
  },
});

type Thing =
  | { is: "unit"; view: UnitView }
  | { is: "incident"; view: IncidentView }
  | { is: "place"; hit: PlaceHit };

/** Anything that is somewhere. */
const anything: Argument<Thing> = {
  called: { id: "unit, kejadian atau tempat", en: "unit, incident or place" },
  options: (world) => [
    ...[...world.desk.units.values()].map((view) => ({
      ...unitOption(view, world),
      value: { is: "unit" as const, view },
    })),
    ...[...world.desk.incidents.values()].filter(isOpen).map((view) => ({
      ...incidentOption(view, world),
      value: { is: "incident" as const, view },
    })),
  ],
  ask: async (world, typed) => {
    const found = (await places().ask?.(world, typed)) ?? [];
    return found.map((option) => ({ ...option, value: { is: "place" as const, hit: option.value } }));
  },
};

function nameOf(thing: Thing): string {
  if (thing.is === "unit") return thing.view.unit.spec.id;
  return thing.is === "incident" ? incidentName(thing.view) : placeName(thing.hit);
}

function whereIs(thing: Thing) {
  if (thing.is === "unit") return { position: thing.view.position.position };
  if (thing.is === "incident") return { position: thing.view.incident.place.position };
  return { position: thing.hit.fix.position, zoom: zoomFor(thing.hit.fix) };
}

const find = command({
  name: "find",
  called: { id: ["cari"], en: ["find"] },
  bare: true,
  about: { id: "Cari unit, kejadian atau tempat di peta", en: "Find a unit, incident or place on the map" },
  group: "map",
  where: ["map"],
  takes: { what: anything },
  echo: ({ what }) => (what ? will(words().find(nameOf(what))) : cannot(words().nothing)),
  run: ({ what }, { place }) => {
    if (what) place.lookAt = whereIs(what);
    return what !== undefined;
  },
});

const map = command({
  name: "map",
  called: { id: ["peta"], en: ["map"] },
  about: {
    id: "Ke peta: panah menggeser, Enter memilih titik",
    en: "To the map: arrows move, Enter picks a place",
  },
  group: "map",
  where: ["map"],
  key: "map",
  takes: { place: optional(places()) },
  echo: ({ place }) => will(place ? words().mapAt(placeName(place)) : words().map),
  run: ({ place }, world) => {
    if (place) world.place.lookAt = { position: place.fix.position, zoom: zoomFor(place.fix) };
    world.place.focus("map");
    return true;
  },
});

const closeRoad = command({
  name: "closeRoad",
  called: { id: ["tutup jalan"], en: ["close road"] },
  about: { id: "Tutup jalan, atau tandai lambat", en: "Close a road, or mark it as slow" },
  group: "map",
  where: ["map"],
  key: "closeRoad",
  takes: { place: optional(places()) },
  echo: ({ place }) => will(place ? words().closeRoadAt(placeName(place)) : words().closeRoad),
  run: ({ place }, world) => {
    if (place) world.place.lookAt = { position: place.fix.position, zoom: zoomFor(place.fix) };
    world.place.map.close("road");
    world.place.focus("map");
    return true;
  },
});

const openRoad = command({
  name: "openRoad",
  called: { id: ["buka jalan"], en: ["open road"] },
  about: { id: "Buka jalan yang ditutup", en: "Open a closed road" },
  group: "map",
  where: ["map"],
  takes: { closure: closures() },
  echo: ({ closure }) => (closure ? will(words().openRoad(closure.closure.why)) : cannot(words().nothing)),
  run: async ({ closure }, { actions }) =>
    closure !== undefined && (await actions.does({ do: "open_road", closure: closure.closure.id })) !== null,
});

const coverage = command({
  name: "coverage",
  called: { id: ["jangkauan"], en: ["coverage"] },
  about: { id: "Jangkauan unit bebas", en: "Coverage by free units" },
  group: "map",
  where: ["map"],
  key: "coverage",
  takes: {},
  echo: (_, { place }) => will(words().coverage(place.coverage)),
  run: (_, { place }) => {
    place.coverage = !place.coverage;
    return true;
  },
});

const undo = command({
  name: "undo",
  called: { id: ["batal", "urungkan"], en: ["undo"] },
  about: { id: "Batalkan yang terakhir", en: "Undo what was done last" },
  group: "desk",
  key: "undo",
  takes: {},
  echo: () => {
    const { latest } = toasts;
    if (!latest) return cannot(words().nothingToUndo);
    return "why" in latest ? cannot(latest.why()) : will(words().undo);
  },
  run: () => undoLatest(),
});

/** Does something to the desk alone, by one word. */
function simply(
  name: "handover" | "theme" | "language" | "keys",
  called: Command["called"],
  about: Command["about"],
  key: NonNullable<Command["key"]>,
  act: (world: World) => void,
): Command {
  return command({
    name,
    called,
    about,
    group: "desk",
    key,
    takes: {},
    echo: () => will(words()[name]),
    run: (_, world) => {
      act(world);
      return true;
    },
  });
}

export const deskCommands: readonly Command[] = [
  openIncident,
  openUnit,
  find,
  map,
  closeRoad,
  openRoad,
  coverage,
  undo,
  simply(
    "handover",
    { id: ["serah terima"], en: ["handover", "hand over"] },
    { id: "Serah terima sif", en: "Hand over the shift" },
    "handover",
    ({ place }) => {
      place.overlay = "handover";
    },
  ),
  simply(
    "keys",
    { id: ["tombol", "bantuan"], en: ["keys", "help"] },
    { id: "Semua tombol dan perintah", en: "All keys and commands" },
    "keyList",
    ({ place }) => {
      place.overlay = "keys";
    },
  ),
  simply(
    "theme",
    { id: ["tema"], en: ["theme"] },
    { id: "Ganti tema terang atau gelap", en: "Change between light and dark" },
    "theme",
    () => look.toggle(),
  ),
  simply(
    "language",
    { id: ["bahasa"], en: ["language"] },
    { id: "Ganti bahasa", en: "Change the language" },
    "language",
    () => say.toggle(),
  ),
];
