import { describe, expect, it } from "vitest";
import type { AssignmentStatus } from "../generated/AssignmentStatus";
import type { EtaBasis } from "../generated/EtaBasis";
import { CENTRE, closureView, fixAt, incidentView, NOW, unitView } from "../testing/views";
import {
  circleFeatures,
  closureFeatures,
  incidentFeatures,
  type KnownTypes,
  ringOf,
  SLOTS,
  signOf,
  stationFeatures,
  unattended,
  unitFeatures,
  waits,
  wayFeatures,
} from "./features";

const types: KnownTypes = new Map([["house_fire", { name: "Kebakaran rumah", family: "fire" }]]);
const age = (at: number) => `${(NOW - at) / 1000} d`;
const etaAt = (basis: EtaBasis) => ({ arrives_at: NOW + 60_000, as_of: NOW, distance_m: 900, basis });
const elsewhere = { lat: -8.3, lon: 114.4 };

describe("a unit on the map", () => {
  it.each<[string, Parameters<typeof unitView>[1], string]>([
    ["on its way", { status: { is: "en_route" }, eta: etaAt("live") }, "DMK-1 · at 60"],
    ["never seen", { status: { is: "notified" }, eta: etaAt("assumed") }, "DMK-1 · at 60"],
    [
      "lost sight of",
      { status: { is: "en_route" }, eta: etaAt("stale"), freshness: "stale", seen: NOW - 8000 },
      "DMK-1 · 8 d",
    ],
    ["there", { status: { is: "on_scene" } }, "DMK-1"],
  ])("%s: its label", (_, parts, label) => {
    const [drawn] = unitFeatures([unitView("DMK-1", parts)], age, (at) => `at ${(at - NOW) / 1000}`);
    expect(drawn?.properties.label).toBe(label);
  });

  it.each<[string, Parameters<typeof unitView>[1], string | null]>([
    ["free", {}, "available"],
    ["off duty", { availability: { is: "off_duty" } }, null],
    ["out of service", { availability: { is: "out_of_service" } }, "out_of_service"],
    ["on its way", { status: { is: "en_route" } }, "en_route"],
    ["taking somebody", { status: { is: "transporting", to: "RSUD" } }, "transporting"],
    ["committed, status not here yet", { availability: { is: "committed", incident: "i" } }, "notified"],
  ])("%s", (_, parts, ring) => expect(ringOf(unitView("X-1", parts))).toBe(ring));

  it("is grey and tells its age when its position is stale, and points nowhere", () => {
    const seen = { freshness: "stale", seen: NOW - 370_000, heading: 90 } as const;
    const [stale] = unitFeatures([unitView("DMK-3", seen)], age);
    expect(stale?.properties).toMatchObject({ label: "DMK-3 · 370 d", icon: "unit fire available stale" });
    expect(stale?.properties).not.toHaveProperty("heading");
  });

  it.each<[string, Parameters<typeof unitView>[1], number | undefined]>([
    ["while its position is fresh", { heading: 0 }, 0],
    ["while it moves", { heading: 45, speed: 12 }, 45],
    ["not while it stands", { heading: 45, speed: 0.4 }, undefined],
    ["not where nobody has seen it", { heading: 45, freshness: "assumed" }, undefined],
  ])("points where it is heading %s", (_, parts, heading) => {
    expect(unitFeatures([unitView("DMK-1", parts)], age)[0]?.properties.heading).toBe(heading);
  });

  it("at work tells how old its position is, once that matters; one that waits does not", () => {
    const label = (parts: Parameters<typeof unitView>[1]) =>
      unitFeatures([unitView("DMK-1", parts)], age, undefined, { now: NOW })[0]?.properties.label;
    expect(label({ status: { is: "en_route" }, seen: NOW - 29_000 })).toBe("DMK-1");
    expect(label({ status: { is: "en_route" }, seen: NOW - 45_000 })).toBe("DMK-1 · 45 d");
    expect(label({ seen: NOW - 45_000 })).toBe("DMK-1");
  });

  it("is counted with others while it waits, but never one that works, is followed or looked at", () => {
    const units = [unitView("A"), unitView("B", { status: { is: "on_scene" } }), unitView("C")];
    const alone = new Set(["C"]);
    const counted = unitFeatures(units, age, undefined, { alone }).filter(waits);
    expect(counted.map(({ properties }) => properties)).toMatchObject([
      { id: "A", service: "fire", ready: true },
    ]);
  });

  it("shares a station as a list, the busy ones first, others' spots untouched", () => {
    const units = [
      unitView("DMK-2"),
      unitView("DMK-1"),
      unitView("DMK-9", { status: { is: "notified" } }),
      unitView("AMB-1", { at: elsewhere }),
    ];
    const slots = unitFeatures(units, age).map(({ properties }) => [properties.id, properties.slot]);
    expect(slots).toEqual([
      ["DMK-9", 0],
      ["AMB-1", 0],
      ["DMK-1", 1],
      ["DMK-2", 2],
    ]);
  });

  it("never leaves the list, however many share the spot", () => {
    const units = Array.from({ length: 40 }, (_, i) => unitView(`U-${i}`));
    expect(Math.max(...unitFeatures(units, age).map(({ properties }) => Number(properties.slot)))).toBe(
      SLOTS - 1,
    );
  });

  it("at an incident is listed below it, for as long as that is open", () => {
    const slot = (incidents: ReturnType<typeof incidentView>[]) =>
      unitFeatures([unitView("DMK-1")], age, undefined, { incidents })[0]?.properties.slot;
    expect(slot([])).toBe(0);
    expect(slot([incidentView("i-1")])).toBe(1);
    expect(slot([incidentView("i-1", { closed: true })])).toBe(0);
  });
});

