import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Sharpness } from "./sharpness";

describe("how sharp a map without a GPU is drawn", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function map() {
    const drawn: number[] = [];
    return { drawn, sharpness: new Sharpness((pixelRatio) => drawn.push(pixelRatio)) };
  }

  it("is coarse from the first move on, and sharp once it rests", () => {
    const { drawn, sharpness } = map();
    for (let step = 0; step < 20; step += 1) {
      sharpness.moves();
      vi.advanceTimersByTime(100);
    }
    expect(drawn).toEqual([0.5]);
    vi.advanceTimersByTime(50);
    expect(drawn).toEqual([0.5, 1]);
    sharpness.moves();
    expect(drawn).toEqual([0.5, 1, 0.5]);
  });

  it("leaves a map alone that is gone", () => {
    const { drawn, sharpness } = map();
    sharpness.moves();
    sharpness.end();
    vi.runAllTimers();
    expect(drawn).toEqual([0.5]);
  });
});
