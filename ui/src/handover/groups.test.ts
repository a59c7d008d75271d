import { describe, expect, it } from "vitest";
import type { HandoverItemView } from "../generated/HandoverItemView";
import type { HandoverSubject } from "../generated/HandoverSubject";
import { handoverView, NOW } from "../testing/views";
import { grouped, inOrder, neighbour, nextToSign, signedCount, sorted } from "./groups";

const subjects: Record<string, HandoverSubject> = {
  road: { about: "road_closed", closure: "c" },
  unit: { about: "unit_out_of_service", unit: "DMK-3" },
  fire: { about: "open_incident", incident: "a" },
  crash: { about: "open_incident", incident: "b" },
};

/** Items by name; a name with a tick is signed. */
function items(...names: string[]): HandoverItemView[] {
  return names.map((name) => {
    const subject = subjects[name.replace("✓", "")] ?? { about: "call_back", call: name };
    const signed = name.endsWith("✓");
    const item = { subject, signed_at: signed ? NOW : null, signed_by: signed ? { personal: "Sri" } : null };
    return { item, name, kind: null, detail: "", since: NOW };
  });
}

describe("a handover's items", () => {
  it("come in groups with their places in the room's list kept, and no empty group", () => {
    const shown = grouped(items("road", "fire", "unit", "crash")).map((group) => [
      group.about,
      group.items.map(({ at }) => at),
    ]);
    expect(shown).toEqual([
      ["open_incident", [1, 3]],
      ["unit_out_of_service", [2]],
      ["road_closed", [0]],
    ]);
  });

  it.each<[string, string[], number, number | null]>([
    ["the one shown after it", ["road", "fire", "unit"], 1, 2],
    ["signed ones are passed over", ["road", "fire", "unit✓"], 1, 0],
    ["from the last to the first", ["road", "fire", "unit✓"], 0, 1],
    ["none when it was the only one left", ["road✓", "fire", "unit✓"], 1, null],
    ["none in an empty list", [], 0, null],
  ])("the next to sign: %s", (_, names, after, next) => {
    expect(nextToSign(items(...names), after)).toBe(next);
  });

  it.each<[string, number, 1 | -1, number]>([
    ["down", 1, 1, 0],
    ["up", 0, -1, 1],
    ["down at the end stays", 0, 1, 0],
    ["up at the start stays", 1, -1, 1],
  ])("arrows: %s, over what is signed", (_, at, step, to) => {
    expect(neighbour(items("road", "fire", "unit✓"), at, step)).toBe(to);
  });

  it("counts what is signed", () => {
    expect(signedCount(items("road✓", "fire", "unit✓"))).toBe(2);
    expect(inOrder([])).toEqual([]);
  });
});

describe("handovers", () => {
  it("are the one under way and the kept ones, the latest first", () => {
    const kept = (id: string, begun_at: number) => handoverView(id, { begun_at, completed_at: begun_at + 1 });
    const all = [kept("a", 1), handoverView("now", { begun_at: 3 }), kept("b", 2)];
    const { open, past } = sorted(all);
    expect(open?.handover.id).toBe("now");
    expect(past.map(({ handover }) => handover.id)).toEqual(["b", "a"]);
  });
});
