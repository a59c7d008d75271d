// Short messages that stand for a while over the map: what was refused, what was done and can be undone.

import type { Problem } from "../generated/Problem";

/** How long a message stands, milliseconds. */
const STANDS_MS = { told: 6000, done: 20_000, problem: 12_000 };
/** How many stand at once; the oldest goes. */
const AT_ONCE = 3;

export type Toast = {
  id: number;
  tone: keyof typeof STANDS_MS;
  text: string;
  undo: (() => void) | null;
};

class Toasts {
  standing = $state.raw<readonly Toast[]>([]);
  #nextId = 1;

  tell(text: string): void {
    this.#add("told", text, null);
  }

  /** Something was done that `undo` takes back. */
  done(text: string, undo: () => void): void {
    this.#add("done", text, undo);
  }

  problem(problem: Problem): void {
    this.#add("problem", problem.message, null);
  }

  dismiss(id: number): void {
    this.standing = this.standing.filter((toast) => toast.id !== id);
  }

  /** Takes back the latest thing that can be taken back. The answer is whether there was one. */
  undo(): boolean {
    const latest = this.standing.findLast((toast) => toast.undo);
    if (!latest) return false;
    this.dismiss(latest.id);
    latest.undo?.();
    return true;
  }

  #add(tone: Toast["tone"], text: string, undo: Toast["undo"]): void {
    const toast: Toast = { id: this.#nextId++, tone, text, undo };
    const others = this.standing.filter((other) => other.text !== text || other.undo !== null);
    this.standing = [...others, toast].slice(-AT_ONCE);
    setTimeout(() => this.dismiss(toast.id), STANDS_MS[tone]);
  }
}

export const toasts = new Toasts();
