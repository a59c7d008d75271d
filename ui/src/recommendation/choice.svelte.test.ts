import { describe, expect, it } from "vitest";
import type { Obstacle } from "../generated/Obstacle";
import type { Proposal } from "../generated/Proposal";
import type { Recommendation } from "../generated/Recommendation";
import { Choice, proposed } from "./choice.svelte";

function proposal(unit: string, obstacle: Obstacle | null): Proposal {
  const whereabouts = { is: "taken_as_in_quarters" } as const;
  return {
    unit,
    fills: null,
    substitute: false,
    obstacle,
    expected: null,
    total_s: 300,
    whereabouts,
    sendable: true,
    between: null,
    first_due: false,
    engaged: null,
  };
}

const pump = proposal("DMK-1", null);
const tanker = proposal("DMK-2", null);
const spare = proposal("DMK-3", "not_needed");
const recommendation: Recommendation = { needs: [], units: [pump, tanker, spare], splits: [] };

function ticked(choice: Choice): string[] {
  return choice.ticked(recommendation).map(({ unit }) => unit);
}

describe("which units are ticked", () => {
  it("are the proposed ones until the dispatcher says otherwise", () => {
    const choice = new Choice();
    expect(ticked(choice)).toEqual(["DMK-1", "DMK-2"]);
    expect(choice.differs(recommendation)).toBe(false);
    choice.toggle(tanker);
    choice.toggle(spare);
    expect(ticked(choice)).toEqual(["DMK-1", "DMK-3"]);
    expect(choice.differs(recommendation)).toBe(true);
    expect(proposed(recommendation)).toEqual(["DMK-1", "DMK-2"]);
  });

  it("are the proposed ones again where a change is taken back", () => {
    const choice = new Choice();
    choice.toggle(spare);
    choice.toggle(spare);
    expect(choice.differs(recommendation)).toBe(false);
  });

  it("survive a new answer for the same call, and start over with another", () => {
    const choice = new Choice();
    choice.about("c-1");
    choice.toggle(spare);
    choice.reason = "permintaan danru";
    choice.about("c-1");
    expect(ticked(choice)).toContain("DMK-3");
    choice.about("c-2");
    expect(ticked(choice)).toEqual(["DMK-1", "DMK-2"]);
    expect(choice.reason).toBe("");
  });

  it("diverts and queues busy units, never both, and gives diverting its usual reason", () => {
    const choice = new Choice();
    choice.about("call");
    choice.queue("DMK-7");
    choice.divert("DMK-7", "more urgent");
    expect([[...choice.diverts], [...choice.queues], choice.reason]).toEqual([["DMK-7"], [], "more urgent"]);
    choice.divert("DMK-8", "another");
    expect(choice.reason).toBe("more urgent");
    choice.queue("DMK-7");
    expect([[...choice.diverts], [...choice.queues]]).toEqual([["DMK-8"], ["DMK-7"]]);
    choice.about("another call");
    expect(choice.diverts.size + choice.queues.size).toBe(0);
  });
});
