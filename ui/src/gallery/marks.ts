// Marks every string of every catalogue with the language it is in, so that a test can see what came from none of them.

import type { Command } from "../command-line/command";
import { commands } from "../command-line/commands";
import type { Bilingual } from "../generated/Bilingual";
import type { Language } from "../generated/Language";
import { say } from "../words/words.svelte";

export const SIGNS: Record<Language, [string, string]> = { id: ["⟦", "⟧"], en: ["⟪", "⟫"] };
/** What is compared with keys, not read. */
const NOT_READ = new Set(["channelKeys"]);

type Module = Record<string, unknown>;
const modules = import.meta.glob<Module>(
  [
    "../**/*words.ts",
    "../words/{id,en}.ts",
    "../desk/closing.ts",
    "../command-line/things.ts",
    "../command-line/commands/*.ts",
  ],
  { eager: true },
);

export function markCatalogues(): void {
  const done = new WeakSet<object>();
  for (const [path, module] of Object.entries(modules)) {
    for (const [name, value] of Object.entries(module)) {
      if (path.endsWith("/id.ts") || path.endsWith("/en.ts")) mark(value, name as Language, done);
      else if (isBoth(value))
        for (const language of ["id", "en"] as const) mark(value[language], language, done);
      else if (typeof value === "function" && name.endsWith("Words"))
        markAnswers(value as () => object, done);
    }
  }
  for (const { about, called, takes } of commands) {
    markBoth(about, done);
    markNames(called, done);
    for (const { called } of takes) markBoth(called, done);
  }
}

/** The words by which a command is called. */
function markNames(called: Command["called"], done: WeakSet<object>): void {
  if (done.has(called)) return;
  done.add(called);
  for (const language of ["id", "en"] as const) {
    const [first, ...others] = called[language].map((name) => marked(name, language) as string);
    if (first !== undefined) called[language] = [first, ...others];
  }
}

/** What a command says of itself. */
function markBoth(words: Bilingual, done: WeakSet<object>): void {
  if (done.has(words)) return;
  done.add(words);
  for (const language of ["id", "en"] as const) words[language] = marked(words[language], language) as string;
}

/** Catalogues that are handed out in the present language alone. */
function markAnswers(catalogue: () => object, done: WeakSet<object>): void {
  const before = say.language;
  for (const language of ["id", "en"] as const) {
    say.language = language;
    mark(catalogue(), language, done);
  }
  say.language = before;
}

function isBoth(value: unknown): value is Record<Language, object> {
  if (typeof value !== "object" || value === null) return false;
  const { id, en } = value as Partial<Record<Language, unknown>>;
  return typeof id === "object" && typeof en === "object";
}

function mark(value: unknown, language: Language, done: WeakSet<object>): void {
  if (typeof value !== "object" || value === null || done.has(value)) return;
  done.add(value);
  const own = value as Record<string, unknown>;
  for (const [key, held] of Object.entries(own)) {
    if (NOT_READ.has(key)) continue;
    if (typeof held === "object") mark(held, language, done);
    else own[key] = marked(held, language);
  }
}

function marked(held: unknown, language: Language): unknown {
  const [from, to] = SIGNS[language];
  if (typeof held === "string") return held && `${from}${held}${to}`;
  if (typeof held !== "function") return held;
  return (...values: unknown[]) => marked((held as (...all: unknown[]) => unknown)(...values), language);
}
