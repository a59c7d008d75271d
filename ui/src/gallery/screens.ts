// The gallery's screens: the desk at one room after another, and the phones' pages.

import type { Assessment } from "../generated/Assessment";
import type { PageView } from "../generated/PageView";
import type { Problem } from "../generated/Problem";
import type { Snapshot } from "../generated/Snapshot";
import { notice, pageView } from "../testing/views";
import * as night from "./night";
import * as rush from "./rush";
import { type Answers, No, ToldRoom } from "./told-room";

const nothing: Assessment = { ...night.assessment, similar: [], recommendation: null };
const slow: Problem = { kind: "unavailable", code: "busy", message: "", retry: true };

function answers(snapshot: Partial<Snapshot>, more: Answers = {}): Answers {
  return {
    snapshot: { ...night.snapshot, ...snapshot },
    find_types: ["house_fire", "chest_pain", "crash"],
    find_places: { hits: [], hint: null },
    assess: nothing,
    reassess: nothing,
    ways: [],
    timeline: rush.timeline,
    would_close: rush.wouldClose,
    duplicates: [],
    coverage: night.coverage,
    ...more,
  };
}

const calm = { incidents: [], alarms: [], closures: [] };
const taking = { calls: night.calls };

/** The desk, by what it shows. */
export const DESKS = {
  rest: () => new ToldRoom(answers({})),
  empty: () => new ToldRoom(answers({ ...calm, units: [] })),
  call: () => new ToldRoom(answers(taking, { assess: night.assessment })),
  noted: () => new ToldRoom(answers({ calls: night.noted }, { assess: night.assessment })),
  namesakes: () => new ToldRoom(answers({ zones: night.namesakes })),
  reckoning: () => new ToldRoom(answers(taking, { assess: undefined })),
  nobody: () => new ToldRoom(answers(taking, { assess: night.nobody })),
  unanswered: () => new ToldRoom(answers(taking, { assess: new No(slow) })),
  loading: () => new ToldRoom({}),
  unreached: () => new ToldRoom({}, "lost"),
  refused: () => new ToldRoom({}, "refused"),
  lost: () => new ToldRoom(answers(taking, { assess: night.assessment }), "open", "lost"),
  journal: () => new ToldRoom(answers({ health: { ...night.snapshot.health, journal: "down" } })),
  nameless: () => new ToldRoom(answers({ health: { ...night.snapshot.health, places: "unreadable" } })),
  preparing: () =>
    new ToldRoom(answers({ ...taking, health: { ...night.snapshot.health, places: "preparing" } })),
  uncovered: () => new ToldRoom(answers(calm, { coverage: new No(slow) })),
  covering: () => new ToldRoom(answers(calm, { coverage: undefined })),
  rush: () =>
    new ToldRoom(
      answers({ ...taking, alarms: rush.alarms }, { assess: night.assessment, reassess: rush.stretched }),
    ),
  handover: () => new ToldRoom(answers({ handovers: [night.handover] })),
} as const;

/** Where somebody is taken, and where that is. */
const taken = { to: "RSUD Blambangan", address: "Jl. Letkol Istiqlah 49", arrived: false } as const;
const ONWARD = { lat: -8.2118, lon: 114.376 };

/** A unit's own page, by what it shows. */
export const PAGES: Record<string, () => ToldRoom> = {
  notice: () =>
    pageRoom(
      pageView({
        notice: notice({
          hazards: [{ personal: "anjing galak di pagar" }],
          premises: [{ personal: "tabung gas di belakang, gang 2 m" }],
        }),
      }),
    ),
  onward: () => pageRoom(pageView({ notice: notice({ leg: { ...taken, position: ONWARD } }) })),
  unplaced: () =>
    pageRoom(pageView({ notice: notice({ leg: { ...taken, address: null, position: null }, way: null }) })),
  idle: () => pageRoom(pageView()),
  loading: () => new ToldRoom({}),
  lost: () => new ToldRoom({ page: pageView({ notice: notice() }) }, "open", "lost"),
  unreached: () => new ToldRoom({}, "lost"),
  expired: () => new ToldRoom({}, "refused"),
};

function pageRoom(page: PageView): ToldRoom {
  return new ToldRoom({ page });
}
