// What Ctrl+Z does after each thing a dispatcher does, as a table.

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Command } from "../generated/Command";
import type { IncidentView } from "../generated/IncidentView";
import { CENTRE, closureView, fixAt, incidentView, unitView } from "../testing/views";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("document", { documentElement: { dataset: {}, lang: "id" } });
vi.mock("../backend/backend", async (real) => ({ ...(await real<object>()), newId: () => "new" }));
const { callView, worldOf } = await import("../testing/world");
const { say } = await import("../words/words.svelte");
const { toasts } = await import("./toasts.svelte");
const { does, undoLatest } = await import("./undo");

const ELSEWHERE = fixAt({ lat: -8.2, lon: 114.3 }, 0, "Gang Melati");
const ROAD = { shape: "road", at: CENTRE } as const;
const AREA = { shape: "area", centre: CENTRE, radius_m: 50 } as const;
const DOG = {
  id: "n-1",
  place: fixAt(CENTRE, 30, "Jl. Ahmad Yani"),
  text: { personal: "anjing galak" },
  hazard: true,
  at: 0,
  by: { as: "dispatcher", desk: "1" },
} as const;
const OUT = { duty: "out_of_service", why: "ban", until: null } as const;

/** K-12 awaits DMK-2, which is busy on K-13; K-14 was merged into K-12; AMB-1 stands by elsewhere. */
function world() {
  const fire = incidentView("i-12", { number: 12, place: fixAt(CENTRE, 0, "Jl. Ahmad Yani") });
  fire.awaited = [{ unit: "DMK-2", since: 0, before: 0, eta: null }] as unknown as IncidentView["awaited"];
  fire.incident.calls = ["c-1", "c-2"];
  const flood = incidentView("i-13", { number: 13, priority: 3 });
  const double = incidentView("i-14", { number: 14 });
  double.incident.merged_into = "i-12";
  const busy = unitView("DMK-2", { availability: { is: "committed", incident: "i-13" } });
  const away = unitView("AMB-1", { service: "medical" });
  away.standby = { position: CENTRE, label: "Pasar" } as typeof away.standby;
  const made = worldOf({ units: [unitView("DMK-1"), busy, away], incidents: [fire, flood, double] });
  const { desk } = made.shared;
  desk.calls.set("c-1", { ...callView("c-1"), premises: [DOG] });
  desk.closures.set("r-1", closureView("r-1", ROAD, []));
  desk.zones.set("z-1", { id: "z-1", name: "Kalipuro", within: "", first_due: ["DMK-2"] });
  return { ...made, desk };
}

/** What the room would show of it afterwards, as far as taking it back looks. */
type Becomes = (at: ReturnType<typeof world>) => void;

function incidentBecomes(id: string, changed: Partial<IncidentView["incident"]>): Becomes {
  return ({ desk }) => {
    const view = desk.incidents.get(id);
    if (view) desk.incidents.set(id, { ...view, incident: { ...view.incident, ...changed } });
  };
}

function dutyBecomes(duty: typeof OUT | { duty: "off_duty" }): Becomes {
  return ({ desk }) => {
    const view = desk.units.get("DMK-1");
    if (view) desk.units.set("DMK-1", { ...view, unit: { ...view.unit, duty } });
  };
}

beforeEach(() => {
  while (toasts.latest) toasts.dismiss(toasts.latest.id);
  for (const { id } of toasts.standing) toasts.dismiss(id);
  if (say.language !== "id") say.toggle();
});

