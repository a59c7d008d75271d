// What the desk and its torn-off map tell each other. Each has its own link to the room; this is only what the room
// does not know: what is looked at, and what was picked.

import type { Family } from "../generated/Family";
import type { Fix } from "../generated/Fix";
import type { Language } from "../generated/Language";
import type { Position } from "../generated/Position";
import type { UnitWay } from "../generated/UnitWay";
import type { Theme } from "../look/theme.svelte";
import type { MapFeature } from "./diff";

/** What the desk wants to see on its map. */
export type Wanted = {
  incident: string | null;
  unit: string | null;
  draft: { fix: Fix; kind: Family | null } | null;
  ways: readonly UnitWay[];
  coverage: readonly MapFeature[];
  goal: readonly MapFeature[];
  theme: Theme;
  language: Language;
};

export type ToMap =
  | { is: "wanted"; wanted: Partial<Wanted> }
  | { is: "look"; at: Position; zoom: number | null }
  /** A key of the map was pressed at the desk. */
  | { is: "key"; key: string }
  /** Is a map there? */
  | { is: "who" }
  | { is: "away" }
  | { is: "close" };

export type PressedKey = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "altKey" | "shiftKey">;

export type ToDesk =
  | { is: "here" }
  | { is: "gone" }
  /** The map is to be brought back. */
  | { is: "back" }
  | { is: "picked"; at: Position }
  | { is: "incident"; id: string }
  | { is: "unit"; id: string }
  /** A key that is the desk's. */
  | { is: "pressed"; event: PressedKey };

type Sent = { to: "map"; message: ToMap } | { to: "desk"; message: ToDesk };

/** One end of the link; messages sent before the other end is there are lost, so both ends greet. */
export class WindowLink<In extends ToMap | ToDesk, Out extends ToMap | ToDesk> {
  readonly #channel: BroadcastChannel;
  readonly #to: "map" | "desk";

  private constructor(id: string, to: "map" | "desk", hear: (message: In) => void) {
    this.#to = to;
    this.#channel = new BroadcastChannel(`sigap.map.${id}`);
    this.#channel.onmessage = ({ data }: MessageEvent<Sent>) => {
      if (data.to !== to) hear(data.message as In);
    };
  }

  static ofDesk(id: string, hear: (message: ToDesk) => void): WindowLink<ToDesk, ToMap> {
    return new WindowLink<ToDesk, ToMap>(id, "map", hear);
  }

  static ofMap(id: string, hear: (message: ToMap) => void): WindowLink<ToMap, ToDesk> {
    return new WindowLink<ToMap, ToDesk>(id, "desk", hear);
  }

  tell(message: Out): void {
    this.#channel.postMessage({ to: this.#to, message });
  }

  close(): void {
    this.#channel.close();
  }
}

const MAP = "map";

/** The id of the desk whose map this page is; null where the page is a desk. */
export function mapOf(hash: string): string | null {
  return new URLSearchParams(hash.slice(1)).get(MAP);
}

export const mapHash = (id: string): string => `#${MAP}=${id}`;
