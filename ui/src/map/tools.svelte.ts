// What one desk does with its map: the tool in its hand, the unit it follows, what it has switched off.

import { SvelteSet } from "svelte/reactivity";
import type { Closure } from "../generated/Closure";
import type { Position } from "../generated/Position";
import type { WouldClose } from "../generated/WouldClose";
import {
  begun,
  type Closing,
  changing,
  finished,
  otherKind,
  picked,
  type ShapeKind,
  withoutLast,
  withRadius,
} from "./closing";
import { keepHidden, keptHidden, type Layer } from "./layers";

export class MapTools {
  /** The closure being drawn or worded. */
  closing = $state.raw<Closing | null>(null);
  /** Which roads it would close, as the room says. */
  would = $state.raw<WouldClose | null>(null);
  /** The places of the line being measured. */
  measuring = $state.raw<readonly Position[] | null>(null);
  /** The place under the mouse, or under the crosshair while the keyboard leads. */
  cursor = $state.raw<Position | null>(null);
  /** The unit whose moves the map follows. */
  following = $state<string | null>(null);
  /** Whether the switches of the layers are shown. */
  layersOpen = $state(false);
  readonly hidden = new SvelteSet<Layer>();
  #desk: string | null = null;

  /** Whether each click means a place, even on top of a unit. */
  get picks(): boolean {
    return this.measuring !== null || (this.closing !== null && this.closing.shape === null);
  }

  /** What this desk had switched off is so again, wherever its map was last: here or torn off. */
  of(desk: string): void {
    this.#desk = desk;
    this.hidden.clear();
    for (const layer of keptHidden(desk)) this.hidden.add(layer);
  }

  toggle(layer: Layer): void {
    if (!this.hidden.delete(layer)) this.hidden.add(layer);
    if (this.#desk !== null) keepHidden(this.#desk, this.hidden);
  }

  showAll(): void {
    this.hidden.clear();
    if (this.#desk !== null) keepHidden(this.#desk, this.hidden);
  }

  // Closures

  /** Draws a closure; asked again, in another shape. */
  close(kind?: ShapeKind): void {
    this.measuring = null;
    this.would = null;
    const own = this.closing;
    if (kind) this.closing = begun(kind, own?.changes);
    else this.closing = own && own.shape === null ? otherKind(own) : begun("road", own?.changes);
  }

  change(closure: Closure): void {
    this.measuring = null;
    this.closing = changing(closure);
  }

  setRadius(radius_m: number): void {
    if (this.closing) this.closing = withRadius(this.closing, radius_m);
  }

  finish(): void {
    if (this.closing) this.closing = finished(this.closing);
  }

  // Measuring

  /** Begins to measure, or ends it. */
  measure(): void {
    this.closing = null;
    this.measuring = this.measuring ? null : [];
  }

  // All of them

  /** A place was picked. Answers whether a tool took it. */
  pick(at: Position, near_m?: number): boolean {
    if (this.measuring) this.measuring = [...this.measuring, at];
    else if (this.closing && this.closing.shape === null) this.closing = picked(this.closing, at, near_m);
    else return false;
    return true;
  }

  /** Takes the last place back. */
  unpick(): void {
    if (this.measuring) this.measuring = this.measuring.slice(0, -1);
    else if (this.closing && this.closing.shape === null) this.closing = withoutLast(this.closing);
  }

  /** Puts down what is in the hand. Answers whether there was anything. */
  back(): boolean {
    if (this.closing) {
      this.closing = null;
      this.would = null;
    } else if (this.measuring) this.measuring = null;
    else if (this.layersOpen) this.layersOpen = false;
    else return false;
    return true;
  }
}
