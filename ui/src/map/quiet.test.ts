// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Quiet } from "./quiet";

describe("the map", () => {
  const keys = new EventTarget();
  const press = () => keys.dispatchEvent(new Event("keydown"));

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    vi.stubGlobal("addEventListener", keys.addEventListener.bind(keys));
    vi.stubGlobal("removeEventListener", keys.removeEventListener.bind(keys));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it.each<[string, number[], number]>([
    ["400 ms after the desk, where nobody types", [], 400],
    ["400 ms after the last key", [100, 300], 700],
    ["after 1.5 s, however much is typed", Array.from({ length: 40 }, (_, i) => (i + 1) * 100), 1500],
  ])("comes %s", (_, presses, comes) => {
    let came = 0;
    const quiet = new Quiet(() => {
      came = performance.now() - began;
    });
    const began = performance.now();
    for (const at of presses) {
      vi.advanceTimersByTime(at - (performance.now() - began));
      press();
    }
    vi.advanceTimersByTime(2000);
    expect(came).toBe(comes);
    quiet.end();
  });

  it("comes at once where somebody goes to it, and only once", () => {
    const come = vi.fn();
    const quiet = new Quiet(come);
    quiet.hurry();
    quiet.hurry();
    vi.advanceTimersByTime(2000);
    expect(come).toHaveBeenCalledTimes(1);
  });

  it("does not come to a desk that is gone", () => {
    const come = vi.fn();
    new Quiet(come).end();
    press();
    vi.advanceTimersByTime(2000);
    expect(come).not.toHaveBeenCalled();
  });
});