describe("an incident on the map", () => {
  it("shows family, priority and name, the selected one on top", () => {
    const drawn = incidentFeatures([incidentView("a"), incidentView("b", { priority: 3 })], types, "b");
    expect(drawn.map(({ properties }) => properties)).toEqual([
      { id: "a", icon: "incident fire 1 plain", label: "Kebakaran rumah\nK-1021", order: 4 },
      { id: "b", icon: "incident fire 3 selected", label: "Kebakaran rumah\nK-1021", order: 10 },
    ]);
  });

  it("is gone once it is closed, and its circle with it", () => {
    const closed = [incidentView("a", { closed: true })];
    expect([...incidentFeatures(closed, types, "a"), ...circleFeatures(closed, types, "a", null)]).toEqual(
      [],
    );
  });

  it("of a type that is not known still shows", () => {
    const [drawn] = incidentFeatures([incidentView("a", { kind: "meteor" })], types, null);
    expect(drawn?.properties).toMatchObject({ icon: "incident complaint 1 plain", label: "K-1021" });
  });

  it.each<[string, Record<string, AssignmentStatus>, boolean]>([
    ["nobody sent", {}, true],
    ["somebody told", { "DMK-1": { is: "notified" } }, false],
    ["the only one stood down", { "DMK-1": { is: "stood_down", why: "" } }, true],
    ["one cleared, one there", { A: { is: "cleared", outcome: "" }, B: { is: "on_scene" } }, false],
  ])("%s: unattended is %s", (_, assigned, expected) => {
    expect(unattended(incidentView("a", { assigned }))).toBe(expected);
  });

  it("has a circle where it may be; a point too sure for one has none; a draft has its own", () => {
    const sure = incidentView("sure", { place: fixAt(CENTRE, 5) });
    const unsure = incidentView("unsure", { place: fixAt(CENTRE, 310) });
    const drawn = circleFeatures([sure, unsure], types, null, { fix: fixAt(CENTRE, 50), kind: null });
    expect(drawn.map(({ properties }) => properties.id)).toEqual(["unsure", "draft"]);
  });
});

describe("the rest of the map", () => {
  it("draws a closed area with its sign, its roads and its edge", () => {
    const roads: [number, number][][] = [
      [
        [114.3, -8.2],
        [114.31, -8.2],
      ],
    ];
    const flood = closureView("c", { shape: "area", centre: CENTRE, radius_m: 200 }, roads);
    const drawn = closureFeatures([flood]).map(({ geometry, properties }) => [properties.id, geometry.type]);
    expect(drawn).toEqual([
      ["c sign", "Point"],
      ["c roads", "MultiLineString"],
      ["c area", "Polygon"],
    ]);
  });

  it("draws an outline around its corners, with its sign in their middle", () => {
    const corners = [elsewhere, { lat: -8.3, lon: 114.5 }, { lat: -8.0, lon: 114.3 }];
    const [sign, area] = closureFeatures([closureView("c", { shape: "outline", corners }, [])]);
    expect(sign?.geometry).toMatchObject({ type: "Point" });
    expect(area?.geometry).toEqual({
      type: "Polygon",
      coordinates: [[...corners, elsewhere].map(({ lon, lat }) => [lon, lat])],
    });
    expect(signOf({ shape: "outline", corners }).lat).toBeCloseTo(-8.2);
  });

  it("draws a way in its unit's colour, and none of a single point", () => {
    const expected = { turnout_s: 0, travel_s: 60, distance_m: 500 };
    const ways = [
      {
        unit: "AMB-1",
        expected,
        streets: [],
        steps: [],
        line: [
          [1, 1],
          [2, 2],
        ] as [number, number][],
      },
      { unit: "AMB-2", expected, streets: [], steps: [], line: [[1, 1]] as [number, number][] },
    ];
    const drawn = wayFeatures(ways, [unitView("AMB-1", { service: "medical" })]);
    expect(drawn.map(({ properties }) => properties)).toEqual([{ id: "AMB-1", service: "medical" }]);
  });

  it("draws a hospital, which is nobody's station, as one", () => {
    const [drawn] = stationFeatures([{ id: "s", name: "RSUD Blambangan", service: null, position: CENTRE }]);
    expect(drawn?.properties.icon).toBe("station hospital");
  });
});
