// What lines mean, as a table: the sentence that stands above Enter, in the world below.

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AssignmentStatus } from "../generated/AssignmentStatus";
import { CENTRE, fixAt, incidentView, NOW, unitView } from "../testing/views";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("document", { documentElement: { dataset: {}, lang: "id" } });
const { callView, worldOf } = await import("../testing/world");
const { commands } = await import("./commands");
const { History } = await import("./history");
const { Line } = await import("./line.svelte");
const { say } = await import("../words/words.svelte");

const NEXT: AssignmentStatus[] = [{ is: "en_route" }, { is: "on_scene" }, { is: "stood_down", why: "" }];

/** AMB-3 is on K-12; K-12 and K-13 are open; P-7 is being taken, P-8 waits to be called back. */
function world() {
  const fire = incidentView("i-12", {
    number: 12,
    place: fixAt(CENTRE, 0, "Jl. Ahmad Yani"),
    assigned: { "AMB-3": { is: "acknowledged" } },
  });
  for (const own of fire.assignments) own.next = NEXT;
  const flood = incidentView("i-13", { number: 13, priority: 3, place: fixAt(CENTRE, 0, "Gang Melati") });
  const made = worldOf({
    units: [
      unitView("AMB-1", { service: "medical" }),
      unitView("AMB-3", {
        service: "medical",
        status: { is: "acknowledged" },
        availability: { is: "committed", incident: "i-12" },
      }),
      unitView("DMK-1"),
      unitView("DMK-10"),
    ],
    incidents: [fire, flood],
    calls: [
      callView("c-7", { number: 7, from: "0812" }),
      callView("c-8", {
        number: 8,
        from: "0813",
        stage: { stage: "closed", since: NOW, disposition: "dropped" },
        callBack: true,
      }),
    ],
  });
  made.shared.place.call = "c-7";
  return made;
}

async function typed(text: string, at: Partial<{ call: string | null; incident: string | null }> = {}) {
  const { room, shared } = world();
  Object.assign(shared.place, at);
  const line = new Line(shared, commands, new History({ getItem: () => null, setItem: () => {} }));
  line.type(text);
  line.ask();
  // The room finds no place.
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  return { line, room, shared };
}

beforeEach(() => {
  if (say.language !== "id") say.toggle();
});

