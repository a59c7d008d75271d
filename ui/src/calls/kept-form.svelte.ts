// A form that the room keeps: its no is told in the form, where what was typed still stands.

import type { Desk } from "../desk/desk.svelte";
import type { Sentence } from "../words/words.svelte";

export class KeptForm {
  #why = $state.raw<Sentence | null>(null);
  /** Whether the room is being asked. */
  asking = $state(false);

  constructor(readonly desk: Pick<Desk, "hears">) {}

  /** Why the room did not take it; empty where it did, or was not asked. */
  get refused(): string {
    return this.#why?.() ?? "";
  }

  /** Has the room keep it, once at a time. Answers whether it did. */
  async keep(ask: () => Promise<boolean>): Promise<boolean> {
    if (this.asking) return false;
    this.asking = true;
    this.#why = null;
    this.desk.hears = (problem) => {
      this.#why = problem;
    };
    try {
      return await ask();
    } finally {
      this.desk.hears = null;
      this.asking = false;
    }
  }
}
