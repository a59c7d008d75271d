// What people read comes from the catalogues, in both languages: no sentence stands in a component or beside the logic.
import { expect, it } from "vitest";

const components = import.meta.glob<string>("../**/*.svelte", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** What is written alike in every language: names, units, signs. */
const ALIKE = new Set([
  "SIP",
  "UTC",
  "GPS",
  "OpenStreetMap",
  "Sigap 112",
  "Esc",
  "Tab",
  "Enter",
  "Alt",
  "Ctrl",
  "Shift",
]);
/** Attributes that are read out or shown. */
const SPOKEN = /\b(?:aria-label|aria-description|placeholder|title|alt|label)="([^"{]*)"/g;

/** The markup of a component, without script, style, comments and what stands in braces. */
function markup(source: string): string {
  const bare = source.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, "");
  return withoutBraces(bare);
}

function withoutBraces(text: string): string {
  let deep = 0;
  let kept = "";
  for (const sign of text) {
    if (sign === "{") deep += 1;
    else if (sign === "}") deep = Math.max(0, deep - 1);
    else if (deep === 0) kept += sign;
  }
  return kept;
}

/** Words that would be read in one language alone. */
function literals(source: string): string[] {
  const html = markup(source);
  const between = html.replace(/<[^>]*(?:"[^"]*"[^>]*)*>/g, "\n").split("\n");
  const spoken = [...html.matchAll(SPOKEN)].map(([, text = ""]) => text);
  return [...between, ...spoken]
    .map((text) => text.replace(/&\w+;/g, " ").trim())
    .filter((text) => /\p{L}{2}/u.test(text) && !isAlike(text));
}

/** Keys as they are on the keyboard, numbers of things, and names are nobody's language. */
function isAlike(text: string): boolean {
  const words = text.match(/[\p{L}\d+]+/gu) ?? [];
  return ALIKE.has(text) || words.every((word) => ALIKE.has(word) || /^([A-Z]|F?\d+|↵)$/.test(word));
}

it.each(Object.keys(components))("%s says nothing by itself", (path) => {
  expect(literals(components[path] ?? "")).toEqual([]);
});

it("finds what would be said in one language", () => {
  const source = '<script>const a = "x y";</script><p title="Tutup jalan">{t.a} Halo <kbd>Alt G</kbd></p>';
  expect(literals(source)).toEqual(["Halo", "Tutup jalan"]);
});
