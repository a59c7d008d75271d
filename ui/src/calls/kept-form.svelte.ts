// A form that the room keeps: its no is told in the form, where what was typed still stands.

import type { Desk } from "../desk/desk.svelte";

export class KeptForm {
  /** Why the room did not take it; empty where it did, or was not asked. */
  refused = $state("");
  /** Whether the room is being asked. */
  asking = $state(false);

  constructor(readonly desk: Pick<Desk, "hears">) {}

  /** Has the room keep it, once at a time. Answers whether it did. */
  async keep(ask: () => Promise<boolean>): Promise<boolean> {
    if (this.asking) return false;
    this.asking = true;
    this.refused = "";
    this.desk.hears = (problem) => {
      this.refused = problem;
    };
    try {
      return await ask();
    } finally {
      this.desk.hears = null;
      this.asking = false;
    }
  }
}