describe("a line says what Enter will do", () => {
  const cases: [string, string, string][] = [
    ["status AMB-3 menuju", "will", "AMB-3 menuju ke K-12, Jl. Ahmad Yani"],
    ["status amb3 men", "will", "AMB-3 menuju ke K-12, Jl. Ahmad Yani"],
    ["amb3 men", "will", "AMB-3 menuju ke K-12, Jl. Ahmad Yani"],
    ["a3 men", "will", "AMB-3 menuju ke K-12, Jl. Ahmad Yani"],
    ["kirim d1 k12", "will", "Kirim DMK-1 ke K-12, Jl. Ahmad Yani"],
    ["ki d10 k12", "will", "Kirim DMK-10 ke K-12, Jl. Ahmad Yani"],
    ["tj ", "will", "Pilih jalan yang ditutup di peta"],
    ["tb ", "will", "P-8, 0813 sudah dihubungi balik"],
    ["oos a1 flat tyre", "will", "AMB-1 tidak siap tugas: flat tyre"],
    ["amb 3 di lok", "will", "AMB-3 tiba di K-12, Jl. Ahmad Yani"],
    ["status amb3 en route", "will", "AMB-3 menuju ke K-12, Jl. Ahmad Yani"],
    ["amb3 ", "will", "AMB-3 menuju ke K-12, Jl. Ahmad Yani"],
    ["amb3 tarik", "warn", "AMB-3 ditarik dari K-12, Jl. Ahmad Yani, tambahkan alasannya"],
    ["amb3 tarik salah alamat", "will", "AMB-3 ditarik dari K-12, Jl. Ahmad Yani: salah alamat"],
    ["amb3 terbang", "cannot", "“terbang” tidak dikenal di sini."],
    ["amb1 ", "cannot", "AMB-1 tidak sedang bertugas."],
    ["kirim dmk1 k12", "will", "Kirim DMK-1 ke K-12, Jl. Ahmad Yani"],
    ["kirim dmk-1 amb-1 k-13 banjir naik", "will", "Kirim DMK-1, AMB-1 ke K-13, Gang Melati"],
    ["kirim dmk1 melati", "will", "Kirim DMK-1 ke K-13, Gang Melati"],
    ["send dmk1 12", "will", "Kirim DMK-1 ke K-12, Jl. Ahmad Yani"],
    ["kirim amb3 k13", "warn", "AMB-3 tidak bebas: diakui · K-12, Jl. Ahmad Yani"],
    ["kirim", "will", "Buka kejadian P-7, 0812 tanpa unit"],
    ["tutup iseng", "will", "Tutup P-7, 0812 sebagai iseng"],
    ["tutup k12 tertangani", "will", "Tutup K-12, Jl. Ahmad Yani sebagai tertangani"],
    ["close k13 false", "will", "Tutup K-13, Gang Melati sebagai alarm palsu"],
    ["tutup", "wants", "Sebut hasil akhir."],
    ["catat gang sempit", "will", "Catat di P-7, 0812: “gang sempit”"],
    ["catat k12 gang sempit", "will", "Catat di K-12, Jl. Ahmad Yani: “gang sempit”"],
    ["catat k", "will", "Catat di P-7, 0812: “k”"],
    ["gabung k13", "will", "Gabungkan P-7, 0812 dengan K-13, Gang Melati"],
    ["gabung", "cannot", "Tidak ada kejadian serupa. Sebut nomor kejadiannya."],
    ["telepon balik p8", "will", "P-8, 0813 sudah dihubungi balik"],
    ["call back ", "will", "P-8, 0813 sudah dihubungi balik"],
    ["rusak amb1 ban kempes", "will", "AMB-1 tidak siap tugas: ban kempes"],
    ["out of service amb1 flat tyre", "will", "AMB-1 tidak siap tugas: flat tyre"],
    ["rusak amb1 ", "wants", "Sebut alasan."],
    ["k12", "will", "Buka K-12, Jl. Ahmad Yani"],
    ["tutup j", "will", "Pilih jalan yang ditutup di peta"],
    ["satukan k13 k12", "will", "Satukan K-13, Gang Melati ke dalam K-12, Jl. Ahmad Yani"],
    [
      "alihkan a3 k13 lebih gawat",
      "will",
      "Alihkan AMB-3 (diakui · K-12, Jl. Ahmad Yani) ke K-13, Gang Melati: lebih gawat",
    ],
    ["antre a3 k13", "will", "K-13, Gang Melati berikutnya untuk AMB-3 (diakui · K-12, Jl. Ahmad Yani)"],
    ["prioritas k13 1 anak hilang", "will", "Prioritas K-13, Gang Melati menjadi 1: anak hilang"],
    ["priority k13 p2", "warn", "Prioritas K-13, Gang Melati menjadi 2, tambahkan alasannya"],
    ["ikuti", "will", "Ikuti unit di peta"],
    ["huruf", "will", "Huruf besar"],
    ["serah", "will", "Serah terima"],
    ["serah terima", "will", "Serah terima"],
    ["kirm", "cannot", "“kirm” tidak dikenal. Maksud Anda kirim?"],
    ["xyzzy", "cannot", "“xyzzy” tidak dikenal di sini."],
    ["", "hint", "Tekan huruf pertama, atau panah untuk memilih."],
  ];
  it.each(cases)("%s", async (text, is, sentence) => {
    expect((await typed(text)).line.echo).toEqual({ is, text: sentence });
  });

  it("in the other language once that is spoken", async () => {
    say.toggle();
    expect((await typed("kirim dmk1 k12")).line.echo.text).toBe("Send DMK-1 to K-12, Jl. Ahmad Yani");
    expect((await typed("tutup iseng")).line.echo.text).toBe("Close P-7, 0812 as prank");
  });

  it("of the incident where one is being looked at", async () => {
    const at = { incident: "i-12" };
    expect((await typed("catat gang sempit", at)).line.echo.text).toBe(
      "Catat di K-12, Jl. Ahmad Yani: “gang sempit”",
    );
    expect((await typed("tutup tertangani", at)).line.echo.text).toBe(
      "Tutup K-12, Jl. Ahmad Yani sebagai tertangani",
    );
  });

  it("and why not, where nobody calls and nothing is open", async () => {
    expect((await typed("tutup ", { call: null })).line.echo.text).toBe(
      "Tidak ada panggilan atau kejadian yang sedang dilihat. Sebut nomor kejadiannya.",
    );
    expect((await typed("tahan", { call: null })).line.echo.text).toBe("Tidak ada panggilan di meja ini.");
  });
});

