// What a line means: which command, what it is given, and what may be meant by what is being typed. It decides nothing
// and asks nobody; the same line in the same world always reads the same.

import type { Command, Given, Slot, World } from "./command";
import { Filling, firstWanted, LONGEST, NEAR_AT_MOST, NOTHING_NEAR } from "./filling";
import { BEGINNING, compact, means, meant, nearest, type Option, SHORT, WORDS } from "./option";

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
  /** It isn't what is typed, only near it: taking it completes the line, and nothing is done. */
  near?: true;
};

export type Reading = Intent & {
  offers: readonly Offer[];
  /** Which offer stands for what is typed unless another is chosen; -1 for none. */
  usual: number;
  /** What is being typed. */
  typed: string;
  /** Words that mean nothing where they stand. */
  unknown: string | null;
  /** What they are most likely meant to be. */
  likely: string | null;
  /** What the room has to find for what is being typed. */
  asks: { slot: Slot; typed: string } | null;
  /** Whether the offers answer an earlier text. */
  behind: boolean;
  /** Where personal text begins, which no history keeps. */
  personalFrom: number;
};

/** What the room has found for a text. */
export type Found = { typed: string; options: readonly Option<unknown>[] };

export type Word = { text: string; from: number };

/** Fewer letters than this mean no place. */
const TELLING = 3;
/** How many words a command's name has at most. */
const LONGEST_COMMAND = 4;

export function read(text: string, world: World, commands: readonly Command[], found?: Found): Reading {
  const words = [...text.matchAll(/\S+/gu)].map((match) => ({ text: match[0], from: match.index }));
  const line = new Line(text, words, world, commands, found);
  return line.arguments(line.named()) ?? line.arguments(line.bare()) ?? line.commandWord();
}

export type Named = { command: Command; words: number };

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
    // The second word belongs to the name: `serah terima`.
    const whole = compact(this.text);
    if (this.words.length > 1 && best.option.names.some((name) => compact(name).startsWith(whole)))
      return null;
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
    const known = [...this.#commandOffers(typed, WORDS), ...bare];
    known.push(...sought.offers.filter(({ option }) => known.length > 0 || means(typed, option) !== null));
    known.sort((a, b) => a.rank - b.rank);
    const behind = sought.behind && known.length === 0;
    const { near, likely } = typed !== "" && known.length === 0 ? this.#nearCommands() : NOTHING_NEAR;
    // A place that only sounds like it comes after a command that is nearly it, and is never the usual one then.
    const guessed = likely || sought.offers.length === 0 ? [...near, ...sought.offers] : sought.offers;
    const sure = known.length > 0 || (guessed.length > 0 && guessed === sought.offers);
    return {
      ...NOTHING,
      offers: known.length > 0 ? known : guessed,
      likely,
      usual: typed !== "" && sure ? 0 : -1,
      typed,
      asks: sought.asks,
      behind,
      unknown: typed !== "" && !sure && !behind ? typed : null,
      personalFrom: sought.asks ? 0 : this.text.length,
    };
  }

  /** Commands that are called nearly what the line begins with; where none is, those at hand. */
  #nearCommands(): { near: Offer[]; likely: string | null } {
    const words = this.words.slice(0, LONGEST_COMMAND).map((_, index) => this.#phrase(0, index + 1));
    const options = this.commands.map((command) => commandOption(command, "", this.world));
    // The more words a name takes up, the likelier it was meant.
    const found = words
      .flatMap((phrase, index) =>
        nearest(phrase, options).map((option) => ({ option, rest: this.words[index + 1]?.from })),
      )
      .reverse()
      .filter(({ option }, at, all) => all.findIndex((own) => own.option.key === option.key) === at);
    const here = whereOneIs(this.world);
    const atHand = options.filter(({ value }) => here === null || value.where?.includes(here));
    const shown = found.length > 0 ? found : atHand.map((option) => ({ option, rest: undefined }));
    const near = shown.map(({ option, rest }) => {
      const after = rest === undefined ? "" : this.text.slice(rest);
      const given = { command: option.value, given: {}, wants: firstWanted(option.value, {}) };
      return {
        ...given,
        option,
        slot: null,
        rank: WORDS,
        writes: `${option.text} ${after}`,
        near: true,
      } as const;
    });
    return { near: near.slice(0, NEAR_AT_MOST), likely: found[0]?.option.text ?? null };
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
    // A longer name means more than a guess.
    const offers = reading.unknown && longer.length > 0 ? longer : [...reading.offers, ...longer];
    if (reading.typed !== "") offers.sort((a, b) => a.rank - b.rank);
    const usual = reading.unknown && longer.length > 0 ? 0 : reading.usual;
    return { ...reading, offers, usual, unknown: longer.length > 0 ? null : reading.unknown };
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

const NOTHING = { command: null, given: {}, wants: null, asks: null, behind: false } as const;

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
function commandOption(command: Command, typed: string, world: World): Option<Command> {
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
