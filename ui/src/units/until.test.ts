import { describe, expect, it } from "vitest";
import { clock } from "../look/format";
import { NOW } from "../testing/views";
import { untilAt } from "./until";

describe("until when a unit is out of service", () => {
  it.each(["00:10", "07:00", "12:30", "23:59"])("is the next %s where people live", (typed) => {
    const at = untilAt(typed, NOW, "Asia/Jakarta");
    expect(clock(at ?? 0, "Asia/Jakarta").slice(0, 5)).toBe(typed);
    expect(at).toBeGreaterThan(NOW);
    expect((at ?? 0) - NOW).toBeLessThanOrEqual(86_400_000);
  });

  it("is not known where nothing is typed", () => {
    expect(untilAt("", NOW, "Asia/Jakarta")).toBeNull();
    expect(untilAt("besok", NOW, "Asia/Jakarta")).toBeNull();
  });
});
