import { describe, expect, it } from "vitest";
import type { CallView } from "../generated/CallView";
import type { Change } from "../generated/Change";
import type { Snapshot } from "../generated/Snapshot";
import {
  CENTRE,
  closureView,
  handoverView,
  incidentView,
  NOW,
  RATE,
  region,
  unitView,
} from "../testing/views";
import { apply, fill, type Mirror } from "./mirror";

function empty(): Mirror {
  return {
    seq: 0,
    calls: new Map(),
    incidents: new Map(),
    units: new Map(),
    closures: new Map(),
    zones: new Map(),
    handovers: new Map(),
    coverage: new Map(),
    alarms: [],
    health: { journal: "safe", places: "ready", watching: 0, stale_units: 0, alarms: RATE },
  };
}

const snapshot: Snapshot = {
  seq: 40,
  now: NOW,
  you: { as: "dispatcher", desk: "Meja 1" },
  region,
  catalogue: { capabilities: [], types: [] },
  calls: [{ call: { id: "p-1" } }, { call: { id: "p-2" } }] as CallView[],
  incidents: [incidentView("i-1")],
  units: [unitView("DMK-1"), unitView("AMB-2", { service: "medical" })],
  closures: [closureView("c-1", { shape: "road", at: CENTRE }, [])],
  stations: [],
  zones: [{ id: "r1", name: "Kalipuro", within: "", first_due: [] }],
  handovers: [handoverView("h-1")],
  alarms: [],
  health: { journal: "safe", places: "ready", watching: 2, stale_units: 1, alarms: RATE },
};

function filled(): Mirror {
  const mirror = empty();
  fill(mirror, snapshot);
  return mirror;
}

describe("the mirror", () => {
  it("shows the snapshot and nothing from before it", () => {
    const mirror = empty();
    mirror.units.set("OLD-1", unitView("OLD-1"));
    fill(mirror, snapshot);
    expect([...mirror.units.keys()]).toEqual(["DMK-1", "AMB-2"]);
    expect([...mirror.incidents.keys()]).toEqual(["i-1"]);
    expect(mirror.seq).toBe(40);
    expect(mirror.health.watching).toBe(2);
  });

  const committed = unitView("DMK-1", { status: { is: "notified" } });
  const cause = { key: "ring/c", subject: { about: "unanswered_ring" as const, call: "c" }, since: NOW };
  const alarm = { key: "ring", urgency: "ring" as const, since: NOW, causes: [cause] };
  const cases: { change: Change; shows: (mirror: Mirror) => unknown; as: unknown }[] = [
    {
      change: { change: "unit", value: committed },
      shows: (mirror) => mirror.units.get("DMK-1"),
      as: committed,
    },
    {
      change: { change: "call_gone", value: "p-1" },
      shows: (mirror) => [...mirror.calls.keys()],
      as: ["p-2"],
    },
    { change: { change: "incident_gone", value: "i-1" }, shows: (mirror) => mirror.incidents.size, as: 0 },
    { change: { change: "handover_gone", value: "h-1" }, shows: (mirror) => mirror.handovers.size, as: 0 },
    { change: { change: "closure_gone", value: "c-1" }, shows: (mirror) => mirror.closures.size, as: 0 },
    {
      change: { change: "zone", value: { id: "r1", name: "Kalipuro", within: "", first_due: ["DMK-1"] } },
      shows: (mirror) => mirror.zones.get("r1")?.first_due,
      as: ["DMK-1"],
    },
    { change: { change: "alarms", value: [alarm] }, shows: (mirror) => mirror.alarms, as: [alarm] },
    {
      change: {
        change: "health",
        value: { journal: "down", places: "ready", watching: 1, stale_units: 0, alarms: RATE },
      },
      shows: (mirror) => mirror.health.journal,
      as: "down",
    },
    {
      change: { change: "incident", value: incidentView("i-2") },
      shows: (mirror) => [...mirror.incidents.keys()],
      as: ["i-1", "i-2"],
    },
  ];
  for (const { change, shows, as } of cases) {
    it(`replaces what a change names: ${change.change}`, () => {
      const mirror = filled();
      expect(apply(mirror, change)).toBe(true);
      expect(shows(mirror)).toEqual(as);
    });
  }

  it("moves a unit and leaves what it is doing alone", () => {
    const mirror = filled();
    mirror.units.set("DMK-1", unitView("DMK-1", { freshness: "stale", status: { is: "en_route" } }));
    const seen = { position: { lat: -8.2, lon: 114.3 }, at: NOW + 5000, heading_deg: 90, speed_mps: 12 };
    apply(mirror, { change: "positions", value: [{ unit: "DMK-1", seen }] });
    const moved = mirror.units.get("DMK-1");
    expect(moved?.position).toEqual(seen);
    expect(moved?.freshness).toBe("fresh");
    expect(moved?.status).toEqual({ is: "en_route" });
  });

  it("knows no unit that it was only told the position of", () => {
    const mirror = filled();
    const seen = { position: CENTRE, at: NOW, heading_deg: null, speed_mps: null };
    apply(mirror, { change: "positions", value: [{ unit: "NEW-9", seen }] });
    expect(mirror.units.has("NEW-9")).toBe(false);
  });

  it("wants to start over where too much was missed", () => {
    expect(apply(filled(), { change: "missed" })).toBe(false);
  });
});
