// What a command is. Whoever adds one says here, in one place: its names, what it takes, what it will do, and how.

import type { Shared } from "../desk/context";
import type { Assessment } from "../generated/Assessment";
import type { Bilingual } from "../generated/Bilingual";
import type { Language } from "../generated/Language";
import type { Group, KeyName } from "../keys/keys";
import type { Question } from "../recommendation/assessor.svelte";
import type { Option } from "./option";

/** What commands look at and act on. */
export type World = Shared & {
  language: Language;
  /** The room's answer to the question of the command that is being typed. */
  assessment: Assessment | null;
};

/** Where one stands: what belongs there is offered first. */
export type Where = "call" | "incident" | "map";

/** What Enter will do: a whole sentence. With `warn` the room will probably refuse; with `cannot` there is nothing to ask it. */
export type Says = { is: "will" | "warn" | "cannot"; text: string };

export type Argument<V> = {
  called: Bilingual;
  /** Where it may be left out. */
  optional?: boolean;
  /** Only a whole name counts: it stands before free text and must not swallow its first letters. */
  whole?: boolean;
  /** The first option is the usual one, and stands there before anything is typed. */
  usual?: boolean;
  /** Free text, the rest of the line. It is personal: no history keeps it. */
  free?: boolean;
  many?: boolean;
  /** What is said where nothing fits. */
  none?(world: World, given: Given): string;
  /** What is known to fit. */
  options?(world: World, given: Given): readonly Option<V>[];
  /** What the room finds; the rest of the line is asked for. */
  ask?(world: World, typed: string): Promise<readonly Option<V>[]>;
};

/** Free text at the end of the line. */
export type Text = Argument<string> & { free: true };
/** As many as are named. */
export type Several<V> = Argument<V> & { many: true };

export type Arguments = Readonly<Record<string, Argument<unknown>>>;

/** What was given, by the name of the argument. */
export type Given = Readonly<Record<string, unknown>>;

/** What one command is given. */
export type GivenTo<A extends Arguments> = {
  readonly [K in keyof A]?: A[K] extends { many: true } ? readonly ValueOf<A[K]>[] : ValueOf<A[K]>;
};
type ValueOf<A> = A extends Argument<infer V> ? V : never;

type Common = {
  /** Stable, for tests and lists. */
  name: string;
  /** The words by which it is called; the first is the one that is shown. */
  called: Record<Language, readonly [string, ...string[]]>;
  /** What it is for, in a few words. */
  about: Bilingual;
  group: Group;
  /** Where it is offered first. */
  where?: readonly Where[];
  /** The key that does the same. */
  key?: KeyName;
  /** Whether its arguments alone stand for it: `AMB-3 menuju`. */
  bare?: boolean;
};

type Acts<G> = {
  /** What the room has to be asked before it can be said what will happen. */
  question?(given: G, world: World): Question | null;
  /** What Enter will do. */
  echo(given: G, world: World): Says;
  /** Does it. Answers whether it was done; what was refused has been said by the room. */
  run(given: G, world: World): Promise<boolean> | boolean;
};

/** A command as the line sees it. */
export type Command = Common & Required<Acts<Given>> & { takes: readonly Slot[] };
/** An argument with the name under which the command is given it. */
export type Slot = Argument<unknown> & { name: string };

/** Makes a command of what it is. */
export function command<A extends Arguments>(spec: Common & { takes: A } & Acts<GivenTo<A>>): Command {
  const takes = Object.entries(spec.takes).map(([name, argument]) => ({ ...argument, name }));
  // The line gives each argument what its own options hold, and nothing else.
  const given = (values: Given) => values as GivenTo<A>;
  return {
    ...spec,
    takes,
    question: (values, world) => spec.question?.(given(values), world) ?? null,
    echo: (values, world) => spec.echo(given(values), world),
    run: (values, world) => spec.run(given(values), world),
  };
}

export const will = (text: string): Says => ({ is: "will", text });
export const warn = (text: string): Says => ({ is: "warn", text });
export const cannot = (text: string): Says => ({ is: "cannot", text });
