// One thing that may stand in the command line, and how well what was typed means it.

import type { Service } from "../generated/Service";

export type Option<V> = {
  /** Tells options of one list apart, and stays the same while the world moves. */
  key: string;
  /** What is written into the line when it is taken. */
  text: string;
  /** What it is called, in both languages. */
  names: readonly string[];
  /** Other words that mean it: its place, its station. */
  also?: readonly string[];
  label: string;
  detail?: string;
  icon?: Service | "phone" | "alarm" | "place" | "block";
  /** A colour token; the words always say the same. */
  tone?: string;
  value: V;
};

/** How well a phrase means an option: its whole name, the usual shorthand, its beginning, or the beginnings of its words. */
export const WHOLE = 0;
export const SHORT = 1;
export const BEGINNING = 2;
export const WORDS = 3;

/** Fewer letters than this begin too many words to mean one. */
const TELLING = 3;

/** Small letters and digits alone: AMB-3, amb 3 and amb3 are the same. */
export function compact(text: string): string {
  return plain(text).replace(/[^\p{L}\p{N}]/gu, "");
}

/** How well the phrase means the option; null where it doesn't. */
export function means(phrase: string, option: Option<unknown>): number | null {
  const typed = compact(phrase);
  if (typed === "") return WORDS;
  const names = option.names.map(compact);
  if (names.includes(typed)) return WHOLE;
  if (option.names.some((name) => isShort(typed, name))) return SHORT;
  if (names.some((name) => name.startsWith(typed))) return BEGINNING;
  if (typed.length < TELLING) return null;
  const known = [...option.names, ...(option.also ?? [])].flatMap(words);
  return words(phrase).every((word) => known.some((own) => own.startsWith(word))) ? WORDS : null;
}

/** A3 for AMB-3, TJ for tutup jalan. */
function isShort(typed: string, name: string): boolean {
  const [, letters = "", digits = ""] = /^(\p{L}+)(\d*)$/u.exec(typed) ?? [];
  if (digits) {
    const [, own = "", number = ""] = /^(\p{L}+)(\d+)$/u.exec(compact(name)) ?? [];
    return own.startsWith(letters) && letters !== "" && number === digits;
  }
  const own = words(name);
  return own.length > 1 && own.map((word) => word[0]).join("") === letters;
}

/** Those that the phrase may mean, the best first and otherwise in their own order. */
export function meant<V>(
  phrase: string,
  options: readonly Option<V>[],
): { option: Option<V>; rank: number }[] {
  return options
    .flatMap((option) => {
      const rank = means(phrase, option);
      return rank === null ? [] : [{ option, rank }];
    })
    .sort((a, b) => a.rank - b.rank);
}

function words(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The one that somebody who mistyped most likely meant: two letters off at most, and fewer in short words. */
export function closest(typed: string, known: readonly string[]): string | null {
  const near = known
    .map((name) => ({ name, off: lettersOff(compact(typed), compact(name)) }))
    .filter(({ name, off }) => off <= Math.min(2, Math.floor(compact(name).length / 3)))
    .sort((a, b) => a.off - b.off);
  return near[0]?.name ?? null;
}

/** How many letters are missing, wrong or too many. */
function lettersOff(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
