// Whose words stand on a page: every word of a catalogue is marked with its language, what the room told is its own, and
// nothing else may be there.

import type { Page } from "@playwright/test";

export type Language = "id" | "en";

/** The signs that the gallery puts around a catalogue's words. */
const SIGNS: Record<Language, [string, string]> = { id: ["⟦", "⟧"], en: ["⟪", "⟫"] };
/** Written alike in both languages. */
const ALIKE = /\b(Sigap|[KP]-\d+|WI[BT]A?|Esc|OpenStreetMap|EN|ID|km)\b/g;

/** What stands on the page in no language, or in another one than it should. */
export async function strayWords(page: Page, language: Language): Promise<string[]> {
  const { texts, told } = await page.evaluate(readPage);
  const dates = namesOfDates(language);
  return texts.filter((text) => {
    const other = SIGNS[language === "id" ? "en" : "id"][0];
    return text.includes(other) || /\p{L}{2}/u.test(without(text, [...told, ...dates], SIGNS[language]));
  });
}

function without(text: string, told: string[], [from, to]: [string, string]): string {
  let rest = text;
  const marked = new RegExp(`${from}[^${from}${to}]*${to}`, "g");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(marked, "");
  }
  for (const own of told) rest = rest.replaceAll(own, "");
  return rest.replace(ALIKE, "");
}

/** What days and months are called. */
function namesOfDates(language: Language): string[] {
  const days = Array.from({ length: 7 }, (_, n) => new Date(2026, 10, n + 1));
  const months = Array.from({ length: 12 }, (_, n) => new Date(2026, n, 1));
  const names = (dates: Date[], options: Intl.DateTimeFormatOptions) =>
    dates.map((date) => new Intl.DateTimeFormat(language, options).format(date));
  return [...names(days, { weekday: "short" }), ...names(months, { month: "short" })];
}

/** Runs in the page: everything that is read on it or read out, and everything that the room told. */
function readPage(): { texts: string[]; told: string[] } {
  const told = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === "string" && value) told.add(value);
    else if (typeof value === "object" && value !== null)
      for (const held of Object.values(value)) collect(held);
  };
  collect((window as unknown as { told: object }).told);
  // What somebody typed is told again where it means nothing.
  for (const { value } of document.querySelectorAll("input"))
    for (const own of [value, value.trim()]) collect(own);

  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const on = node.parentElement;
    // Keys and command names are what they are called on the keyboard.
    if (!on || on.closest("kbd, code, script, style, noscript") || !on.checkVisibility()) continue;
    texts.push(node.textContent ?? "");
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const one of document.body.querySelectorAll(`[${name}]`)) texts.push(one.getAttribute(name) ?? "");
  // The longest first, so that no name is cut out of another.
  return { texts, told: [...told].sort((a, b) => b.length - a.length) };
}
