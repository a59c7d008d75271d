import { describe, expect, it, vi } from "vitest";
import { id } from "../words/id";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("document", { documentElement: { dataset: {} } });
const { keys, written } = await import("./keys");
const { shownKey } = await import("./list");

const components = import.meta.glob<string>(["../**/*.svelte", "!../responder/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});
/** What a field, a list or a dialog that has the focus hears: nothing else is meant by it then. */
const OF_A_PART = ["Enter", "Tab", "↑", "↑ ↓", "Ctrl P"];

/** What a browser reports when these are pressed together. */
function pressed(key: string, code: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent {
  return { key, code, ctrlKey: false, altKey: false, shiftKey: false, ...held } as KeyboardEvent;
}

describe("the keys", () => {
  it("each do one thing", () => {
    const all = keys.flatMap(({ key, also }) => (also ? [key, also] : [key]));
    expect(new Set(all).size).toBe(all.length);
  });

  /** Keys that a part of the desk hears by itself, and is there beside others: none may be another's. */
  it("mean nothing else in any part of the desk", () => {
    const own = Object.entries(components).flatMap(([file, source]) =>
      [...source.matchAll(/event\.(altKey|ctrlKey) && event\.(?:code|key) === "(?:Key)?(\w+)"/g)].map(
        ([, held, key]) => `${file}: ${held === "altKey" ? "Alt" : "Ctrl"}+${key}`,
      ),
    );
    expect(own).toEqual([]);
    // Digits with Alt tick proposals, and the list of keys says so.
    expect(keys.filter(({ key }) => /^Alt\+[1-9]$/.test(key))).toEqual([]);
  });

  it("are told alike wherever a button names them", () => {
    const all = new Set([...keys.flatMap(({ key, also }) => [shownKey(key), also]), ...OF_A_PART]);
    const told = Object.entries(components).flatMap(([file, source]) =>
      [...source.matchAll(/(?:<kbd>|\skey=")([^<{"]+)(?:<\/kbd>|")/g)].map(([, key]) => ({
        file,
        key: key?.trim() ?? "",
      })),
    );
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter(({ key }) => !all.has(key))).toEqual([]);
  });

  it("each have a name, and each name has a key", () => {
    const named = keys.map(({ name }) => name);
    expect(named.sort()).toEqual(Object.keys(id.keyNames).sort());
  });

  it("leave alone what browsers and screen readers need", () => {
    const taken = [
      "Tab",
      "Enter",
      "Space",
      "Ctrl+C",
      "Ctrl+V",
      "Ctrl+X",
      "Ctrl+A",
      "Ctrl+R",
      "F5",
      "F11",
      "F12",
    ];
    expect(keys.map(({ key }) => key).filter((key) => taken.includes(key))).toEqual([]);
  });

  const cases: [string, KeyboardEvent][] = [
    ["F2", pressed("F2", "F2")],
    ["Alt+J", pressed("j", "KeyJ", { altKey: true })],
    ["Alt+J", pressed("J", "KeyJ", { altKey: true })],
    ["Alt+3", pressed("3", "Digit3", { altKey: true })],
    ["Ctrl+Enter", pressed("Enter", "Enter", { ctrlKey: true })],
    ["Ctrl+Z", pressed("z", "KeyZ", { ctrlKey: true })],
    ["Esc", pressed("Escape", "Escape")],
    ["?", pressed("?", "Slash", { shiftKey: true })],
  ];
  it.each(cases)("are written as the list shows them: %s", (shown, event) => {
    expect(written(event)).toBe(shown);
  });
});
