import type { GeoJSONSourceDiff } from "maplibre-gl";
import { byId, difference, type FeaturesById, type MapFeature } from "./diff";

/** The part of MapLibre's GeoJSON source that a feed needs. */
export type DiffTarget = { updateData(diff: GeoJSONSourceDiff): Promise<void> };

/**
 * Keeps one source of the map up to date.
 *
 * MapLibre grows without end when data is set faster than its worker takes it, so one difference is in flight at a
 * time; whatever is wanted meanwhile replaces what was wanted before.
 */
export class SourceFeed {
  #shown: FeaturesById = new Map();
  #wanted: FeaturesById = new Map();
  #inFlight = false;

  constructor(readonly target: DiffTarget) {}

  show(features: readonly MapFeature[]): void {
    this.#wanted = byId(features);
    void this.#deliver();
  }

  async #deliver(): Promise<void> {
    if (this.#inFlight) return;
    this.#inFlight = true;
    try {
      let diff = difference(this.#shown, this.#wanted);
      while (diff) {
        const delivering = this.#wanted;
        await this.target.updateData(diff);
        this.#shown = delivering;
        diff = difference(this.#shown, this.#wanted);
      }
    } catch {
      // The source went away with its map; the map that replaces it gets a feed of its own.
    } finally {
      this.#inFlight = false;
    }
  }
}
