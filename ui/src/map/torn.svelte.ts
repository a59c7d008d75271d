// The map torn off to a second window, seen from the desk.

import type { Position } from "../generated/Position";
import { deskId, openWindow, type SecondWindow, shellsWindow } from "./second-window";
import { type PressedKey, type ToDesk, type ToMap, type Wanted, WindowLink } from "./window-link";

/** A window that is being loaded anew says goodbye and comes back within this time, ms. */
const BACK_WITHIN_MS = 1500;

/** What a pick or a press on the torn map does at the desk. */
export type TornEvents = {
  picked(at: Position): void;
  incident(id: string): void;
  unit(id: string): void;
  pressed(event: PressedKey): void;
  /** The browser forbids a second window. */
  blocked(): void;
};

export class TornMap {
  /** Whether the map is in the second window. */
  open = $state(false);
  readonly #id = deskId();
  readonly #events: TornEvents;
  readonly #link: WindowLink<ToDesk, ToMap>;
  #window: SecondWindow | null = null;
  #wanted: Partial<Wanted> = {};
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor(events: TornEvents) {
    this.#events = events;
    this.#link = WindowLink.ofDesk(this.#id, (message) => this.#hear(message));
    // The desk was loaded anew, and its map is still out there.
    this.#link.tell({ is: "who" });
  }

  /** Tears the map off, or brings it back. */
  async toggle(): Promise<void> {
    if (this.open) {
      this.#link.tell({ is: "close" });
      // A desk that was loaded anew has no handle of its pop-up; the pop-up then closes itself.
      (this.#window ?? shellsWindow())?.close();
      this.#gone();
      return;
    }
    this.#window = await openWindow(this.#id, () => this.#gone());
    if (this.#window) this.open = true;
    else this.#events.blocked();
  }

  /** Has the map show this. */
  want(wanted: Partial<Wanted>): void {
    this.#wanted = { ...this.#wanted, ...wanted };
    if (this.open) this.#tell(wanted);
  }

  /** Copied only where there is a map to tell: ways and coverage are long. */
  #tell(wanted: Partial<Wanted>): void {
    this.#link.tell({ is: "wanted", wanted: $state.snapshot(wanted) as Partial<Wanted> });
  }

  look(at: Position, zoom?: number): void {
    if (this.open) this.#link.tell({ is: "look", at: { ...at }, zoom: zoom ?? null });
  }

  /** Presses a key of the map's, and brings its window forward. */
  press(key: string): void {
    this.#window?.focus();
    this.#link.tell({ is: "key", key });
  }

  focus(): void {
    this.#window?.focus();
  }

  close(): void {
    this.#link.tell({ is: "away" });
    this.#link.close();
  }

  #hear(message: ToDesk): void {
    switch (message.is) {
      case "here":
        clearTimeout(this.#leaving);
        this.open = true;
        this.#tell(this.#wanted);
        return;
      case "gone":
        clearTimeout(this.#leaving);
        this.#leaving = setTimeout(() => this.#gone(), BACK_WITHIN_MS);
        return;
      case "back":
        if (this.open) void this.toggle();
        return;
      case "picked":
        this.#events.picked(message.at);
        return;
      case "incident":
        this.#events.incident(message.id);
        return;
      case "unit":
        this.#events.unit(message.id);
        return;
      case "pressed":
        this.#events.pressed(message.event);
    }
  }

  #gone(): void {
    clearTimeout(this.#leaving);
    this.open = false;
    this.#window = null;
  }
}
