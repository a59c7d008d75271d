// Short messages that stand for a while: what was refused, what was done and can be taken back.

import type { Sentence } from "../words/words.svelte";

/** How long a message stands, milliseconds. */
const STANDS_MS = { told: 6000, done: 20_000, problem: 12_000 };
/** How many stand at once; the oldest goes. */
const AT_ONCE = 3;

export type Toast = { kind: keyof typeof STANDS_MS; says: Sentence; undo?: () => void };
export type Standing = Toast & { id: number };
/** The latest things done here: how each is taken back, or why it can't be. */
type Deed = { id: number; undo: () => void } | { id: number; why: Sentence };

class Toasts {
  standing = $state.raw<readonly Standing[]>([]);
  #deeds = $state.raw<readonly Deed[]>([]);
  #nextId = 1;

  add(toast: Toast): void {
    const own = { ...toast, id: this.#nextId++ };
    // The same refusal twice is one message.
    const others = this.standing.filter((other) => other.undo || other.says() !== own.says());
    this.standing = [...others, own].slice(-AT_ONCE);
    if (own.undo) this.#deeds = [...this.#deeds, { id: own.id, undo: own.undo }];
    setTimeout(() => this.dismiss(own.id), STANDS_MS[own.kind]);
  }

  /** The latest thing done here can't be taken back, and whoever tries is told why. */
  stays(why: Sentence): void {
    const id = this.#nextId++;
    this.#deeds = [...this.#deeds, { id, why }];
    setTimeout(() => this.dismiss(id), STANDS_MS.done);
  }

  dismiss(id: number): void {
    this.standing = this.standing.filter((toast) => toast.id !== id);
    this.#deeds = this.#deeds.filter((deed) => deed.id !== id);
  }

  /** What Ctrl+Z is about now, if anything. */
  get latest(): Deed | undefined {
    return this.#deeds.at(-1);
  }

  /** Takes back the latest thing done here. Answers false where there is none, and why where it stays. */
  undoLatest(): boolean | { why: Sentence } {
    const { latest } = this;
    if (!latest) return false;
    this.dismiss(latest.id);
    if ("why" in latest) return { why: latest.why };
    latest.undo();
    return true;
  }
}

export const toasts = new Toasts();
