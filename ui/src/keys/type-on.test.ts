import { describe, expect, it } from "vitest";
import { KeysAhead } from "./type-on";

const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe("keys that are pressed before what they are meant for has the focus", () => {
  it.each([
    ["letters, one by one", ["j", "l", " ", "5"], ["j", "l", " ", "5"]],
    ["a letter taken back", ["a", "b", "Backspace", "c"], ["a", "c"]],
    ["Enter once more in impatience", ["Enter", "Enter"], []],
    ["Enter behind letters, once", ["a", "Enter", "Enter", "b", "Enter"], ["a", "Enter", "b", "Enter"]],
    ["Tab, which goes where Enter goes", ["Tab", "a"], ["a"]],
  ])("keeps %s", (_, pressed, kept) => {
    const ahead = new KeysAhead();
    for (const name of pressed) expect(ahead.keeps(key(name))).toBe(true);
    expect(ahead.take()).toEqual(kept);
    expect(ahead.take()).toEqual([]);
  });

  it.each([
    ["nothing left to take back", key("Backspace")],
    ["a shortcut", key("k", { ctrlKey: true })],
    ["a function key", key("F4")],
    ["Escape", key("Escape")],
  ])("leaves alone %s", (_, pressed) => {
    expect(new KeysAhead().keeps(pressed)).toBe(false);
  });
});
