// The command line while it is open: what is typed, what is chosen, what it will do, and what became of it.

import { Search } from "../calls/search.svelte";
import type { Shared } from "../desk/context";
import { Assessor } from "../recommendation/assessor.svelte";
import { type Sentence, say } from "../words/words.svelte";
import { type Command, cannot, type Says, type Slot, type World } from "./command";
import type { History } from "./history";
import type { Option } from "./option";
import { type Intent, type Offer, type Reading, read } from "./read";
import { lineWords } from "./words";

/** What the echo shows: what Enter does, what is still wanted, or why not. */
export type Echo = Says | { is: "wants" | "hint" | "busy"; text: string };

export class Line {
  text = $state("");
  running = $state(false);
  /** The room's own words, until the line is changed. */
  refused = $state.raw<Sentence | null>(null);
  #shared: Shared;
  #commands: readonly Command[];
  #history: History;
  /** The offer that was chosen by arrows; the usual one stands where none is. */
  #chosen = $state<string | null>(null);
  /** Where in the history one is; -1 is what is being typed. */
  #recalled = $state(-1);
  #unsent = "";
  /** Enter was pressed before the room had found what is typed. */
  #wanted = $state(false);
  #asked = $state.raw<{ typed: string; ask: Reading["asks"] } | null>(null);
  #search = new Search<Option<unknown>>(async (typed) => {
    const slot = this.#asked?.ask?.slot;
    return (await slot?.ask?.(this.world, typed)) ?? [];
  });
  /** A place that was taken from the list: its text means it again. */
  #taken = $state.raw<Option<unknown> | null>(null);
  #assessor: Assessor;

  world = $derived.by<World>(() => ({
    ...this.#shared,
    language: say.language,
    assessment: this.#assessor.assessment,
  }));
  reading = $derived.by<Reading>(() => read(this.text, this.world, this.#commands, this.#found));
  active = $derived.by<number>(() => {
    const at = this.reading.offers.findIndex((offer) => keyOf(offer) === this.#chosen);
    return at >= 0 ? at : this.reading.usual;
  });
  offer = $derived<Offer | null>(this.reading.offers[this.active] ?? null);
  intent = $derived<Intent>(this.offer ?? this.reading);
  echo = $derived.by<Echo>(() => this.#echo());

  constructor(shared: Shared, commands: readonly Command[], history: History, text = "") {
    this.#shared = shared;
    this.#commands = commands;
    this.#history = history;
    this.#assessor = new Assessor((question) => shared.desk.ask(question));
    if (text) this.type(text);
  }

  type(text: string): void {
    this.#recalled = -1;
    this.#write(text);
  }

  /** The next or previous offer; in an empty line, an earlier one. */
  arrow(step: 1 | -1): void {
    const { offers } = this.reading;
    if (this.#recalled >= 0 || (this.text === "" && step === -1)) {
      this.#recall(step);
      return;
    }
    if (offers.length === 0) return;
    const at = this.active < 0 ? (step === 1 ? 0 : offers.length - 1) : this.active + step;
    this.choose((at + offers.length) % offers.length);
  }

  choose(index: number): void {
    const offer = this.reading.offers[index];
    this.#chosen = offer ? keyOf(offer) : null;
  }

  /** Writes what is chosen into the line. Answers whether there was anything. */
  complete(): boolean {
    const offer = this.offer ?? this.reading.offers[0];
    if (!offer || (offer.writes.trim() === this.text.trim() && this.text.endsWith(" "))) return false;
    this.#taken = offer.slot?.ask ? offer.option : this.#taken;
    this.#write(offer.writes);
    return true;
  }

  /** Does what the echo says. Answers whether it is done and the line can go. */
  async enter(): Promise<boolean> {
    if (this.running) return false;
    if (this.reading.behind) {
      this.#wanted = true;
      return false;
    }
    // What is only near what was typed completes the line, and is done by the next Enter at the earliest.
    if (this.offer?.near) {
      this.complete();
      return false;
    }
    const { command, given, wants } = this.intent;
    if (wants && this.offer) this.complete();
    if (!command || wants || this.echo.is === "cannot") return false;
    return await this.#run(command, given);
  }

  /** Whether an Enter waits for the room's answer, which has come. */
  get due(): boolean {
    return this.#wanted && !this.reading.behind;
  }

  /** Looks for what is typed and asks what the echo rests on. */
  ask(): void {
    const { asks } = this.reading;
    if (asks && this.#asked?.typed !== asks.typed) {
      this.#asked = { typed: asks.typed, ask: asks };
      this.#search.type(asks.typed);
    }
    const { command, given, wants } = this.intent;
    this.#assessor.about(command && !wants ? command.question(given, this.world) : null);
  }

  async #run(command: Command, given: Intent["given"]): Promise<boolean> {
    const { desk } = this.#shared;
    const personal = this.offer && !this.offer.slot?.ask ? this.text.length : this.reading.personalFrom;
    this.#history.add(this.text, personal);
    this.running = true;
    this.#wanted = false;
    this.refused = null;
    desk.hears = (problem) => {
      this.refused = problem;
    };
    try {
      await this.#assessor.settled();
      const done = await command.run(given, this.world);
      return done && this.refused === null;
    } finally {
      desk.hears = null;
      this.running = false;
    }
  }

  get #found() {
    const taken = this.#taken;
    const typed = this.text.trimEnd();
    if (taken && typed.endsWith(taken.text)) return { typed: taken.text, options: [taken] };
    if (!this.#asked) return undefined;
    return { typed: this.#search.behind ? "" : this.#asked.typed, options: this.#search.found };
  }

  #write(text: string): void {
    this.text = text;
    this.refused = null;
    this.#chosen = null;
    this.#wanted = false;
  }

  #recall(step: 1 | -1): void {
    const { lines } = this.#history;
    const at = this.#recalled - step;
    if (at >= lines.length) return;
    if (this.#recalled < 0) this.#unsent = this.text;
    this.#write(at < 0 ? this.#unsent : (lines[at] ?? ""));
    this.#recalled = Math.max(-1, at);
  }

  #echo(): Echo {
    const t = lineWords[say.language];
    if (this.running) return { is: "busy", text: t.running };
    if (this.refused) return cannot(this.refused());
    const { reading, intent } = this;
    if (reading.behind) return { is: "busy", text: t.searching };
    if (reading.unknown && (!this.offer || this.offer.near))
      return cannot(this.#whatWasMeant(reading.unknown));
    if (!intent.command) return { is: "hint", text: t.nothing };
    if (intent.wants) return this.#wants(intent.wants, intent.given);
    return intent.command.echo(intent.given, this.world);
  }

  #wants(slot: Slot, given: Intent["given"]): Echo {
    const none = slot.options?.(this.world, given).length === 0 ? slot.none?.(this.world, given) : undefined;
    return none
      ? cannot(none)
      : { is: "wants", text: lineWords[say.language].wants(slot.called[say.language]) };
  }

  #whatWasMeant(words: string): string {
    const t = lineWords[say.language];
    const { likely } = this.reading;
    return likely ? t.meant(words, likely) : t.unknown(words);
  }
}

function keyOf(offer: Offer): string {
  return `${offer.slot?.name ?? offer.command.name}:${offer.option.key}`;
}
