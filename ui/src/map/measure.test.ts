import { describe, expect, it } from "vitest";
import { CENTRE } from "../testing/views";
import { destination } from "./circle";
import { lengths, measured, measureFeatures } from "./measure";

const away = (metres: number, bearing: number) => {
  const [lon, lat] = destination(CENTRE, bearing, metres);
  return { lat, lon };
};

describe("a measured line", () => {
  it("is as long as its pieces over the ground", () => {
    const line = [CENTRE, away(300, 90), CENTRE];
    expect(Math.round(lengths(line).whole)).toBe(600);
    expect(Math.round(lengths(line).last)).toBe(300);
    expect(lengths([CENTRE])).toEqual({ whole: 0, last: 0 });
    expect(lengths([])).toEqual({ whole: 0, last: 0 });
  });

  it.each([
    [0, "0 m", "0 m"],
    [47.4, "47 m", "47 m"],
    [999, "999 m", "999 m"],
    [1250, "1,25 km", "1.25 km"],
  ])("of %d m is written %s or %s", (metres, id, en) => {
    expect([measured(metres, "id"), measured(metres, "en")]).toEqual([id, en]);
  });

  it("has its length at its end alone", () => {
    const labels = measureFeatures([CENTRE, away(300, 90)], "id").map(({ properties }) => properties.label);
    expect(labels).toEqual(["", "", "300 m"]);
    expect(measureFeatures([], "id")).toEqual([]);
  });
});
