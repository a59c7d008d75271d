// The room's answer to "who should go", kept fresh while a call is typed and the world moves.

import type { Assessment } from "../generated/Assessment";
import type { Request } from "../generated/Request";

export type Question = Extract<Request, { ask: "assess" | "reassess" }>;

/** How long a changing world waits for a new answer, milliseconds; what the dispatcher does is asked at once. */
const WORLD_MS = 1000;

/** One question is under way at a time and the latest wins, so that typing never waits for an answer. */
export class Assessor {
  assessment = $state.raw<Assessment | null>(null);
  #ask: (question: Question) => Promise<Assessment>;
  #question: Question | null = null;
  #stale = false;
  #asking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (question: Question) => Promise<Assessment>) {
    this.#ask = ask;
  }

  /** Asks this from now on; nothing where there is nothing to ask. */
  about(question: Question | null): void {
    if (JSON.stringify(question) !== JSON.stringify(this.#question)) this.assessment = null;
    this.#question = question;
    this.#again();
  }

  /** Something moved: ask again soon. */
  worldChanged(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#again();
    }, WORLD_MS);
  }

  #again(): void {
    this.#stale = true;
    if (!this.#asking) void this.#run();
  }

  async #run(): Promise<void> {
    this.#asking = true;
    while (this.#stale && this.#question) {
      this.#stale = false;
      const question = this.#question;
      try {
        const assessment = await this.#ask(question);
        if (question === this.#question) this.assessment = assessment;
      } catch {
        // The link is lost or the call is gone: the last answer stands until the next question.
      }
    }
    this.#asking = false;
  }
}
