// The room's answer to "who should go", kept fresh while a call is typed and the world moves.

import type { Assessment } from "../generated/Assessment";
import type { Request } from "../generated/Request";

export type Question = Extract<Request, { ask: "assess" | "reassess" }>;

/** How long a changing world waits for a new answer, milliseconds; what the dispatcher does is asked at once. */
const WORLD_MS = 1000;
/** No answer that is on its way knows of what has just changed. */
const LATER = Number.POSITIVE_INFINITY;
/** An answer that takes longer is said to be slow, milliseconds: nobody should wait for it. */
const SLOW_MS = 3000;

/** How it is with the answer: nothing was asked, it is on its way, it came, or the last one stands as none came since. */
export type Standing = "nothing" | "reckoning" | "slow" | "failed" | "told" | "old";

/** One question is under way at a time and the latest wins, so that typing never waits for an answer. */
export class Assessor {
  assessment = $state.raw<Assessment | null>(null);
  #ask: (question: Question) => Promise<Assessment>;
  #question = $state.raw<Question | null>(null);
  #failed = $state(false);
  #slow = $state(false);
  #restsOn = "";
  #told: (() => void)[] = [];
  /** The event that the next answer has to know of; null where nothing new is wanted. */
  #wanted: number | null = null;
  #asking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (question: Question) => Promise<Assessment>) {
    this.#ask = ask;
  }

  get standing(): Standing {
    if (!this.#question) return "nothing";
    if (this.assessment) return this.#failed ? "old" : "told";
    if (this.#failed) return "failed";
    return this.#slow ? "slow" : "reckoning";
  }

  /**
   * Asks this from now on, and again when what it rests on is another; nothing where there is nothing to ask. An answer
   * that knows of `seq`, the event which made it another, is new enough.
   */
  about(question: Question | null, restsOn = "", seq = LATER): void {
    const another = JSON.stringify(question) !== JSON.stringify(this.#question);
    if (!another && restsOn === this.#restsOn) return;
    if (another) {
      this.assessment = null;
      this.#failed = false;
      this.#question = question;
    }
    this.#restsOn = restsOn;
    if ((this.assessment?.seq ?? -1) < seq) this.#again(another ? LATER : seq);
  }

  /** Waits until the question as it stands now has had its answer. */
  settled(): Promise<void> {
    if (!this.#asking) return Promise.resolve();
    return new Promise((resolve) => this.#told.push(resolve));
  }

  /** Something moved: ask again soon. */
  worldChanged(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#again();
    }, WORLD_MS);
  }

  /** Asks the same anew. */
  again(): void {
    this.#failed = false;
    this.#again();
  }

  #again(seq = LATER): void {
    this.#wanted = Math.max(this.#wanted ?? seq, seq);
    if (!this.#asking) void this.#run();
  }

  async #run(): Promise<void> {
    this.#asking = true;
    while (this.#wanted !== null && this.#question) {
      this.#wanted = null;
      const question = this.#question;
      const patience = setTimeout(() => {
        this.#slow = true;
      }, SLOW_MS);
      try {
        const assessment = await this.#ask(question);
        if (question === this.#question) this.#take(assessment);
        this.#failed = false;
      } catch {
        // The link is lost or the call is gone: the last answer stands until the next question.
        this.#failed = question === this.#question;
      }
      clearTimeout(patience);
      this.#slow = false;
    }
    this.#asking = false;
    for (const told of this.#told.splice(0)) told();
  }

  #take(assessment: Assessment): void {
    this.assessment = assessment;
    if (this.#wanted !== null && this.#wanted <= assessment.seq) this.#wanted = null;
  }
}
