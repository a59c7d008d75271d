// Keys that were pressed too early for where they were meant go there once it has the focus.

import { tick } from "svelte";
import { isTextField } from "./focus";

export class KeysAhead {
  #pressed: string[] = [];

  /** Keeps a key for later. Answers whether it did; the key must then do nothing now. */
  keeps(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey">): boolean {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.key === "Backspace") return this.#pressed.pop() !== undefined;
    if ([...event.key].length === 1) this.#pressed.push(event.key);
    else if (event.key !== "Enter") return event.key === "Tab";
    // Enter pressed once more, as nothing has happened yet, is no other Enter.
    else if (this.#pressed.length > 0 && this.#pressed.at(-1) !== "Enter") this.#pressed.push("Enter");
    return true;
  }

  /** Hands out what was kept, and keeps nothing of it. */
  take(): string[] {
    return this.#pressed.splice(0);
  }
}

/** Presses these one after the other, each where the focus is by then. */
export async function typeOn(keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    // What the one before has led to comes first.
    await tick();
    const at = document.activeElement;
    const goesOn = at?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    if (!goesOn || key === "Enter" || !isTextField(at)) continue;
    at.setRangeText(key, at.selectionStart ?? 0, at.selectionEnd ?? 0, "end");
    at.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}
