import { describe, expect, it } from "vitest";
import type { Turn } from "../generated/Turn";
import { doing } from "./steps";
import { responderWords } from "./words";

const STREET = "Jl. Dr. Sutomo";

const table: [Turn, string | null, string, string][] = [
  [{ is: "depart" }, STREET, `Ikuti ${STREET}`, `Follow ${STREET}`],
  [{ is: "depart" }, null, "Ikuti jalan ini", "Follow this road"],
  [{ is: "straight" }, STREET, `Lurus ke ${STREET}`, `Straight on into ${STREET}`],
  [{ is: "left" }, STREET, `Belok kiri ke ${STREET}`, `Turn left into ${STREET}`],
  [{ is: "right" }, null, "Belok kanan", "Turn right"],
  [{ is: "sharp_left" }, STREET, `Belok tajam ke kiri ke ${STREET}`, `Turn sharp left into ${STREET}`],
  [{ is: "u_turn" }, null, "Putar balik", "Turn back"],
  [
    { is: "roundabout", exit: 2 },
    STREET,
    `Di bundaran ambil jalan keluar ke-2 ke ${STREET}`,
    `At the roundabout take exit 2 into ${STREET}`,
  ],
  [{ is: "roundabout", exit: null }, null, "Masuk bundaran", "Enter the roundabout"],
];

describe("a step of the way", () => {
  it.each(table)("says what to do in both languages: %j onto %s", (turn, name, indonesian, english) => {
    const step = { turn, name, length_m: 560, point: [114.366, -8.2185] as [number, number] };
    expect(doing(step, responderWords.id)).toBe(indonesian);
    expect(doing(step, responderWords.en)).toBe(english);
  });
});
