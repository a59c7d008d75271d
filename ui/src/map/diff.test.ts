import { describe, expect, it } from "vitest";
import { byId, difference, type MapFeature, type Properties } from "./diff";

const at = (id: string, lon = 0, more: Partial<Properties> = {}): MapFeature => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [lon, 0] },
  properties: { id, ...more } as Properties,
});

const line = (id: string, lon: number): MapFeature => ({
  type: "Feature",
  geometry: {
    type: "LineString",
    coordinates: [
      [0, 0],
      [lon, 0],
    ],
  },
  properties: { id },
});

describe("the difference between what is shown and what is wanted", () => {
  it.each<[string, MapFeature[], MapFeature[], { remove: string[]; add: string[] } | null]>([
    ["nothing at all", [], [], null],
    ["the same in another order", [at("a"), at("b")], [at("b"), at("a")], null],
    ["the same line drawn anew", [line("a", 1)], [line("a", 1)], null],
    ["one more", [at("a")], [at("a"), at("b")], { remove: [], add: ["b"] }],
    ["one less", [at("a"), at("b")], [at("b")], { remove: ["a"], add: [] }],
    ["one moved", [at("a"), at("b")], [at("a", 1), at("b")], { remove: [], add: ["a"] }],
    ["one line bent", [line("a", 1)], [line("a", 2)], { remove: [], add: ["a"] }],
    ["one renamed", [at("a", 0, { label: "x" })], [at("a", 0, { label: "y" })], { remove: [], add: ["a"] }],
    ["one lost its heading", [at("a", 0, { heading: 90 })], [at("a")], { remove: [], add: ["a"] }],
    ["one got a heading", [at("a")], [at("a", 0, { heading: 90 })], { remove: [], add: ["a"] }],
  ])("%s", (_, shown, wanted, expected) => {
    const diff = difference(byId(shown), byId(wanted));
    const ids = diff && { remove: diff.remove, add: diff.add?.map((feature) => feature.properties?.id) };
    expect(ids).toEqual(expected);
  });
});
