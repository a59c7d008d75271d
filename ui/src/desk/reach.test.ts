// Everything that a desk can have the room do is done by a key or by a line, and each is proved here by doing it.

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { Command } from "../generated/Command";
import type { KeyName } from "../keys/keys";
import { CENTRE, closureView, fixAt, incidentView, NOW, unitView } from "../testing/views";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("document", { documentElement: { dataset: {}, lang: "id" } });
const { callView, worldOf } = await import("../testing/world");
const { commands } = await import("../command-line/commands");
const { History } = await import("../command-line/history");
const { Line } = await import("../command-line/line.svelte");
const { keys } = await import("../keys/keys");
const { say } = await import("../words/words.svelte");

/** How a dispatcher has it done; or who does it, where that is none. */
type Reach =
  | { line: string; at?: "incident" }
  | { key: KeyName }
  | { shown: KeyName | string }
  | { by: string };

/** By the name of what the room is told. Whoever adds a command to the room says here how a desk comes to it. */
const reach: Record<Command["do"], Reach> = {
  ring: { key: "newCall" },
  answer: { line: "jawab p9" },
  hold: { key: "hold" },
  hang_up: { by: "the exchange" },
  draft: { line: "jenis kebakaran" },
  add_fix: { line: "lokasi pasar" },
  choose_fix: { line: "titik 1" },
  close_call: { line: "tutup iseng" },
  reopen_call: { key: "undo" },
  called_back: { line: "telepon balik p8" },
  mark_abusive: { key: "abusive" },
  link_location: { shown: "shareLink" },
  note_premise: { shown: "notePremise" },
  mark_hazard: { line: "bahaya tempat anjing" },
  remove_premise_note: { line: "hapus catatan tempat anjing" },
  open_incident: { line: "kirim" },
  join_call: { line: "gabung k12" },
  unjoin_call: { line: "lepas p6", at: "incident" },
  send: { line: "kirim dmk1 k12" },
  report: { line: "amb3 menuju" },
  note_incident: { line: "catat k12 gang sempit" },
  reclassify: { line: "ganti jenis k-12 banjir" },
  move_place: { line: "pindahkan k-12 pasar" },
  raise_alarm: { line: "alarm k12" },
  lower_alarm: { line: "turunkan alarm k12" },
  prioritise: { line: "prioritas k-12 1 anak hilang" },
  merge_incident: { line: "satukan k13 k12" },
  unmerge_incident: { line: "pisahkan k14" },
  divert: { line: "alihkan amb3 k13 lebih gawat" },
  queue: { line: "antre amb3 k13" },
  unqueue: { line: "batal antre dmk2 k12" },
  close_incident: { line: "tutup k12 tertangani" },
  reopen_incident: { by: "Ctrl+Z after closing it: undo.test.ts" },
  register_unit: { by: "the import of the roster" },
  set_first_due: { line: "pertama kalipuro dmk1" },
  set_duty: { line: "rusak dmk1 ban kempes" },
  move_up: { line: "siaga dmk1 terminal" },
  send_back: { line: "kembali ke pos dmk10" },
  pair_page: { shown: "pair" },
  note_positions: { by: "the units' phones" },
  close_road: { shown: "closeRoad" },
  change_closure: { shown: "changeClosure" },
  open_road: { line: "buka jalan banjir" },
  enter_number: { shown: "enterNumber" },
  begin_handover: { shown: "handover" },
  handover_words: { shown: "handover" },
  sign_item: { shown: "handover" },
  complete_handover: { shown: "handover" },
  acknowledge_alarm: { line: "akui" },
};

const TYPES = ["fire", "flood"].map((key, at) => ({
  key,
  name: at === 0 ? { id: "Kebakaran", en: "Fire" } : { id: "Banjir", en: "Flood" },
  words: [],
  priority: 2,
  family: "fire",
  plan: [],
  questions: [],
}));
const NEXT: AssignmentStatus[] = [{ is: "en_route" }];

