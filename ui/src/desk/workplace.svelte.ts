// What this desk is looking at. Nothing here is known to the room.

import type { CallTexts } from "../calls/call-texts.svelte";
import type { Position } from "../generated/Position";
import { MapTools } from "../map/tools.svelte";

export type Field =
  | "kind"
  | "place"
  | "note"
  | "reason"
  | "incidents"
  | "units"
  | "assignments"
  | "map"
  | "disposition"
  | "merge"
  | "priority"
  | "hospital"
  | "divert"
  | "queue"
  | "moveUp"
  | "channel"
  | "panel"
  | "more"
  | "timeline"
  | "alarms"
  | "pair"
  | "deskName";
/** A place on the map, as close as is useful where no zoom is told; or all of it. Each is a new one: asked for twice, it is gone to twice. */
export type LookAt = { position: Position; zoom?: number } | { whole: true };
export type Overlay = "none" | "keys" | "handover" | "sounds";

export class Workplace {
  call = $state<string | null>(null);
  incident = $state<string | null>(null);
  /** What is being typed about the call. */
  texts: CallTexts | null = null;
  /** What was typed before the call's form stood there, until the form takes it. */
  firstWords = "";
  unit = $state<string | null>(null);
  /** The station being looked at, by its name; empty while one is to be chosen. */
  station = $state<string | null>(null);
  overlay = $state<Overlay>("none");
  /** What the command line was opened with; null while it is closed. */
  commandLine = $state<string | null>(null);
  /** Whether the map shows how far free units reach. */
  coverage = $state(false);
  /** The map's tools: what is drawn, measured, followed or hidden. */
  readonly map = new MapTools();
  /** Where the map should go. */
  lookAt = $state.raw<LookAt | null>(null);
  /** Which field should have the focus; the number makes each wish a new one. */
  wish = $state.raw<{ field: Field; n: number } | null>(null);
  #n = 0;
  /** What was typed since a call was asked for and its form did not stand there yet; null while none is asked for. */
  #ahead: string | null = null;

  /** A call has been asked for: what is typed from now on belongs to its form. */
  expectCall(): void {
    this.#ahead ??= "";
  }

  /** Keeps a key that was typed ahead. Answers whether it did; the key must then do nothing else. */
  typesAhead(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey">): boolean {
    if (this.#ahead === null || event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.key === "Backspace") this.#ahead = this.#ahead.slice(0, -1);
    else if ([...event.key].length === 1) this.#ahead += event.key;
    else return event.key === "Enter" || event.key === "Tab";
    return true;
  }

  /** Ends the waiting for the call that was asked for. Answers what was typed meanwhile. */
  takeAhead(): string {
    const ahead = this.#ahead ?? "";
    this.#ahead = null;
    return ahead;
  }

  focus(field: Field): void {
    this.#n += 1;
    this.wish = { field, n: this.#n };
  }

  /** Opens the command line, with the beginning of a command. */
  command(begun = ""): void {
    this.commandLine = begun;
  }

  /** Where the focus goes when what had it is gone. */
  focusDefault(): void {
    if (this.incident) this.focus("panel");
    else if (this.call) this.focus("note");
  }

  /** Shows a call's form, with what was typed before it stood there. */
  openCall(id: string, firstWords = ""): void {
    this.call = id;
    this.firstWords = firstWords;
    this.incident = null;
    this.unit = null;
    this.station = null;
    this.focus("kind");
  }

  /** Puts a call's form away, unless another stands there by now. */
  leaveCall(id: string): void {
    if (this.call === id) this.call = null;
  }

  openIncident(id: string, at?: Position): void {
    this.incident = id;
    this.unit = null;
    this.station = null;
    if (at) this.lookAt = { position: at };
    this.focus("assignments");
  }

  openUnit(id: string): void {
    this.unit = id;
  }

  /** Back to the call form, one step at a time. */
  back(): void {
    if (this.overlay !== "none") {
      // The dialog puts the focus back where it was.
      this.overlay = "none";
      return;
    }
    if (!this.map.back()) {
      if (this.unit) this.unit = null;
      else if (this.station !== null) this.station = null;
      else this.incident = null;
    }
    if (this.call && !this.incident) this.focus("note");
  }
}
