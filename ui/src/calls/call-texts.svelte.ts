// The text fields of the call being taken, each kept with every keystroke.

import { isProblem, newId } from "../backend/backend";
import type { Desk } from "../desk/desk.svelte";
import { type Keeping, KeptText } from "../desk/kept-text.svelte";
import type { CallView } from "../generated/CallView";
import type { DraftChange } from "../generated/DraftChange";

export class CallTexts {
  place: KeptText;
  caller: KeptText;
  note: KeptText;
  number: KeptText;
  #answers = new Map<string, KeptText>();
  readonly call: string;
  #desk: Desk;

  constructor(desk: Desk, call: string) {
    this.#desk = desk;
    this.call = call;
    this.place = this.#kept((text) => ({ field: "place", text: { personal: text } }));
    this.caller = this.#kept((text) => ({ field: "caller", text: { personal: text } }));
    this.note = this.#kept((text) => ({ field: "note", text: { personal: text } }));
    this.number = this.#kept((text) => ({ field: "number", text: { personal: text } }));
  }

  answer(question: string): KeptText {
    const known = this.#answers.get(question);
    if (known) return known;
    const made = this.#kept((text) => ({ field: "answer", question, text: { personal: text } }));
    made.adopt(this.#desk.calls.get(this.call)?.call.draft.answers[question]?.personal ?? "");
    this.#answers.set(question, made);
    return made;
  }

  /** Shows what the room has. */
  adopt(view: CallView): void {
    const { draft } = view.call;
    this.place.adopt(draft.place.personal ?? "");
    this.caller.adopt(draft.caller.personal ?? "");
    this.note.adopt(draft.note.personal ?? "");
    this.number.adopt(draft.number.personal ?? "");
    for (const [question, text] of this.#answers) text.adopt(draft.answers[question]?.personal ?? "");
  }

  /** How the form as a whole is kept: the worst of its fields, and the newest receipt. */
  get keeping(): { state: Keeping; seq: number | null } {
    const all = this.#all;
    const worst = (["unsaved", "saving"] as const).find((state) => all.some((text) => text.state === state));
    const receipts = all.map((text) => text.seq ?? 0);
    return { state: worst ?? "saved", seq: Math.max(...receipts) || null };
  }

  /** Waits until all that was typed has had its answer. */
  async settled(): Promise<void> {
    await Promise.all(this.#all.map((text) => text.settled()));
  }

  get #all(): KeptText[] {
    return [this.place, this.caller, this.note, this.number, ...this.#answers.values()];
  }

  #kept(change: (text: string) => DraftChange): KeptText {
    return new KeptText(async (text) => {
      const command = { do: "draft" as const, call: this.call, change: change(text) };
      try {
        const receipt = await this.#desk.ask({ ask: "submit", id: newId(), command });
        return receipt.seq;
      } catch (thrown) {
        // What will not be kept, however often it is sent, says why.
        if (!isProblem(thrown) || !thrown.retry) this.#desk.show(thrown);
        throw thrown;
      }
    });
  }
}
