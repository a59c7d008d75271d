// One thing that may stand in the command line, and how well what was typed means it.

import type { IconName } from "../look/icons";

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
  icon?: IconName;
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

/** Whether a word is made like the names of these, as DKM-9 is like DMK-1: it must not pass for free text. */
export function resembles(word: string, options: readonly Option<unknown>[]): boolean {
  const letters = lettersBeforeDigits(word);
  if (!letters) return false;
  const beginnings = new Set(options.flatMap(({ names }) => names.map(lettersBeforeDigits)));
  const allowed = Math.floor(letters.length / 3);
  return [...beginnings].some((own) => own !== "" && lettersOff(letters, own) <= allowed);
}

function lettersBeforeDigits(name: string): string {
  return /^(\p{L}+)\d+$/u.exec(compact(name))?.[1] ?? "";
}

/** Those that somebody who mistyped most likely meant, the likeliest first: two letters off at most, fewer in short words. */
export function nearest<V>(typed: string, options: readonly Option<V>[]): Option<V>[] {
  const meantBy = compact(typed);
  return options
    .map((option) => ({ option, off: Math.min(...option.names.map((name) => off(meantBy, compact(name)))) }))
    .filter(({ off }) => off <= Math.min(2, Math.floor(meantBy.length / 3)))
    .sort((a, b) => a.off - b.off)
    .map(({ option }) => option);
}

/** How many letters a name is off; half a letter more where only its beginning was typed. */
function off(typed: string, name: string): number {
  return Math.min(lettersOff(typed, name), lettersOff(typed, name.slice(0, typed.length)) + 0.5);
}

/** How many letters are missing, wrong, too many or the wrong way round. */
function lettersOff(a: string, b: string): number {
  let [before, row]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (row?.[column] ?? 0) + (letter === other ? 0 : 1);
      const turned =
        line > 0 && letter === b[column - 1] && a[line - 1] === other
          ? (before?.[column - 1] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      next.push(Math.min(replaced, turned, (row?.[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row?.[b.length] ?? 0;
}