/** P-7 is being taken, P-9 rings, P-8 waits to be called back; K-12 and K-13 are open, K-14 was merged. */
function world() {
  const fire = incidentView("i-12", {
    number: 12,
    place: fixAt(CENTRE, 0, "Jl. Ahmad Yani"),
    assigned: { "AMB-3": { is: "acknowledged" } },
  });
  for (const own of fire.assignments) own.next = NEXT;
  fire.incident.calls = ["c-5", "c-6"];
  fire.can_raise = true;
  fire.can_lower = true;
  const double = incidentView("i-14", { number: 14 });
  double.merged_into = 12;
  double.incident.merged_into = "i-12";
  const busy = unitView("DMK-2", { availability: { is: "committed", incident: "i-13" } });
  busy.queued = ["i-12"];
  const away = unitView("DMK-10");
  away.standby = { position: CENTRE, label: "Pasar" };
  const taken = callView("c-7", { number: 7, from: "0812", location: fixAt(CENTRE, 0, "Gang Melati") });
  taken.call.fixes = [fixAt({ lat: -8.2, lon: 114.3 }, 0, "Jl. Kartini")];
  taken.premises = [
    {
      id: "n-1",
      place: fixAt(CENTRE, 0, "Gang Melati"),
      text: { personal: "anjing" },
      hazard: false,
      at: NOW,
      by: { as: "dispatcher", desk: "1" },
    },
  ];
  const made = worldOf({
    units: [
      unitView("DMK-1"),
      busy,
      away,
      unitView("AMB-3", {
        service: "medical",
        status: { is: "acknowledged" },
        availability: { is: "committed", incident: "i-12" },
      }),
    ],
    incidents: [fire, incidentView("i-13", { number: 13 }), double],
    calls: [
      taken,
      callView("c-5", { number: 5 }),
      callView("c-6", { number: 6 }),
      callView("c-8", {
        number: 8,
        stage: { stage: "closed", since: NOW, disposition: "dropped" },
        callBack: true,
      }),
      callView("c-9", { number: 9, stage: { stage: "ringing" } }),
    ],
  });
  const { desk, place } = made.shared;
  if (desk.room) {
    const stations = [{ id: "s-1", name: "Terminal", service: null, position: CENTRE }];
    desk.room = { ...desk.room, stations, catalogue: { capabilities: [], types: TYPES as never } };
  }
  desk.closures.set("r-1", closureView("r-1", { shape: "road", at: CENTRE }, []));
  desk.zones.set("z-1", { id: "z-1", name: "Kalipuro", within: "", first_due: [] });
  const cause = { key: "a-1", subject: { about: "unanswered_ring" as const, call: "c-9" }, since: NOW };
  desk.alarms = [{ key: "ring", urgency: "ring", since: NOW, causes: [cause] }];
  place.call = "c-7";
  const hit = { fix: fixAt(CENTRE, 0, "Pasar"), context: "", distance_m: 10 };
  made.room.answers = { find_places: { hits: [hit] }, assess: null, reassess: null };
  return made;
}

beforeEach(() => {
  if (say.language !== "id") say.toggle();
});

describe("what a desk can have the room do", () => {
  const all = Object.entries(reach);

  it.each(all.flatMap(([told, way]) => ("line" in way ? [[told, way.line, way.at] as const] : [])))(
    "%s, by the line: %s",
    async (told, text, at) => {
      const { room, shared } = world();
      if (at) shared.place.incident = "i-12";
      const line = new Line(shared, commands, new History({ getItem: () => null, setItem: () => {} }));
      line.type(text);
      line.ask();
      await vi.waitFor(() => expect(line.echo.is).not.toBe("busy"));
      // Some wait until the desk shows it, which nobody tells it here.
      void line.enter();
      await vi.waitFor(() => expect(room.commands.map((own) => own.do)).toContain(told));
    },
  );

  it.each(all.flatMap(([told, way]) => ("key" in way ? [[told, way.key] as const] : [])))(
    "%s, by the key: %s",
    async (told, name) => {
      const { room, shared } = world();
      if (name === "undo") await shared.actions.closeCall("prank");
      keys.find((key) => key.name === name)?.act(shared);
      await vi.waitFor(() => expect(room.commands.map((own) => own.do)).toContain(told));
    },
  );

  it.each(all.flatMap(([told, way]) => ("shown" in way ? [[told, way.shown] as const] : [])))(
    "%s, where a key or a line leads: %s",
    (_, name) => {
      expect(keys.some((key) => key.name === name) || commands.some((own) => own.name === name)).toBe(true);
    },
  );
});

/** What components do when they are pressed. */
const components = import.meta.glob<string>(["../**/*.svelte", "!../responder/**", "!../gallery/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const behind = import.meta.glob<string>(
  [
    "../keys/keys.ts",
    "../command-line/commands/*.ts",
    "./{actions,calling,dispatching}.ts",
    "../calls/call-actions.ts",
    "../map/DeskMap.svelte",
  ],
  { query: "?raw", import: "default", eager: true },
);

/** What is pressed only where a key of its own is told beside it, or where the focus is already. */
const WITHIN: Record<string, string> = {
  "actions.pick": "Enter on the map",
  "place.openCall": "an alarm's own line; answered by F2 or a command",
  "tools.finish": "Enter on the map while a shape is drawn",
  "tools.back": "Esc",
  "tools.leave": "Esc",
  "tools.setRadius": "typed into its field",
  "tools.toggle": "the layers' own list, by Space",
  "tools.showAll": "the layers' own list, by Enter",
  "sounds.test": "the sounds' own list, by Enter",
  "sounds.wake": "any key wakes them",
  "choice.toggle": "Alt and the row's digit",
  "place.back": "Esc",
};

describe("what is pressed with a mouse", () => {
  const pressed = new Set(
    Object.values(components).flatMap((source) =>
      [
        ...source.matchAll(
          /on(?:click|pick|change)=\{[^}]*?\b(actions|place|tools|sounds|choice|look|say)\.(\w+)\(/g,
        ),
      ].map(([, of, what]) => `${of}.${what}`),
    ),
  );
  const reached = Object.values(behind).join("\n");

  it("is read from the components", () => {
    expect([...pressed]).toEqual(expect.arrayContaining(["actions.raise", "actions.setDuty", "look.toggle"]));
  });

  it.each([...pressed])("%s is had without it", (what) => {
    const method = what.split(".")[1] ?? "";
    expect(reached.includes(`.${method}(`) || what in WITHIN, what).toBe(true);
  });
});
