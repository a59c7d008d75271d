// Taking, holding and ending calls, and what is said of their place and type.

import { newId } from "../backend/backend";
import { nextToTake, standing } from "../calls/queue";
import type { CallBackResult } from "../generated/CallBackResult";
import type { CallDisposition } from "../generated/CallDisposition";
import type { CallView } from "../generated/CallView";
import type { Command } from "../generated/Command";
import type { Fix } from "../generated/Fix";
import type { Assessor } from "../recommendation/assessor.svelte";
import type { Choice } from "../recommendation/choice.svelte";
import type { Desk } from "./desk.svelte";
import { does } from "./undo";
import type { Workplace } from "./workplace.svelte";
import { zoomFor } from "./zoom";

export class Calling {
  /** The latest call that was asked for, until its form stands there: the next key is meant for it. */
  protected opening: Promise<void> = Promise.resolve();
  /** What ends the call in hand, until it has: the next call is asked for after that, and nothing is held that is over. */
  #ending: Promise<void> = Promise.resolve();
  /** The latest receipt of what a recommendation rests on. */
  protected lately: Promise<number | null> = Promise.resolve(null);
  /** The latest ring, answer or hold, until the desk shows it. */
  #turning: Promise<boolean> = Promise.resolve(true);

  constructor(
    readonly desk: Desk,
    readonly place: Workplace,
    readonly assessor: Assessor,
    readonly choice: Choice,
  ) {}

  /** Has the room do something, and offers to take it back, or says why that can't be. */
  does(command: Command, then?: () => void): Promise<number | null> {
    return does(this.desk, command, then);
  }

  async answerOldest(): Promise<void> {
    const next = nextToTake([...this.desk.calls.values()]);
    if (next) await this.answer(next.call.id);
  }

  answer(call: string): Promise<void> {
    this.opening = this.#answer(call);
    return this.opening;
  }

  newCall(): Promise<void> {
    this.opening = this.#takeNew();
    return this.opening;
  }

  async #answer(call: string): Promise<void> {
    this.place.expectCall();
    await this.#ending;
    const view = this.desk.calls.get(call);
    const held = this.#holding(call);
    if (view && ["mine", "elsewhere"].includes(standing(view, this.desk.room?.you))) {
      if (held.length > 0) await this.#turn(...held);
      this.#opened(call, true);
    } else this.#opened(call, await this.#turn({ do: "answer", call }, ...held));
  }

  async #takeNew(): Promise<void> {
    const call = newId();
    this.place.expectCall();
    await this.#ending;
    const ring: Command = { do: "ring", call, channel: "phone", number: null, fixes: [] };
    this.#opened(call, await this.#turn(ring, { do: "answer", call }, ...this.#holding(call)));
  }

  /** Shows the call's form; what was typed ahead is dropped where the call did not come. */
  #opened(call: string, came: boolean): void {
    const ahead = this.place.takeAhead();
    if (came) this.place.openCall(call, ahead);
  }

  async holdOrResume(): Promise<void> {
    await this.opening;
    await this.#turning;
    const view = this.current();
    if (!view) return;
    const call = view.call.id;
    await this.#turn({ do: view.call.stage.stage === "active" ? "hold" : "answer", call });
  }

  closeCall(disposition: CallDisposition): Promise<void> {
    return this.ends(this.#close(disposition));
  }

  async #close(disposition: CallDisposition): Promise<void> {
    await this.opening;
    const view = this.current();
    if (!view || view.call.stage.stage === "closed") return;
    const call = view.call.id;
    await this.place.texts?.settled();
    const done = await this.does({ do: "close_call", call, disposition }, () => this.place.openCall(call));
    if (done !== null) this.place.leaveCall(call);
  }

  calledBack(call: string, result: CallBackResult): Promise<number | null> {
    return this.does({ do: "called_back", call, result });
  }

  addFix(call: string, fix: Fix): void {
    this.place.lookAt = { position: fix.position, zoom: zoomFor(fix) };
    this.#changes({ do: "add_fix", call, fix });
  }

  setKind(call: string, kind: string): void {
    this.#changes({ do: "draft", call, change: { field: "kind", kind } });
  }

  chooseFix(call: string, fix: number | null): void {
    this.#changes({ do: "choose_fix", call, fix });
  }

  /** Something that who should go rests on: asked in the same breath, for the room keeps the order. */
  #changes(command: Command): void {
    this.lately = this.desk.submit(command);
    this.assessor.again();
  }

  /** The call in hand ends by this, as far as it is done. */
  protected ends(doing: Promise<void>): Promise<void> {
    this.#ending = doing.catch(() => {});
    return doing;
  }

  /** The call being taken. */
  protected current(): CallView | undefined {
    return this.place.call ? this.desk.calls.get(this.place.call) : undefined;
  }

  /** Rings, answers or holds, and waits until the desk shows it, for the next key acts on what is shown. */
  #turn(...commands: Command[]): Promise<boolean> {
    this.#turning = this.#shown(commands);
    return this.#turning;
  }

  /**
   * Each once the one before is kept, the screen only waited for at the end. Answers whether the first was done: where it
   * was not, the others are left too.
   */
  async #shown([first, ...then]: Command[]): Promise<boolean> {
    let seq = first ? await this.desk.submit(first) : null;
    if (seq === null) return false;
    for (const command of then) seq = (await this.desk.submit(command)) ?? seq;
    await this.desk.shows(seq);
    return true;
  }

  /** One person talks to one caller: a call that was taken holds the other; one that another desk was faster at, not. */
  #holding(except: string): Command[] {
    const view = this.current();
    const talks = view && view.call.id !== except && view.call.stage.stage === "active";
    return talks ? [{ do: "hold", call: view.call.id }] : [];
  }
}
