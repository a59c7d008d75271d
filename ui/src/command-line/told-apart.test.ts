// Alarms by what they are about, and zones of one name by what they lie in.

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Alarm } from "../generated/Alarm";
import type { AlarmSubject } from "../generated/AlarmSubject";
import type { Urgency } from "../generated/Urgency";
import { incidentView, NOW, unitView } from "../testing/views";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("document", { documentElement: { dataset: {}, lang: "id" } });
const { callView, worldOf } = await import("../testing/world");
const { commands } = await import("./commands");
const { History } = await import("./history");
const { Line } = await import("./line.svelte");
const { say } = await import("../words/words.svelte");

function alarm(key: string, urgency: Urgency, ...subjects: AlarmSubject[]): Alarm {
  const causes = subjects.map((subject, at) => ({ key: `${key}/${at}`, subject, since: NOW }));
  return { key, urgency, since: NOW, causes };
}

/** P-9 rings, two units have not acknowledged K-12, K-12 and K-13 have no units. */
function world() {
  const made = worldOf({
    units: [unitView("DMK-1"), unitView("DMK-2")],
    incidents: [incidentView("i-12", { number: 12 }), incidentView("i-13", { number: 13 })],
    calls: [callView("c-9", { number: 9, from: "0812", stage: { stage: "ringing" } })],
  });
  const { desk } = made.shared;
  const silent = (unit: string) => ({ about: "notice_not_acknowledged", incident: "i-12", unit }) as const;
  desk.alarms = [
    alarm("ring", "ring", { about: "unanswered_ring", call: "c-9" }),
    alarm("silent", "life", silent("DMK-1"), silent("DMK-2")),
    alarm("none-12", "action", { about: "incident_without_units", incident: "i-12" }),
    alarm("none-13", "action", { about: "incident_without_units", incident: "i-13" }),
  ];
  const zones = [
    ["z-1", "Karangrejo", "Giri"],
    ["z-2", "Karangrejo", "Glagah"],
    ["z-3", "Kalipuro", ""],
  ] as const;
  for (const [id, name, within] of zones) desk.zones.set(id, { id, name, within, first_due: [] });
  return made;
}

function typed(text: string) {
  const { room, shared } = world();
  const line = new Line(shared, commands, new History({ getItem: () => null, setItem: () => {} }));
  line.type(text);
  return { line, room };
}

beforeEach(() => {
  if (say.language !== "id") say.toggle();
});

describe("an alarm", () => {
  const cases: [string, string, string[]][] = [
    ["akui", "Akui: Panggilan 0812 belum dijawab", ["ring/0"]],
    ["akui p9", "Akui: Panggilan 0812 belum dijawab", ["ring/0"]],
    ["akui dmk1", "Akui: DMK-1 dan 1 lainnya belum mengakui tugas K-12", ["silent/0", "silent/1"]],
    ["akui k13", "Akui: K-13 belum punya unit", ["none-13/0"]],
    ["akui K-12 tanpa unit ", "Akui: K-12 belum punya unit", ["none-12/0"]],
    ["acknowledge k-13 without", "Akui: K-13 belum punya unit", ["none-13/0"]],
  ];
  it.each(cases)("%s", async (text, sentence, acknowledged) => {
    const { line, room } = typed(text);
    expect(line.echo).toEqual({ is: "will", text: sentence });
    expect(await line.enter()).toBe(true);
    expect(room.commands).toEqual(acknowledged.map((own) => ({ do: "acknowledge_alarm", alarm: own })));
  });

  it("that there is not is not taken for another", async () => {
    const { line, room } = typed("akui k99 ");
    expect(line.echo.is).toBe("cannot");
    expect(await line.enter()).toBe(false);
    expect(room.commands).toEqual([]);
  });

  it("is offered by its sentence, and a line in the history names nobody's number", () => {
    const { line } = typed("akui ");
    expect(line.reading.offers.map(({ option }) => option.label)).toContain("K-13 belum punya unit");
    expect(line.reading.offers.map(({ writes }) => writes).join()).not.toContain("0812");
  });
});

describe("a zone whose name another has", () => {
  it("is offered with what it lies in, and so is the other", () => {
    const { line } = typed("pertama karang");
    const offered = line.reading.offers.map(({ option }) => option.label);
    expect(offered).toEqual(["Karangrejo, Giri", "Karangrejo, Glagah"]);
  });

  const cases: [string, string, string][] = [
    ["pertama karangrejo dmk1", "cannot", "“karangrejo dmk1” tidak dikenal. Maksud Anda Karangrejo, Giri?"],
    ["pertama karangrejo glagah dmk1", "will", "Pilihan pertama di Karangrejo, Glagah: DMK-1"],
    ["pertama Karangrejo, Giri DMK-2", "will", "Pilihan pertama di Karangrejo, Giri: DMK-2"],
    ["pertama kalipuro dmk1", "will", "Pilihan pertama di Kalipuro: DMK-1"],
  ];
  it.each(cases)("%s", (text, is, sentence) => {
    expect(typed(text).line.echo).toEqual({ is, text: sentence });
  });

  it("is told with it to the room", async () => {
    const { line, room } = typed("pertama karangrejo glagah dmk1");
    expect(await line.enter()).toBe(true);
    expect(room.commands).toEqual([{ do: "set_first_due", zone: "z-2", units: ["DMK-1"] }]);
  });
});
