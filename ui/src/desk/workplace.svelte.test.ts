import { describe, expect, it } from "vitest";
import { Workplace } from "./workplace.svelte";

const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe("typing ahead of a call's form", () => {
  it("keeps letters from when a call is asked for until its form stands there", () => {
    const place = new Workplace();
    expect(place.typesAhead(key("k"))).toBe(false);
    place.expectCall();
    for (const letter of ["k", "e", "x", "Backspace", "b"]) expect(place.typesAhead(key(letter))).toBe(true);
    place.openCall("call-1", place.takeAhead());
    expect(place.firstWords).toBe("keb");
    expect(place.typesAhead(key("a"))).toBe(false);
  });

  it("never lets Enter act on what still has the focus", () => {
    const place = new Workplace();
    place.expectCall();
    expect(place.typesAhead(key("Enter"))).toBe(true);
    expect(place.takeAhead()).toBe("");
  });

  it("leaves shortcuts and function keys alone", () => {
    const place = new Workplace();
    place.expectCall();
    for (const other of [key("F4"), key("j", { altKey: true }), key("z", { ctrlKey: true }), key("Escape")]) {
      expect(place.typesAhead(other)).toBe(false);
    }
  });
});
