import { describe, expect, it } from "vitest";
import { en } from "./en";
import { id } from "./id";

/** Words that are the same in both languages, by their path. */
const SAME = new Set(["name", "sound"]);

type Leaf = { path: string; value: unknown };

function leaves(catalogue: object, path = ""): Leaf[] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) => {
    const here = path ? `${path}.${key}` : key;
    return typeof value === "object" && value !== null ? leaves(value, here) : [{ path: here, value }];
  });
}

/** What a leaf says, with samples where it wants values. */
function says(value: unknown): string {
  if (typeof value !== "function") return String(value);
  return String(value(...Array.from({ length: value.length }, (_, index) => `<${index}>`)));
}

const indonesian = new Map(leaves(id).map(({ path, value }) => [path, value]));
const english = new Map(leaves(en).map(({ path, value }) => [path, value]));

describe("the catalogues", () => {
  it("have the same keys", () => {
    expect([...english.keys()].sort()).toEqual([...indonesian.keys()].sort());
  });

  it.each([...indonesian.keys()])("say something in both languages: %s", (path) => {
    for (const catalogue of [indonesian, english]) expect(says(catalogue.get(path)).trim()).not.toBe("");
  });

  it.each([...indonesian.keys()])("tell the same values in both languages: %s", (path) => {
    const values = (text: string) => [...text.matchAll(/<\d>/g)].map(([match]) => match).sort();
    expect(values(says(english.get(path)))).toEqual(values(says(indonesian.get(path))));
  });

  it("leave no sentence untranslated", () => {
    const untranslated = [...indonesian.keys()].filter((path) => {
      const text = says(indonesian.get(path));
      return text.includes(" ") && text.length > 16 && text === says(english.get(path)) && !SAME.has(path);
    });
    expect(untranslated).toEqual([]);
  });
});
