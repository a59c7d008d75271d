import { type Backend, isProblem, type Link } from "../backend/backend";
import type { Command } from "../generated/Command";
import type { Language } from "../generated/Language";
import type { PageView } from "../generated/PageView";
import type { Problem } from "../generated/Problem";
import type { Push } from "../generated/Push";

/** `expired`: the room does not know the link's token (any more). */
export type LinkState = "connecting" | "up" | "down" | "expired";

/** What a unit's own page needs of the room. */
export type RoomLink = {
  /** Stays in touch until the answer is called. */
  open(hears: Hears): () => void;
  page(language: Language): Promise<PageView>;
  /** Lets go of a line that is known to be dead and tries another. */
  redial(): void;
  /** Null once it is durable; a problem where the room says no; rejects where no answer came. */
  submit(id: string, command: Command, language: Language): Promise<Problem | null>;
};

type Hears = { link(state: LinkState): void; push(push: Push): void };

/** A room that has not answered for so long is taken for lost, ms: a phone's socket can die without a word. */
export const PATIENCE_MS = 12_000;

const states: Record<Link, LinkState> = {
  connecting: "connecting",
  open: "up",
  lost: "down",
  refused: "expired",
};

/** The room over a phone's poor line: where answers fail to come, it dials anew. */
export class PatchyLink implements RoomLink {
  #backend: Backend | null = null;
  #hears: Hears | null = null;
  #hungUp = new AbortController();

  constructor(
    readonly dial: () => Backend,
    readonly patience_ms = PATIENCE_MS,
  ) {}

  open(hears: Hears): () => void {
    this.#hears = hears;
    this.#dial();
    return () => {
      this.#hears = null;
      this.#hangUp();
    };
  }

  async page(language: Language): Promise<PageView> {
    return this.#patiently((backend) => backend.ask({ ask: "page" }, language));
  }

  async submit(id: string, command: Command, language: Language): Promise<Problem | null> {
    try {
      await this.#patiently((backend) => backend.ask({ ask: "submit", id, command }, language));
      return null;
    } catch (thrown) {
      if (isProblem(thrown)) return thrown;
      throw thrown;
    }
  }

  redial(): void {
    if (!this.#hears) return;
    this.#hears.link("down");
    this.#hangUp();
    this.#dial();
  }

  #dial(): void {
    const backend = this.dial();
    this.#backend = backend;
    backend.watch({
      push: (push) => {
        if (this.#backend === backend) this.#hears?.push(push);
      },
      link: (link) => {
        if (this.#backend === backend) this.#hears?.link(states[link]);
      },
    });
  }

  #hangUp(): void {
    this.#backend?.close();
    this.#backend = null;
    this.#hungUp.abort(new Error("the line was hung up"));
    this.#hungUp = new AbortController();
  }

  #patiently<T>(ask: (backend: Backend) => Promise<T>): Promise<T> {
    const backend = this.#backend;
    if (!backend) return Promise.reject(new Error("the line is closed"));
    const { signal } = this.#hungUp;
    return new Promise<T>((resolve, reject) => {
      const overdue = setTimeout(() => {
        if (this.#backend === backend) this.redial();
      }, this.patience_ms);
      const hungUp = () => reject(signal.reason);
      signal.addEventListener("abort", hungUp);
      ask(backend)
        .then(resolve, reject)
        .finally(() => {
          clearTimeout(overdue);
          signal.removeEventListener("abort", hungUp);
        });
    });
  }
}
