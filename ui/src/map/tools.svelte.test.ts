import { beforeEach, describe, expect, it, vi } from "vitest";
import { CENTRE } from "../testing/views";
import { LAYERS } from "./layers";

const kept = new Map<string, string>();
vi.stubGlobal("localStorage", {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => kept.set(key, value),
});
const { MapTools } = await import("./tools.svelte");

describe("the tools of the map", () => {
  beforeEach(() => kept.clear());

  it("are one in the hand at a time, and put down by one step back", () => {
    const tools = new MapTools();
    expect(tools.back()).toBe(false);
    tools.measure();
    expect(tools.pick(CENTRE)).toBe(true);
    tools.close();
    expect([tools.measuring, tools.closing?.kind]).toEqual([null, "road"]);
    tools.close();
    expect(tools.closing?.kind).toBe("area");
    tools.measure();
    expect([tools.measuring, tools.closing]).toEqual([[], null]);
    expect([tools.back(), tools.picks, tools.pick(CENTRE)]).toEqual([true, false, false]);
  });

  it("leave a place to the form once a closure is drawn", () => {
    const tools = new MapTools();
    tools.close("road");
    expect(tools.pick(CENTRE)).toBe(true);
    expect(tools.closing?.shape).toEqual({ shape: "road", at: CENTRE });
    expect([tools.picks, tools.pick(CENTRE)]).toEqual([false, false]);
  });

  it("remember for each desk what it has switched off", () => {
    const first = new MapTools();
    first.of("1");
    first.toggle("units");
    first.toggle("names");
    first.toggle("names");
    const [again, other] = [new MapTools(), new MapTools()];
    again.of("1");
    other.of("2");
    expect([[...again.hidden], [...other.hidden]]).toEqual([["units"], []]);
    again.showAll();
    first.hidden.clear();
    expect(kept.get("sigap.map-hidden.1")).toBe("[]");
  });

  it.each(["", "null", "{", '["nonsense", 3]', '"units"'])("do not trip over what was kept: %s", (text) => {
    kept.set("sigap.map-hidden.1", text);
    const tools = new MapTools();
    tools.of("1");
    expect([...tools.hidden]).toEqual([]);
    expect(LAYERS.length).toBeGreaterThan(5);
  });
});
