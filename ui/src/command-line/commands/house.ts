// The roster and the desk: who is first due where, who is on duty, the unit's page, the board, the desk's name.

import { sounds } from "../../alarms/sounds.svelte";
import { zoneName } from "../../desk/names";
import type { ZoneView } from "../../generated/ZoneView";
import { board } from "../../units/board.svelte";
import { ORDERS, type Order } from "../../units/order";
import { unitWords } from "../../units/words";
import { say } from "../../words/words.svelte";
import { type Argument, type Command, cannot, command, will } from "../command";
import { closures, optional, several, units } from "../things";

const id = {
  firstDue: (zone: string, units: string) => `Pilihan pertama di ${zone}: ${units}`,
  nobodyFirst: (zone: string, units: string) => `${zone} tanpa pilihan pertama lagi (sekarang ${units})`,
  noneFirst: (zone: string) => `${zone} belum punya pilihan pertama. Sebut unitnya.`,
  noZones: "Wilayah ini tidak punya batas daerah.",
  now: (units: string) => `sekarang ${units}`,
  offDuty: (unit: string) => `${unit} di luar dinas`,
  pair: (unit: string) => `Tautan halaman unit ${unit}; tautan lamanya tidak berlaku lagi`,
  sort: (by: string) => `Urutkan papan unit menurut ${by}`,
  change: (why: string) => `Ubah penutupan: ${why}`,
  mute: (muted: boolean): string => (muted ? "Bunyikan suara lagi" : "Bisukan semua suara di meja ini"),
  deskName: "Ganti nama meja ini",
  noName: "Nama meja ini tidak bisa diganti di sini.",
  nobody: "Sebut unitnya.",
};
const en: typeof id = {
  firstDue: (zone, units) => `First due in ${zone}: ${units}`,
  nobodyFirst: (zone, units) => `Nobody is first due in ${zone} any more (now ${units})`,
  noneFirst: (zone) => `Nobody is first due in ${zone} yet. Name the units.`,
  noZones: "This region has no zones.",
  now: (units) => `now ${units}`,
  offDuty: (unit) => `${unit} is off duty`,
  pair: (unit) => `Link to the page of ${unit}; its old link will no longer work`,
  sort: (by) => `Sort the units board by ${by}`,
  change: (why) => `Change the closure: ${why}`,
  mute: (muted) => (muted ? "Sound again" : "Mute all sounds at this desk"),
  deskName: "Rename this desk",
  noName: "This desk can't be renamed here.",
  nobody: "Name the unit.",
};
export const houseLines = { id, en };
const words = () => houseLines[say.language];

const zones: Argument<ZoneView> = {
  called: { id: "wilayah", en: "zone" },
  none: () => words().noZones,
  options: ({ desk }) =>
    [...desk.zones.values()].map((zone) => ({
      key: zone.id,
      text: zoneName(zone),
      names: [zoneName(zone)],
      label: zoneName(zone),
      detail: zone.first_due.length > 0 ? words().now(zone.first_due.join(", ")) : "",
      icon: "place" as const,
      value: zone,
    })),
};

const firstDue = command({
  name: "firstDue",
  called: { id: [unitWords.id.firstDueCommand, "pilihan pertama"], en: [unitWords.en.firstDueCommand] },
  about: { id: "Unit yang didahulukan di suatu wilayah", en: "Units that come first in a zone" },
  group: "dispatch",
  key: "firstDue",
  takes: { zone: zones, units: optional(several(units())) },
  echo: ({ zone, units: named }) => {
    if (!zone) return cannot(words().noZones);
    const now = zone.first_due.join(", ");
    if (named) return will(words().firstDue(zoneName(zone), named.map((own) => own.unit.spec.id).join(", ")));
    return now ? will(words().nobodyFirst(zoneName(zone), now)) : cannot(words().noneFirst(zoneName(zone)));
  },
  run: async ({ zone, units: named = [] }, { actions }) => {
    if (!zone) return false;
    const first = named.map((own) => own.unit.spec.id);
    return (await actions.does({ do: "set_first_due", zone: zone.id, units: first })) !== null;
  },
});

const offDuty = command({
  name: "offDuty",
  called: { id: ["luar dinas", "pulang"], en: ["off duty"] },
  about: { id: "Unit di luar dinas", en: "A unit is off duty" },
  group: "dispatch",
  takes: { unit: units((view) => view.unit.duty.duty !== "off_duty") },
  echo: ({ unit }) => (unit ? will(words().offDuty(unit.unit.spec.id)) : cannot(words().nobody)),
  run: async ({ unit }, { actions }) =>
    unit !== undefined && (await actions.setDuty(unit.unit.spec.id, { duty: "off_duty" })) !== null,
});

const pair = command({
  name: "pair",
  called: { id: ["tautan unit", "pasangkan"], en: ["unit link", "pair"] },
  about: { id: "Tautan ke halaman unit di ponselnya", en: "A link to the unit's page on its phone" },
  group: "incidents",
  takes: { unit: units() },
  echo: ({ unit }) => (unit ? will(words().pair(unit.unit.spec.id)) : cannot(words().nobody)),
  run: ({ unit }, { place }) => {
    if (!unit) return false;
    place.openUnit(unit.unit.spec.id);
    place.focus("pair");
    return true;
  },
});

const orders: Argument<Order> = {
  called: { id: "urutan", en: "order" },
  options: () =>
    ORDERS.map((order) => ({
      key: order,
      text: unitWords[say.language].by[order],
      names: [unitWords.id.by[order], unitWords.en.by[order]],
      label: unitWords[say.language].by[order],
      value: order,
    })),
};

const sort = command({
  name: "sort",
  called: { id: ["urutkan"], en: ["sort"] },
  about: { id: "Urutkan papan unit", en: "Sort the units board" },
  group: "incidents",
  takes: { order: orders },
  echo: ({ order }) =>
    order ? will(words().sort(unitWords[say.language].by[order])) : cannot(words().nobody),
  run: ({ order }) => {
    if (order) board.sort(order);
    return order !== undefined;
  },
});

const changeClosure = command({
  name: "changeClosure",
  called: { id: ["ubah penutupan"], en: ["change closure"] },
  about: { id: "Ubah jalan yang ditutup", en: "Change a closure" },
  group: "map",
  where: ["map"],
  takes: { closure: closures() },
  echo: ({ closure }) => (closure ? will(words().change(closure.closure.why)) : cannot(words().noZones)),
  run: ({ closure }, { place }) => {
    if (closure) place.map.change(closure.closure);
    return closure !== undefined;
  },
});

const mute = command({
  name: "mute",
  called: { id: ["bisukan", "bunyikan"], en: ["mute", "unmute"] },
  about: { id: "Bisukan atau bunyikan suara", en: "Mute or sound again" },
  group: "desk",
  takes: {},
  echo: () => will(words().mute(sounds.muted)),
  run: () => {
    sounds.toggle();
    return true;
  },
});

const deskName = command({
  name: "deskName",
  called: { id: ["nama meja"], en: ["desk name", "rename desk"] },
  about: { id: "Ganti nama meja ini", en: "Rename this desk" },
  group: "desk",
  takes: {},
  echo: (_, { desk }) => (desk.backend.sitDown ? will(words().deskName) : cannot(words().noName)),
  run: (_, { place }) => {
    place.focus("deskName");
    return true;
  },
});

export const houseCommands: readonly Command[] = [
  firstDue,
  offDuty,
  pair,
  sort,
  changeClosure,
  mute,
  deskName,
];
