import { expect, test } from "vitest";
import { CENTRE, region } from "../testing/views";
import type { MapFeature } from "./diff";
import { spotsOf } from "./plain-canvas";
import { PlainView } from "./plain-view.svelte";

/** A point so many pixels right of the middle, of this icon. */
function right(view: PlainView, id: string, px: number, icon: string, idle = false): MapFeature {
  const { lon, lat } = view.under(view.width / 2 + px, view.height / 2);
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: [lon, lat] },
    properties: { id, icon, idle, label: id },
  };
}

const at = (zoom: number) => {
  const view = new PlainView(region.bounds);
  view.look(CENTRE, zoom);
  return view;
};

test("what may be panned to before it is drawn again is drawn too, and what is pressing comes first", () => {
  const view = at(14);
  const drawn = [
    right(view, "station", 10, "station fire"),
    right(view, "waits", 20, "unit fire available live", true),
    right(view, "works", 30, "unit fire en_route live"),
    right(view, "beside", view.width / 2 + 190, "incident fire 1 plain"),
    right(view, "away", view.width / 2 + 250, "incident fire 1 plain"),
  ];
  const spots = spotsOf({ drawn, scale: 1 }, view);
  expect(spots.map(({ id }) => id)).toEqual(["beside", "works", "station", "waits"]);
  expect(spots.map(({ x }) => Math.round(x - view.width / 2))).toEqual([490, 30, 10, 20]);
});

test.each([
  ["from afar a station has no name", 13, ""],
  ["close by it has", 14, "station"],
])("%s", (_, zoom, label) => {
  const view = at(zoom);
  const [spot] = spotsOf({ drawn: [right(view, "station", 0, "station fire")], scale: 1 }, view);
  expect(spot?.label).toBe(label);
});

test("a picture that was drawn is moved against the hand's way over the ground", () => {
  const view = at(14);
  const was = view.camera;
  view.shift(30, -12);
  const [x, y] = view.between(was);
  expect([x, y].map(Math.round)).toEqual([-30, 12]);
});
