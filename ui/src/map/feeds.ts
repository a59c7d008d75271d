import type { Map as Canvas, GeoJSONSource } from "maplibre-gl";
import type { MapFeature } from "./diff";
import { OVERLAYS, type Overlay } from "./overlay";
import { SourceFeed } from "./source-feed";

/** What follows the hand is drawn at once. */
const AT_ONCE: ReadonlySet<Overlay> = new Set(["planned", "measure"]);

/**
 * Everything else is drawn a little later, ms: without a GPU drawing the map takes some frames, and what a key brings comes
 * in several steps. So the lists beside the map are on the screen first, and the map is drawn once.
 */
const LATER_MS = 80;

/**
 * What all overlays should show. Many changes within a moment become one; a window that nobody sees draws none, and
 * catches up once it is seen.
 */
export class Feeds {
  readonly #wanted = new Map<Overlay, readonly MapFeature[]>();
  readonly #changed = new Set<Overlay>();
  #feeds = new Map<Overlay, SourceFeed>();
  #frame = 0;
  #timer = 0;

  show(overlay: Overlay, features: readonly MapFeature[]): void {
    if (this.#wanted.get(overlay) === features) return;
    this.#wanted.set(overlay, features);
    this.#changed.add(overlay);
    if (AT_ONCE.has(overlay)) this.#nextFrame();
    else this.#timer ||= setTimeout(() => this.#nextFrame(), LATER_MS);
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
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.detach();
  }

  #nextFrame(): void {
    this.#frame ||= requestAnimationFrame(() => this.#deliver());
  }

  #deliver(): void {
    clearTimeout(this.#timer);
    this.#frame = 0;
    this.#timer = 0;
    for (const overlay of this.#changed) this.#feeds.get(overlay)?.show(this.#wanted.get(overlay) ?? []);
    this.#changed.clear();
  }
}