describe("what means nothing", () => {
  const cases: [string, string, string[], string][] = [
    ["kirm dmk1 k12", "“kirm dmk1 k12” tidak dikenal. Maksud Anda kirim?", ["kirim"], "kirim dmk1 k12"],
    ["kirmi", "“kirmi” tidak dikenal. Maksud Anda kirim?", ["kirim"], "kirim "],
    [
      "statsu amb3 menuju",
      "“statsu amb3 menuju” tidak dikenal. Maksud Anda status?",
      ["status"],
      "status amb3 menuju",
    ],
    ["tutpu jaln", "“tutpu jaln” tidak dikenal. Maksud Anda tutup jalan?", ["tutup jalan"], "tutup jalan "],
    ["amb3 menunju", "“menunju” tidak dikenal. Maksud Anda menuju?", ["menuju"], "amb3 menuju "],
    ["amb3 terbang", "“terbang” tidak dikenal di sini.", ["menuju", "di lokasi", "ditarik"], "amb3 menuju "],
    ["kirim dkm1 k12", "“dkm1 k12” tidak dikenal. Maksud Anda DMK-1?", ["DMK-1"], "kirim DMK-1 k12"],
    [
      "kirim amb1 k99 banjir",
      "“k99 banjir” tidak dikenal di sini.",
      ["K-12", "K-13"],
      "kirim amb1 K-12 banjir",
    ],
    ["kirim truk", "Sebut unitnya.", [], "kirim truk"],
    ["unt dmk1", "“unt dmk1” tidak dikenal. Maksud Anda unit?", ["unit"], "unit dmk1"],
    ["tema gelap", "“gelap” tidak dikenal di sini.", ["tema"], "tema "],
    ["xyzzy", "“xyzzy” tidak dikenal di sini.", ["kirim"], "kirim "],
  ];
  it.each(cases)(
    "%s: the nearest is offered, and nothing is done",
    async (text, sentence, offered, written) => {
      const { line, room } = await typed(text);
      expect(line.echo).toEqual({ is: "cannot", text: sentence });
      const labels = line.reading.offers.map((offer) => offer.option.label);
      expect(new Set(labels).size).toBe(labels.length);
      expect(labels.slice(0, offered.length)).toEqual(offered);
      for (const step of [0, 1]) {
        if (step) line.arrow(1);
        expect(await line.enter()).toBe(false);
        expect(room.commands).toEqual([]);
      }
      expect(line.text).toBe(written);
    },
  );
});

it("nothing is offered twice, whatever stands there so far", async () => {
  const lines = [
    "kirm dmk1 k12",
    "unit dmk4",
    "unti dmk4",
    "pertama kalipuro dmk1 dmk10",
    "tutpu jaln",
    "status amb3 di lok",
  ];
  for (const text of lines.flatMap((line) => [...line].map((_, at) => line.slice(0, at + 1)))) {
    const { line, shared } = await typed("");
    shared.desk.zones.set("z-1", { id: "z-1", name: "Kalipuro", within: "", first_due: [] });
    line.type(text);
    const keys = line.reading.offers.map(
      ({ command, slot, option }) => `${command.name}/${slot?.name ?? ""}/${option.key}`,
    );
    expect(
      keys.filter((key, at) => keys.indexOf(key) !== at),
      text,
    ).toEqual([]);
  }
});

it("a place that only sounds like a mistyped command comes after that, and Enter shows neither", async () => {
  const { line, room, shared } = await typed("");
  const hit = { fix: fixAt(CENTRE, 0, "K-Mobil"), context: "Schaan", distance_m: 10 };
  room.answers.find_places = { hits: [hit] };
  line.type("kirm dmk1");
  line.ask();
  await vi.waitFor(() => expect(line.reading.offers).toHaveLength(2));
  expect(line.reading.offers.map((offer) => offer.option.label)).toEqual(["kirim", "K-Mobil"]);
  expect(line.echo.text).toBe("“kirm dmk1” tidak dikenal. Maksud Anda kirim?");
  expect(await line.enter()).toBe(false);
  expect(shared.place.lookAt).toBeNull();
  line.arrow(1);
  line.arrow(1);
  expect(line.echo).toEqual({ is: "will", text: "Tunjukkan K-Mobil, Schaan di peta" });
});

