import { describe, expect, it, vi } from "vitest";
import type { UnitView } from "../generated/UnitView";
import { unitIcon } from "../look/status";
import { CENTRE, incidentView, NOW, unitView } from "../testing/views";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("document", { documentElement: { dataset: {}, lang: "id" } });
const { worldOf } = await import("../testing/world");
const { doing } = await import("./doing");

const on = (status: UnitView["status"]): UnitView => ({ ...unitView("DMK-1"), status, ...COMMITTED });
const COMMITTED = { availability: { is: "committed", incident: "i-12" } } as const;
const free = unitView("DMK-1");
const broken: UnitView = {
  ...free,
  availability: { is: "out_of_service" },
  unit: { ...free.unit, duty: { duty: "out_of_service", why: "ban bocor", until: NOW } },
};
const away: UnitView = { ...free, standby: { position: CENTRE, label: "Pasar" } as UnitView["standby"] };

/** What a unit is doing, its sign, and the words beside it. */
const cases: [UnitView, string, string | RegExp][] = [
  [on({ is: "notified" }), "notified", "K-12 · diberi tahu"],
  [on({ is: "acknowledged" }), "acknowledged", "K-12 · diakui"],
  [on({ is: "en_route" }), "en_route", "K-12 · menuju"],
  [on({ is: "on_scene" }), "on_scene", "K-12 · di lokasi"],
  [on({ is: "transporting", to: "RSUD" }), "transporting", "K-12 · membawa pasien"],
  [on({ is: "at_hospital" }), "at_hospital", "K-12 · di rumah sakit"],
  [free, "available", /^siap/],
  [away, "place", "siaga · Pasar"],
  [broken, "block", /^tak siap · sampai \d\d[.:]\d\d · ban bocor$/],
  [{ ...free, availability: { is: "off_duty" } }, "night", /^di luar dinas/],
];

describe("what a unit is doing", () => {
  const { desk } = worldOf({ incidents: [incidentView("i-12", { number: 12 })] }).shared;

  it.each(cases)("%# has its sign and its words", (view, icon, words) => {
    expect(unitIcon(view)).toBe(icon);
    expect(doing(view, desk)).toEqual(typeof words === "string" ? words : expect.stringMatching(words));
  });

  it("no two look alike without their colours", () => {
    const signs = cases.map(([view]) => unitIcon(view));
    expect(new Set(signs).size).toBe(signs.length);
  });
});