describe("what is taken back, and by what", () => {
  const cases: [Command, Becomes | null, string, Command[]][] = [
    [
      { do: "set_duty", unit: "DMK-1", duty: OUT },
      dutyBecomes(OUT),
      "DMK-1 tidak siap tugas.",
      [{ do: "set_duty", unit: "DMK-1", duty: { duty: "on_duty" } }],
    ],
    [
      { do: "prioritise", incident: "i-13", priority: 1, why: "anak hilang" },
      incidentBecomes("i-13", { priority: 1 }),
      "K-13: prioritas 1.",
      [{ do: "prioritise", incident: "i-13", priority: 3, why: "dibatalkan" }],
    ],
    [
      { do: "move_place", incident: "i-12", place: ELSEWHERE },
      incidentBecomes("i-12", { place: ELSEWHERE }),
      "K-12 dipindah ke Gang Melati.",
      [{ do: "move_place", incident: "i-12", place: fixAt(CENTRE, 0, "Jl. Ahmad Yani") }],
    ],
    [
      { do: "raise_alarm", incident: "i-12" },
      incidentBecomes("i-12", { alarm_level: 2 }),
      "K-12: alarm tingkat 2.",
      [{ do: "lower_alarm", incident: "i-12" }],
    ],
    [
      { do: "merge_incident", incident: "i-13", into: "i-12" },
      null,
      "K-13 digabung ke K-12.",
      [{ do: "unmerge_incident", incident: "i-13" }],
    ],
    [
      { do: "unmerge_incident", incident: "i-14" },
      null,
      "K-14 dipisahkan lagi.",
      [{ do: "merge_incident", incident: "i-14", into: "i-12" }],
    ],
    [
      { do: "queue", incident: "i-12", unit: "DMK-2" },
      null,
      "K-12 menunggu DMK-2.",
      [{ do: "unqueue", incident: "i-12", unit: "DMK-2" }],
    ],
    [
      { do: "unqueue", incident: "i-12", unit: "DMK-2" },
      null,
      "K-12 tidak lagi menunggu DMK-2.",
      [{ do: "queue", incident: "i-12", unit: "DMK-2" }],
    ],
    [
      { do: "close_incident", incident: "i-12", disposition: "handled" },
      null,
      "Ditutup sebagai Tertangani.",
      [
        { do: "reopen_incident", incident: "i-12" },
        { do: "queue", incident: "i-12", unit: "DMK-2" },
      ],
    ],
    [
      { do: "unjoin_call", call: "c-2" },
      null,
      "Panggilan dilepas dari K-12.",
      [{ do: "join_call", call: "c-2", incident: "i-12" }],
    ],
    [
      { do: "close_call", call: "c-9", disposition: "prank" },
      null,
      "Ditutup sebagai iseng.",
      [{ do: "reopen_call", call: "c-9" }],
    ],
    [
      { do: "mark_abusive", call: "c-1", abusive: true },
      null,
      "Penelepon ditandai kasar. Formulirnya tetap terbuka.",
      [{ do: "mark_abusive", call: "c-1", abusive: false }],
    ],
    [
      { do: "note_premise", note: "n-2", place: DOG.place, text: DOG.text, hazard: false },
      null,
      "Catatan tempat disimpan.",
      [{ do: "remove_premise_note", note: "n-2" }],
    ],
    [
      { do: "mark_hazard", note: "n-1", hazard: false },
      null,
      "Catatan tempat bukan bahaya lagi.",
      [{ do: "mark_hazard", note: "n-1", hazard: true }],
    ],
    [
      { do: "remove_premise_note", note: "n-1" },
      null,
      "Catatan tempat dihapus.",
      [{ do: "note_premise", note: "new", place: DOG.place, text: DOG.text, hazard: true }],
    ],
    [
      { do: "close_road", closure: "r-2", shape: ROAD, effect: { is: "closed" }, why: "longsor" },
      ({ desk }) => desk.closures.set("r-2", closureView("r-2", ROAD, [])),
      "Jalan ditutup: longsor.",
      [{ do: "open_road", closure: "r-2" }],
    ],
    [
      { do: "open_road", closure: "r-1" },
      ({ desk }) => desk.closures.delete("r-1"),
      "Jalan dibuka: Banjir.",
      [{ do: "close_road", closure: "new", shape: ROAD, effect: { is: "closed" }, why: "Banjir" }],
    ],
    [
      { do: "change_closure", closure: "r-1", shape: AREA, effect: { is: "closed" }, why: "pasar" },
      ({ desk }) => {
        const view = closureView("r-1", AREA, []);
        desk.closures.set("r-1", { ...view, closure: { ...view.closure, why: "pasar" } });
      },
      "Penutupan diubah: pasar.",
      [{ do: "change_closure", closure: "r-1", shape: ROAD, effect: { is: "closed" }, why: "Banjir" }],
    ],
    [
      { do: "move_up", unit: "AMB-1", to: { position: CENTRE, label: "Terminal" } },
      ({ desk }) => {
        const view = desk.units.get("AMB-1");
        if (view?.standby)
          desk.units.set("AMB-1", { ...view, standby: { ...view.standby, label: "Terminal" } });
      },
      "AMB-1 siaga di Terminal.",
      [{ do: "move_up", unit: "AMB-1", to: { position: CENTRE, label: "Pasar" } }],
    ],
    [
      { do: "send_back", unit: "AMB-1" },
      null,
      "AMB-1 kembali ke posnya.",
      [{ do: "move_up", unit: "AMB-1", to: { position: CENTRE, label: "Pasar" } }],
    ],
    [
      { do: "set_first_due", zone: "z-1", units: ["DMK-1"] },
      ({ desk }) => desk.zones.set("z-1", { id: "z-1", name: "Kalipuro", within: "", first_due: ["DMK-1"] }),
      "Pilihan pertama di Kalipuro: DMK-1.",
      [{ do: "set_first_due", zone: "z-1", units: ["DMK-2"] }],
    ],
  ];

  it.each(cases)("%j", async (command, becomes, said, back) => {
    const at = world();
    await does(at.desk, command);
    becomes?.(at);
    expect(toasts.standing.at(-1)?.kind).toBe("done");
    const told = toasts.standing.at(-1);
    expect(told?.says()).toBe(said);
    say.toggle();
    expect(told?.says(), "a message that stands speaks the other language too").not.toBe(said);
    say.toggle();
    expect(undoLatest()).toBe(true);
    await vi.waitFor(() => expect(at.room.commands).toEqual([command, ...back]));
  });

  const changedSince = cases.filter(([, becomes]) => becomes).map(([command]) => command);
  it.each(changedSince.filter((command) => command.do !== "open_road"))(
    "but not where somebody has changed it again: %j",
    async (command) => {
      const { desk, room } = world();
      await does(desk, command);
      undoLatest();
      expect(room.commands).toEqual([command]);
      expect(toasts.standing.at(-1)?.says()).toBe("Sudah diubah lagi sesudahnya: tidak dibatalkan.");
    },
  );

  it("a type that was set is set back, and a priority by hand with it", async () => {
    const at = world();
    const { desk, room } = at;
    const command = { do: "reclassify", incident: "i-13", kind: "flood" } as const;
    const before = desk.incidents.get("i-13")?.incident.kind ?? "";
    await does(desk, command);
    incidentBecomes("i-13", { kind: "flood" })(at);
    undoLatest();
    await vi.waitFor(() =>
      expect(room.commands).toEqual([
        command,
        { do: "reclassify", incident: "i-13", kind: before },
        { do: "prioritise", incident: "i-13", priority: 3, why: "dibatalkan" },
      ]),
    );
  });
});

