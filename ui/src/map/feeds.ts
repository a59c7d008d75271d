import type { Map as Canvas, GeoJSONSource } from "maplibre-gl";
import type { MapFeature } from "./diff";
import { OVERLAYS, type Overlay } from "./overlay";
import { SourceFeed } from "./source-feed";

/**
 * What all overlays should show. Many changes within a frame become one; a window that nobody sees draws none, and
 * catches up once it is seen.
 */
export class Feeds {
  readonly #wanted = new Map<Overlay, readonly MapFeature[]>();
  readonly #changed = new Set<Overlay>();
  #feeds = new Map<Overlay, SourceFeed>();
  #frame = 0;

  show(overlay: Overlay, features: readonly MapFeature[]): void {
    if (this.#wanted.get(overlay) === features) return;
    this.#wanted.set(overlay, features);
    this.#changed.add(overlay);
    this.#frame ||= requestAnimationFrame(() => this.#deliver());
  }

  /** The sources of a map that was just built. */
  attach(map: Canvas): void {
    for (const overlay of OVERLAYS) {
      const source = map.getSource<GeoJSONSource>(overlay);
      if (!source) continue;
      const feed = new SourceFeed(source);
      this.#feeds.set(overlay, feed);
      feed.show(this.#wanted.get(overlay) ?? []);
    }
  }

  detach(): void {
    this.#feeds = new Map();
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.detach();
  }

  #deliver(): void {
    this.#frame = 0;
    for (const overlay of this.#changed) this.#feeds.get(overlay)?.show(this.#wanted.get(overlay) ?? []);
    this.#changed.clear();
  }
}