describe("while it is typed", () => {
  const completions: [string, string[], string][] = [
    ["kir", ["kirim"], "kirim "],
    ["kirim dmk", ["DMK-1", "DMK-10"], "kirim DMK-1 "],
    ["kirim dmk1", ["DMK-1", "DMK-10"], "kirim DMK-1 "],
    ["kirim dmk1 k", ["K-12", "K-13"], "kirim dmk1 K-12 "],
    ["status amb3 ", ["menuju", "di lokasi", "ditarik"], "status amb3 menuju "],
    ["tutup k12 ter", ["Tertangani"], "tutup k12 tertangani "],
    ["amb", ["AMB-1", "AMB-3"], "AMB-1 "],
  ];
  it.each(completions)("%s is completed", async (text, offered, written) => {
    const { line } = await typed(text);
    expect(line.reading.offers.map((offer) => offer.option.label).slice(0, offered.length)).toEqual(offered);
    line.complete();
    expect(line.text).toBe(written);
  });

  it("the arrows choose another, and the sentence follows", async () => {
    const { line } = await typed("status amb3 ");
    line.arrow(1);
    expect(line.echo.text).toBe("AMB-3 tiba di K-12, Jl. Ahmad Yani");
    line.arrow(-1);
    line.arrow(-1);
    expect(line.echo.text).toContain("ditarik");
  });

  it("what is chosen stays chosen though the world moves", async () => {
    const { line, shared } = await typed("kirim dmk");
    line.arrow(1);
    shared.desk.units.set("DMK-0", unitView("DMK-0"));
    expect(line.offer?.option.label).toBe("DMK-10");
  });

  it("what belongs where one stands is offered first", async () => {
    const { line } = await typed("");
    const first = line.reading.offers.slice(0, 3).map((offer) => offer.command.where);
    for (const where of first) expect(where).toContain("call");
  });
});

describe("Enter", () => {
  it("does what was said", async () => {
    const { line, room } = await typed("amb3 men");
    expect(await line.enter()).toBe(true);
    expect(room.commands).toEqual([
      { do: "report", incident: "i-12", unit: "AMB-3", status: { is: "en_route" } },
    ]);
  });

  it("sends by name beside what the room proposes, with the reason", async () => {
    const { line, room } = await typed("kirim dmk1 k13 banjir naik");
    room.answers.reassess = {
      similar: [],
      recommendation: null,
      ways: [],
      epoch: 0,
      took_us: 1,
      off_road: false,
    };
    line.ask();
    expect(await line.enter()).toBe(true);
    expect(room.commands).toEqual([
      { do: "send", incident: "i-13", send: { units: ["DMK-1"], proposed: [], reason: "banjir naik" } },
    ]);
  });

  it("completes where something is wanted, and does nothing yet", async () => {
    const { line, room } = await typed("stat");
    expect(await line.enter()).toBe(false);
    expect(line.text).toBe("status ");
    expect(room.commands).toEqual([]);
  });

  it("keeps the line and says why in the room's words where it is refused", async () => {
    const { line, room } = await typed("amb3 men");
    room.refuses = { kind: "refusal", code: "status_order", message: "AMB-3 sudah di sana.", retry: false };
    expect(await line.enter()).toBe(false);
    expect(line.text).toBe("amb3 men");
    expect(line.echo).toEqual({ is: "cannot", text: "AMB-3 sudah di sana." });
    line.type("amb3 me");
    expect(line.echo.is).toBe("will");
  });

  it("does nothing with what means nothing", async () => {
    const { line, room } = await typed("amb3 terbang");
    expect(await line.enter()).toBe(false);
    expect(line.text).toBe("amb3 terbang");
    expect(room.commands).toEqual([]);
  });
});

describe("the commands", () => {
  it("each have a name of their own", () => {
    const all = commands.map(({ name }) => name);
    expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([]);
  });

  it("are each called by words of their own, in both languages", () => {
    const all = commands.flatMap(({ called }) => [...new Set([...called.id, ...called.en])]);
    expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([]);
  });

  it("take free text and what the room finds only at the end", () => {
    for (const { takes } of commands) {
      for (const slot of takes.slice(0, -1)) expect(slot.free ?? slot.ask).toBeUndefined();
    }
  });
});
