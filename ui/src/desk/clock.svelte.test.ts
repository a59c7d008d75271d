// The clock that all ages are reckoned by.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { roomClock } from "./clock.svelte";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("it is told on each full second, and reads nothing that an effect could be about", () => {
  // Each look at the time is a millisecond later, as on a machine that is out of breath.
  let passed = 0;
  vi.spyOn(performance, "now").mockImplementation(() => ++passed);
  const told: number[] = [];
  const read = vi.fn(() => 0);
  Object.defineProperty(roomClock, "now", { get: read, set: (now: number) => told.push(now) });

  const stop = roomClock.run();
  vi.advanceTimersToNextTimer();
  vi.advanceTimersToNextTimer();
  stop();
  expect(told).toHaveLength(3);
  expect(read).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
