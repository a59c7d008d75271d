import { describe, expect, it } from "vitest";
import { NOW, unitView } from "../testing/views";
import { type Order, sorted } from "./order";

function unit(id: string, since: number, parts: Parameters<typeof unitView>[1] = {}) {
  return { ...unitView(id, parts), since: NOW - since };
}

const board = [
  unit("PTL-2", 50, { service: "police" }),
  unit("DMK-10", 10),
  unit("DMK-2", 400, { status: { is: "en_route" } }),
  unit("AMB-1", 90, { service: "medical", status: { is: "on_scene" } }),
];

describe("the units board", () => {
  it.each<[Order, string[]]>([
    ["service", ["DMK-2", "DMK-10", "AMB-1", "PTL-2"]],
    ["status", ["DMK-2", "AMB-1", "PTL-2", "DMK-10"]],
    ["since", ["DMK-2", "AMB-1", "PTL-2", "DMK-10"]],
    ["station", ["AMB-1", "DMK-2", "DMK-10", "PTL-2"]],
  ])("is sorted by %s", (order, expected) => {
    expect(sorted([...board], order).map((view) => view.unit.spec.id)).toEqual(expected);
  });
});
