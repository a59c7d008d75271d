// What a line means: which command, what it is given, and what may be meant by what is being typed. It decides nothing
// and asks nobody; the same line in the same world always reads the same.

import type { Command, Given, Slot, World } from "./command";
import { BEGINNING, compact, means, meant, type Option, SHORT, WHOLE, WORDS } from "./option";

/** What will be done, as far as it is known. */
export type Intent = {
  command: Command | null;
  given: Given;
  /** What it still needs before it can be done. */
  wants: Slot | null;
};

/** Something that may be meant by what is being typed, with what the line then intends and says. */
export type Offer = Intent & {
  command: Command;
  option: Option<unknown>;
  /** Which argument it is; none for a command's own name. */
  slot: Slot | null;
  rank: number;
  /** The line once it is taken. */
  writes: string;
};

export type Reading = Intent & {
  offers: readonly Offer[];
  /** Which offer stands for what is typed unless another is chosen; -1 for none. */
  usual: number;
  /** What is being typed. */
  typed: string;
  /** Words that mean nothing where they stand. */
  unknown: string | null;
  /** What the room has to find for what is being typed. */
  asks: { slot: Slot; typed: string } | null;
  /** Whether the offers answer an earlier text. */
  behind: boolean;
  /** Where personal text begins, which no history keeps. */
  personalFrom: number;
};

/** What the room has found for a text. */
export type Found = { typed: string; options: readonly Option<unknown>[] };

type Word = { text: string; from: number };

/** Fewer letters than this mean no place. */
const TELLING = 3;
/** How many words a name has at most. */
const LONGEST = 8;

export function read(text: string, world: World, commands: readonly Command[], found?: Found): Reading {
  const words = [...text.matchAll(/\S+/gu)].map((match) => ({ text: match[0], from: match.index }));
  const line = new Line(text, words, world, commands, found);
  return line.arguments(line.named()) ?? line.arguments(line.bare()) ?? line.commandWord();
}

type Named = { command: Command; words: number };

class Line {
  readonly #open: boolean;

  constructor(
    readonly text: string,
    readonly words: readonly Word[],
    readonly world: World,
    readonly commands: readonly Command[],
    readonly found: Found | undefined,
  ) {
    this.#open = text.endsWith(" ");
  }

  /** The command whose name the line begins with, once that is finished; the beginning of one name alone will do. */
  named(): Named | null {
    for (let count = Math.min(LONGEST, this.#finished); count > 0; count -= 1) {
      const phrase = compact(this.#phrase(0, count));
      const command = this.commands.find((own) => names(own).some((name) => compact(name) === phrase));
      if (command) return { command, words: count };
    }
    const first = compact(this.words[0]?.text ?? "");
    if (this.#finished === 0 || first === "") return null;
    const [best, second] = meant(first, this.commands.map(named));
    if (!best || best.rank > BEGINNING || second?.rank === best.rank) return null;
    return { command: best.option.value, words: 1 };
  }

  /** The command that the line's first thing stands for, once that is finished. */
  bare(): Named | null {
    for (const command of this.#bareCommands) {
      const options = command.takes[0]?.options?.(this.world, {}) ?? [];
      for (let count = Math.min(LONGEST, this.#finished); count > 0; count -= 1) {
        const [best, second] = meant(this.#phrase(0, count), options);
        if (best && best.rank <= SHORT && second?.rank !== best.rank) return { command, words: 0 };
      }
    }
    return null;
  }

  /** Nothing is finished yet: a command's name or a bare thing is being typed. */
  commandWord(): Reading {
    const typed = this.text.trim();
    const bare = typed === "" ? [] : this.#bareCommands.flatMap((own) => this.#offersOf(own, typed));
    const sought = this.#sought(typed, bare);
    const offers = [...this.#commandOffers(typed, WORDS), ...bare, ...sought.offers];
    offers.sort((a, b) => a.rank - b.rank);
    const behind = sought.behind && offers.length === 0;
    return {
      ...NOTHING,
      offers,
      usual: typed !== "" && offers.length > 0 ? 0 : -1,
      typed,
      asks: sought.asks,
      behind,
      unknown: typed !== "" && offers.length === 0 && !behind ? typed : null,
      personalFrom: sought.asks ? 0 : this.text.length,
    };
  }

  get #bareCommands(): Command[] {
    return this.commands.filter((own) => own.bare && !own.takes[0]?.ask);
  }

  /** What is no command, and nothing that the desk knows, may be a place. */
  #sought(typed: string, bare: readonly Offer[]): Pick<Reading, "asks" | "behind"> & { offers: Offer[] } {
    const command = this.commands.find((own) => own.bare && own.takes[0]?.ask);
    const slot = command?.takes[0];
    const isKnown =
      bare.some((offer) => offer.rank < WORDS) || this.#commandOffers(typed, BEGINNING).length > 0;
    if (!command || !slot || isKnown || compact(typed).length < TELLING) {
      return { asks: null, behind: false, offers: [] };
    }
    const word = command.called[this.world.language][0];
    const offers = (this.found?.options ?? []).map((option) => {
      const intent = { command, given: { [slot.name]: option.value }, wants: null };
      return { ...intent, option, slot, rank: WORDS, writes: `${word} ${option.text} ` };
    });
    return { asks: { slot, typed }, behind: this.found?.typed !== typed, offers };
  }

  arguments(named: Named | null): Reading | null {
    if (!named) return null;
    const reading = new Filling(this, named, this.#open).reading();
    if (named.words === 0 || reading.asks) return reading;
    // A longer name may go on from here: `tutup` and `tutup jalan`.
    const longer = this.#commandOffers(this.text.trim(), BEGINNING).filter(
      (own) => own.command !== named.command,
    );
    const offers = [...reading.offers, ...longer];
    if (reading.typed !== "") offers.sort((a, b) => a.rank - b.rank);
    const usual = reading.unknown && offers.length > 0 ? 0 : reading.usual;
    return { ...reading, offers, usual, unknown: offers.length > 0 ? null : reading.unknown };
  }

  /** The text of some words. */
  #phrase(from: number, count: number): string {
    return this.words
      .slice(from, from + count)
      .map((word) => word.text)
      .join(" ");
  }

  /** How many words are finished: the last one is being typed while no space follows. */
  get #finished(): number {
    return this.#open ? this.words.length : this.words.length - 1;
  }

  #commandOffers(typed: string, worst: number): Offer[] {
    const here = whereOneIs(this.world);
    return this.commands
      .flatMap((command) => {
        const option = commandOption(command, typed, this.world);
        const rank = means(typed, option);
        if (rank === null || rank > worst) return [];
        const intent = { command, given: {}, wants: firstWanted(command, {}) };
        return [{ ...intent, option, slot: null, rank, writes: `${option.text} ` }];
      })
      .sort((a, b) => a.rank - b.rank || near(a.command, here) - near(b.command, here));
  }

  #offersOf(command: Command, typed: string): Offer[] {
    const slot = command.takes[0];
    const options = slot?.options?.(this.world, {}) ?? [];
    if (!slot) return [];
    return meant(typed, options).map(({ option, rank }) => {
      const given = { [slot.name]: slot.many ? [option.value] : option.value };
      return {
        command,
        given,
        wants: firstWanted(command, given),
        option,
        slot,
        rank,
        writes: `${option.text} `,
      };
    });
  }
}

