import type { Command } from "../generated/Command";
import type { Problem } from "../generated/Problem";

/** A command on its way to the room, with the id it was given when the button was pressed. */
export type Outgoing = { id: string; command: Command };

/** A command that the room refused, with the room's sentence. */
export type Refused = Outgoing & { message: string };

/** The part of the browser's storage that an outbox needs. */
export type Keeping = Pick<Storage, "getItem" | "setItem">;

/**
 * Asks the room to do it. Settles with null once it is done, with a problem where the room answered with one, and
 * rejects where no answer came.
 */
export type Submit = (id: string, command: Command) => Promise<Problem | null>;

const KEY = "sigap.outbox";

function kept(storage: Keeping): Outgoing[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

/**
 * What the crew pressed and the room has not confirmed yet, kept on the phone in the order of pressing.
 *
 * One command is on its way at a time, and always with the id of its first sending, so that a lost answer makes
 * nothing happen twice. What the room can't take now stays first in line; what it refuses leaves the line with its reason.
 */
export class Outbox {
  #waiting: Outgoing[];
  #refused: Refused[] = [];
  #sending: string | null = null;

  constructor(
    readonly storage: Keeping,
    readonly submit: Submit,
    readonly onchange: () => void,
  ) {
    this.#waiting = kept(storage);
  }

  /** What waits for a receipt, first pressed first. */
  get waiting(): readonly Outgoing[] {
    return this.#waiting;
  }

  /** What was refused, until it is dismissed. */
  get refused(): readonly Refused[] {
    return this.#refused;
  }

  /** The id of the command that is on its way just now. */
  get sending(): string | null {
    return this.#sending;
  }

  /** Keeps the command, then tries to send it. */
  press(id: string, command: Command): void {
    this.#keep([...this.#waiting, { id, command }]);
    void this.deliver();
  }

  dismiss(id: string): void {
    this.#refused = this.#refused.filter((refused) => refused.id !== id);
    this.onchange();
  }

  /** Sends what waits until the line is empty or the room can't be reached. To be called when the link is back. */
  async deliver(): Promise<void> {
    if (this.#sending) return;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const answered = await this.#send(next);
      if (!answered) return;
    }
  }

  /** Whether the room has answered for good. */
  async #send(next: Outgoing): Promise<boolean> {
    this.#sending = next.id;
    this.onchange();
    try {
      const problem = await this.submit(next.id, next.command);
      if (problem?.retry) return false;
      if (problem) this.#refused = [...this.#refused, { ...next, message: problem.message }];
      this.#sending = null;
      this.#keep(this.#waiting.filter((waiting) => waiting.id !== next.id));
      return true;
    } catch {
      return false;
    } finally {
      this.#sending = null;
      this.onchange();
    }
  }

  #keep(waiting: Outgoing[]): void {
    this.#waiting = waiting;
    try {
      this.storage.setItem(KEY, JSON.stringify(waiting));
    } catch {
      // A full or forbidden storage: the line lives as long as the page does.
    }
    this.onchange();
  }
}
