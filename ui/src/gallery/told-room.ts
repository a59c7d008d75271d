// A room that tells what it was given and nothing else; what it was given no answer for never comes.

import type { AnswerTo, Backend, Link, Listener } from "../backend/backend";
import type { Problem } from "../generated/Problem";
import type { Request } from "../generated/Request";

export type Answers = Partial<{ [Ask in Request["ask"]]: unknown }>;

/** Says no, where it stands among the answers. */
export class No {
  constructor(readonly problem: Problem) {}
}

export class ToldRoom implements Backend {
  constructor(
    readonly answers: Answers,
    readonly link: Link = "open",
    /** The link that it has once everything was told. */
    readonly later: Link = link,
  ) {}

  async ask<R extends Request>(request: R): Promise<AnswerTo<R>> {
    const answer = this.answers[request.ask];
    if (answer instanceof No) throw answer.problem;
    if (answer === undefined) return new Promise(() => {});
    return answer as AnswerTo<R>;
  }

  watch(listener: Listener): void {
    listener.link(this.link);
    if (this.later !== this.link) setTimeout(() => listener.link(this.later), 100);
  }

  close(): void {}
}