/** Fills the arguments of one command from the words that follow its name. */
class Filling {
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
    return {
      command: this.#command,
      given: this.#given,
      wants: firstWanted(this.#command, this.#given),
      offers: this.#offers,
      usual: this.#usual,
      typed: this.#typed,
      unknown: left !== "" && this.#offers.length === 0 && !this.#behind ? left : null,
      asks: this.#asks,
      behind: this.#behind,
      personalFrom: this.#personalFrom,
    };
  }

  #restOf(at: number): string {
    const from = this.line.words[at]?.from;
    return from === undefined ? "" : this.line.text.slice(from).trimEnd();
  }

  #takeText(slot: Slot): void {
    const text = this.#restOf(this.#at);
    if (text === "") return;
    this.#personalFrom = this.line.words[this.#at]?.from ?? this.#personalFrom;
    this.#given = { ...this.#given, [slot.name]: text };
    this.#at = this.line.words.length;
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
    const options = (slot.options?.(this.line.world, this.#given) ?? []).filter(
      (own) => !this.#keys.has(own.key),
    );
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

const NOTHING = { command: null, given: {}, wants: null, asks: null, behind: false } as const;

function given(before: Given, slot: Slot, value: unknown): Record<string, unknown> {
  if (!slot.many) return { ...before, [slot.name]: value };
  const several = before[slot.name];
  return { ...before, [slot.name]: [...(Array.isArray(several) ? several : []), value] };
}

function firstWanted(command: Command, given: Given): Slot | null {
  return command.takes.find((slot) => !slot.optional && given[slot.name] === undefined) ?? null;
}

/** A command by its names alone. */
function named(command: Command): Option<Command> {
  return {
    key: command.name,
    text: command.name,
    names: names(command),
    label: command.name,
    value: command,
  };
}

function names(command: Command): string[] {
  return [...command.called.id, ...command.called.en];
}

/** Where one stands: what the keys and commands at hand are for. */
export function whereOneIs(world: Pick<World, "place">): "incident" | "call" | null {
  if (world.place.incident) return "incident";
  return world.place.call ? "call" : null;
}

function near(command: Command, here: "incident" | "call" | null): number {
  return here && command.where?.includes(here) ? 0 : 1;
}

/** A command as something to be picked: written by the name that is being typed, or else by its first one. */
function commandOption(command: Command, typed: string, world: World): Option<unknown> {
  const shown = command.called[world.language][0];
  const begun =
    typed === "" ? undefined : names(command).find((name) => compact(name).startsWith(compact(typed)));
  const own = command.called[world.language].find((name) => compact(name).startsWith(compact(typed)));
  return {
    key: command.name,
    text: own ?? begun ?? shown,
    names: names(command),
    also: [command.about.id, command.about.en],
    label: own ?? begun ?? shown,
    detail: command.about[world.language],
    value: command,
  };
}
