import { describe, expect, it, vi } from "vitest";
import type { CallView } from "../generated/CallView";
import { NOW } from "../testing/views";
import { dueBack, longestHeld, ownActive, queued, standing } from "./queue";
import { bestOrigin, reaching } from "./share";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("document", { documentElement: { dataset: {} } });
const { callView } = await import("../testing/world");

const you = { as: "lead", desk: "1" } as const;
const other = { as: "dispatcher", desk: "2" } as const;

function call(
  id: string,
  stage: "ringing" | "active" | "held",
  since: number,
  by: typeof you | typeof other = you,
) {
  const view = callView(id, { stage: stage === "ringing" ? { stage } : { stage, since } });
  return { ...view, call: { ...view.call, rang_at: since, taken_by: by } };
}

function due(id: string, at: number): CallView {
  const stage = { stage: "closed", since: NOW, disposition: "dropped" } as const;
  return { ...callView(id, { stage, callBack: true }), call_back_at: at };
}

describe("the queue", () => {
  it("has what rings first, then one's own, those that wait, and those of other desks", () => {
    const calls = [
      call("theirs", "active", 1, other),
      call("held-late", "held", 9),
      call("held", "held", 2, other),
      call("mine", "active", 5),
      call("rings-late", "ringing", 8),
      call("rings", "ringing", 7),
      due("due", 1),
    ];
    const order = queued(calls, you).map((view) => view.call.id);
    expect(order).toEqual(["rings", "rings-late", "mine", "held", "held-late", "theirs"]);
    expect(dueBack(calls).map((view) => view.call.id)).toEqual(["due"]);
  });

  it("has the one to be called back first on top", () => {
    expect(dueBack([due("later", 20), due("first", 10)]).map((view) => view.call.id)).toEqual([
      "first",
      "later",
    ]);
  });

  it("knows who has waited longest, whichever desk put them there", () => {
    const calls = [call("late", "held", 9), call("long", "held", 2, other), call("mine", "active", 1)];
    expect(longestHeld(calls, null)?.call.id).toBe("long");
    expect(longestHeld(calls, "long")?.call.id).toBe("late");
    expect(longestHeld([call("only", "held", 1)], "only")?.call.id).toBe("only");
    expect(longestHeld([], null)).toBeUndefined();
  });

  it("knows the call that this desk was taking, and no other desk's", () => {
    const calls = [
      call("first", "active", 1),
      call("second", "active", 2),
      call("theirs", "active", 3, other),
    ];
    expect(ownActive(calls, you, null)?.call.id).toBe("second");
    expect(ownActive(calls, you, "first")?.call.id).toBe("first");
    expect(ownActive(calls, you, "theirs")?.call.id).toBe("second");
    expect(ownActive([call("held", "held", 1)], you, "held")).toBeUndefined();
    expect(standing(call("theirs", "active", 3, other), you)).toBe("elsewhere");
  });
});

describe("the address for a caller's phone", () => {
  const origins: [string, string][] = [
    ["http://127.0.0.1:1120", "loopback"],
    ["http://localhost:1120", "loopback"],
    ["http://[::1]:1120", "loopback"],
    ["http://192.168.1.5:1120", "insecure"],
    ["https://112.example", "fine"],
  ];
  it.each(origins)("%s is %s", (origin, expected) => expect(reaching(origin)).toBe(expected));

  it("is the best that the room has", () => {
    const all = origins.map(([origin]) => origin);
    expect(bestOrigin(all, "http://localhost")).toBe("https://112.example");
    expect(bestOrigin(all.slice(0, 4), "")).toBe("http://192.168.1.5:1120");
    expect(bestOrigin([], "http://localhost:5173")).toBe("http://localhost:5173");
    expect(bestOrigin([], "tauri://localhost")).toBeNull();
  });
});
