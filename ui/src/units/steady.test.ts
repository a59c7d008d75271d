import { describe, expect, it } from "vitest";
import { unitView } from "../testing/views";
import { Steady } from "./steady";

describe("a board of units", () => {
  const [first, second] = [unitView("DMK-1"), unitView("DMK-2")];
  const drivenOn = { ...first, position: { ...first.position, heading_deg: 90 } };
  const sent = { ...drivenOn, status: { is: "en_route" as const } };

  it.each([
    ["the same list, where units drive on", [drivenOn, second], true],
    ["another, where one has news", [sent, second], false],
    ["another, where one has come", [first, second, unitView("DMK-3")], false],
    ["another, where one is gone", [first], false],
  ])("shows %s", (_, views, same) => {
    const steady = new Steady();
    const before = steady.of([first, second]);
    expect(steady.of(views) === before).toBe(same);
    expect(steady.of(views).map((view) => view.status)).toEqual(views.map((view) => view.status));
  });

  it("keeps the units without news where another has some", () => {
    const steady = new Steady();
    steady.of([first, second]);
    const after = steady.of([drivenOn, { ...second, status: { is: "on_scene" } }]);
    expect(after[0]).toBe(first);
  });
});
