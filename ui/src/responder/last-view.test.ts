import { beforeEach, describe, expect, it } from "vitest";
import type { PageView } from "../generated/PageView";
import { LastViews } from "./last-view";

const view = { seq: 7 } as PageView;

describe("what the room told last", () => {
  let storage: Map<string, string>;
  const views = (token: string) =>
    new LastViews(
      {
        getItem: (key) => storage.get(key) ?? null,
        setItem: (key, text) => void storage.set(key, text),
        removeItem: (key) => void storage.delete(key),
      },
      token,
    );
  beforeEach(() => {
    storage = new Map();
  });

  it("is there again on the same link, with its time", () => {
    views("a").keep({ view, heardAt: 1_000 });
    expect(views("a").read()).toEqual({ view, heardAt: 1_000 });
  });

  it("goes with its link: another unit's page shows and keeps none of it", () => {
    views("a").keep({ view, heardAt: 1_000 });
    expect(views("b").read()).toBeNull();
    expect(storage.size).toBe(0);
    views("b").keep({ view, heardAt: 2_000 });
    views("b").forget();
    expect(storage.size).toBe(0);
  });

  it("is none for another version of the page", () => {
    views("a").keep({ view, heardAt: 1_000 });
    const kept = JSON.parse(storage.get("sigap.last-view") ?? "{}");
    storage.set("sigap.last-view", JSON.stringify({ ...kept, program: "/assets/responder-older.js" }));
    expect(views("a").read()).toBeNull();
  });

  it.each(["", "not json", "[]", "{}", "null", "7"])("is none where %j is kept", (text) => {
    storage.set("sigap.last-view", text);
    expect(views("a").read()).toBeNull();
  });

  it("does without a storage", () => {
    const never = () => {
      throw new Error("forbidden");
    };
    const views = new LastViews({ getItem: never, setItem: never, removeItem: never }, "a");
    views.keep({ view, heardAt: 1 });
    views.forget();
    expect(views.read()).toBeNull();
  });
});
