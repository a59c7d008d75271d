import { describe, expect, it } from "vitest";
import type { Alarm } from "../generated/Alarm";
import { FirstAlarm } from "./first-alarm";

const alarm = (key: string): Alarm => ({ key, urgency: "action", since: 0, causes: [] });

/** What stands, and how long before the key; then the alarm that the key means. */
const rows: [string, [string[], number][], string | undefined][] = [
  ["the only one", [[["late"], 5_000]], "late"],
  ["one that has just come where none stood", [[["ring"], 10]], "ring"],
  [
    "the one that was read, not a graver one that comes under the finger",
    [
      [["late"], 5_000],
      [["life", "late"], 200],
    ],
    "late",
  ],
  [
    "the graver one once it could be read",
    [
      [["late"], 5_000],
      [["life", "late"], 900],
    ],
    "life",
  ],
  [
    "the next one, where the one that was read is over",
    [
      [["late", "stale"], 5_000],
      [["stale"], 200],
    ],
    "stale",
  ],
  [
    "the next one once it could be read",
    [
      [["late", "stale"], 5_000],
      [["stale"], 900],
    ],
    "stale",
  ],
  [
    "nothing, where nothing stands",
    [
      [["late"], 5_000],
      [[], 200],
    ],
    undefined,
  ],
  [
    "the first, though what stands behind it changes",
    [
      [["life", "late"], 5_000],
      [["life", "stale"], 100],
    ],
    "life",
  ],
];

describe("the key that acknowledges the first alarm means", () => {
  it.each(rows)("%s", (_, standing, meant) => {
    let now = 0;
    const first = new FirstAlarm(() => now);
    let last: Alarm[] = [];
    for (const [keys, before] of standing) {
      now = 10_000 - before;
      last = keys.map(alarm);
      first.sees(last);
    }
    now = 10_000;
    expect(first.meant(last)?.key).toBe(meant);
  });
});
