// What the words after a command's name give it, and what may be meant by the ones that are being typed.

import type { Command, Given, Slot, World } from "./command";
import { BEGINNING, meant, nearest, type Option, resembles, SHORT, WHOLE, WORDS } from "./option";
import type { Found, Named, Offer, Reading, Word } from "./read";

/** How many words a name has at most. */
export const LONGEST = 8;
/** More guesses than this are not read. */
export const NEAR_AT_MOST = 8;
export const NOTHING_NEAR: { near: Offer[]; likely: string | null } = { near: [], likely: null };

/** The line that is read. */
type Line = {
  readonly text: string;
  readonly words: readonly Word[];
  readonly world: World;
  readonly found: Found | undefined;
};

/** Fills the arguments of one command from the words that follow its name. */
export class Filling {
  #given: Record<string, unknown> = {};
  #keys = new Set<string>();
  #at: number;
  #offers: Offer[] = [];
  #usual = -1;
  #asks: Reading["asks"] = null;
  #behind = false;
  #personalFrom: number;
  #typed = "";
  readonly #command: Command;

  constructor(
    readonly line: Line,
    named: Named,
    readonly open: boolean,
  ) {
    this.#command = named.command;
    this.#at = named.words;
    this.#personalFrom = line.text.length;
  }

  reading(): Reading {
    for (const slot of this.#command.takes) {
      if (slot.free) this.#takeText(slot);
      else if (slot.ask) this.#ask(slot);
      else this.#takeAll(slot);
      // What is wanted here is offered before what may follow it.
      if (!slot.optional && this.#given[slot.name] === undefined) break;
    }
    const left = this.#restOf(this.#at);
    const isUnknown = left !== "" && this.#offers.length === 0 && !this.#behind;
    const { near, likely } = isUnknown ? this.#near() : NOTHING_NEAR;
    return {
      command: this.#command,
      given: this.#given,
      wants: firstWanted(this.#command, this.#given),
      offers: isUnknown ? near : this.#offers,
      likely,
      usual: this.#usual,
      typed: this.#typed,
      unknown: isUnknown ? left : null,
      asks: this.#asks,
      behind: this.#behind,
      personalFrom: this.#personalFrom,
    };
  }

  /** What may stand where words mean nothing: what is nearly called that, else all that fits there, else the line without them. */
  #near(): { near: Offer[]; likely: string | null } {
    const { words, text } = this.line;
    const word = words[this.#at]?.text ?? "";
    const from = words[this.#at]?.from ?? text.length;
    const slots = this.#openSlots().map((slot) => ({ slot, options: this.#left(slot) }));
    const found = slots.flatMap(({ slot, options }) =>
      nearest(word, options).map((option) => ({ slot, option })),
    );
    const alike = slots.filter(({ options }) => resembles(word, options));
    const others = [...alike, ...slots].slice(0, 1);
    const shown =
      found.length > 0
        ? found
        : others.flatMap(({ slot, options }) => options.map((option) => ({ slot, option })));
    const rest = found.length > 0 || alike.length > 0 ? words[this.#at + 1]?.from : undefined;
    const after = rest === undefined ? "" : text.slice(rest);
    const near = shown.slice(0, NEAR_AT_MOST).map(({ slot, option }) => ({
      ...this.#with(slot, option),
      writes: `${text.slice(0, from)}${option.text} ${after}`,
    }));
    if (near.length > 0) return { near, likely: found[0]?.option.text ?? null };
    const without = text.slice(0, from).trimEnd();
    const option = { key: "without", text: without, names: [], label: without, value: null };
    return { near: [{ ...this.#with(null, option), writes: `${without} ` }], likely: null };
  }

  /** What may still be named. */
  #openSlots(): Slot[] {
    return this.#command.takes.filter(
      (own) => own.options && !own.ask && (own.many || this.#given[own.name] === undefined),
    );
  }

  #left(slot: Slot): Option<unknown>[] {
    const all = slot.options?.(this.line.world, this.#given) ?? [];
    return all.filter((own) => !this.#keys.has(own.key));
  }

  #with(slot: Slot | null, option: Option<unknown>) {
    const then = slot ? given(this.#given, slot, option.value) : this.#given;
    const wants = firstWanted(this.#command, then);
    return { command: this.#command, given: then, wants, option, slot, rank: WORDS, near: true } as const;
  }

  #restOf(at: number): string {
    const from = this.line.words[at]?.from;
    return from === undefined ? "" : this.line.text.slice(from).trimEnd();
  }

  #takeText(slot: Slot): void {
    const text = this.#restOf(this.#at);
    if (text === "" || this.#isMistyped(this.line.words[this.#at]?.text ?? "")) return;
    this.#personalFrom = this.line.words[this.#at]?.from ?? this.#personalFrom;
    this.#given = { ...this.#given, [slot.name]: text };
    this.#at = this.line.words.length;
  }

  /** A unit or incident that there isn't is no beginning of free text. */
  #isMistyped(word: string): boolean {
    return this.#openSlots().some((slot) => resembles(word, this.#left(slot)));
  }

  #takeAll(slot: Slot): void {
    let took = this.#take(slot);
    while (took && slot.many) took = this.#take(slot);
  }

  #ask(slot: Slot): void {
    const typed = this.#restOf(this.#at);
    const { found, world } = this.line;
    const known = meant(typed, slot.options?.(world, this.#given) ?? []);
    if (typed === "") return void this.#offer(slot, known);
    this.#personalFrom = this.line.words[this.#at]?.from ?? this.#personalFrom;
    this.#asks = { slot, typed };
    this.#behind = found?.typed !== typed;
    const placed = (found?.options ?? []).map((option) => ({ option, rank: WORDS }));
    const sure = known.filter(({ rank }) => rank < WORDS);
    const others = known.filter(({ rank }) => rank === WORDS);
    this.#offer(slot, [...sure, ...placed, ...others]);
    if (this.#offers.length > 0) this.#usual = 0;
  }

  /** Takes words that are finished and name an option; offers what unfinished ones may mean. Answers whether it took some. */
  #take(slot: Slot): boolean {
    const options = this.#left(slot);
    const left = this.line.words.length - this.#at;
    if (left === 0) {
      this.#offer(slot, meant("", options));
      if (slot.usual && this.#usual < 0 && options.length > 0) this.#usual = 0;
      return false;
    }
    const rest = this.#restOf(this.#at);
    const typing = this.open ? [] : meant(rest, options);
    if (typing.length > 0) {
      this.#offer(slot, typing);
      if (!slot.whole || (typing[0]?.rank ?? WORDS) <= SHORT) this.#usual = 0;
      return false;
    }
    for (let count = Math.min(LONGEST, this.open ? left : left - 1); count > 0; count -= 1) {
      const named = this.#named(slot, options, count);
      if (!named) continue;
      this.#give(slot, named);
      this.#at += count;
      return true;
    }
    return false;
  }

  /** The one option that so many finished words mean. */
  #named(slot: Slot, options: readonly Option<unknown>[], count: number): Option<unknown> | null {
    const phrase = this.line.words.slice(this.#at, this.#at + count).map((word) => word.text);
    const [first, second] = meant(phrase.join(" "), options);
    if (!first) return null;
    if (first.rank === WHOLE) return first.option;
    // Free text may follow: a word of it must not be swallowed.
    const worst = slot.whole ? SHORT : slot.optional ? BEGINNING : WORDS;
    return first.rank <= worst && (!second || second.rank > first.rank) ? first.option : null;
  }

  #give(slot: Slot, option: Option<unknown>): void {
    this.#keys.add(option.key);
    this.#given = given(this.#given, slot, option.value);
  }

  #offer(slot: Slot, options: readonly { option: Option<unknown>; rank: number }[]): void {
    const from = this.line.words[this.#at]?.from ?? this.line.text.length;
    this.#typed = this.line.text.slice(from).trimEnd();
    for (const { option, rank } of options) {
      const then = given(this.#given, slot, option.value);
      this.#offers.push({
        command: this.#command,
        given: then,
        wants: firstWanted(this.#command, then),
        option,
        slot,
        rank,
        writes: `${this.line.text.slice(0, from)}${option.text} `,
      });
    }
  }
}

function given(before: Given, slot: Slot, value: unknown): Record<string, unknown> {
  if (!slot.many) return { ...before, [slot.name]: value };
  const several = before[slot.name];
  return { ...before, [slot.name]: [...(Array.isArray(several) ? several : []), value] };
}

export function firstWanted(command: Command, given: Given): Slot | null {
  return command.takes.find((slot) => !slot.optional && given[slot.name] === undefined) ?? null;
}