describe("what stays says why", () => {
  const send = { units: ["DMK-1"], proposed: ["DMK-1"], reason: "" };
  const cases: [Command, RegExp][] = [
    [{ do: "send", incident: "i-12", send }, /^DMK-1 sudah diberi tahu/],
    [{ do: "open_incident", incident: "i-15", call: "c-1", send }, /^DMK-1 sudah diberi tahu/],
    [
      { do: "open_incident", incident: "i-15", call: "c-1", send: { ...send, units: [] } },
      /^Kejadian sudah dibuka/,
    ],
    [{ do: "divert", incident: "i-12", unit: "DMK-2", why: "" }, /^DMK-2 sudah diberi tahu/],
    [{ do: "report", incident: "i-12", unit: "DMK-1", status: { is: "en_route" } }, /^Status DMK-1/],
    [{ do: "note_incident", incident: "i-12", text: { personal: "x" } }, /^Catatan tetap/],
    [{ do: "acknowledge_alarm", alarm: "a" }, /^Alarm sudah diakui/],
  ];
  it.each(cases)("%j", async (command, why) => {
    const { desk, room } = world();
    // Something older that could be taken back is not what was meant.
    await does(desk, { do: "queue", incident: "i-12", unit: "DMK-2" });
    await does(desk, command);
    expect(undoLatest()).toBe(false);
    expect(toasts.standing.at(-1)?.says()).toMatch(why);
    expect(room.commands).toHaveLength(2);
  });

  it("and where nothing was done, that", () => {
    expect(undoLatest()).toBe(false);
    expect(toasts.standing.at(-1)?.says()).toBe("Tidak ada yang bisa dibatalkan.");
  });

  it("nothing is offered for what the room refused", async () => {
    const { desk, room } = world();
    room.refuses = { kind: "refusal", code: "unit_committed", message: "DMK-2 bertugas.", retry: false };
    await does(desk, { do: "set_duty", unit: "DMK-2", duty: OUT });
    expect(toasts.latest).toBeUndefined();
  });
});
