import {
  Map as Canvas,
  type GeoJSONSource,
  LngLatBounds,
  type MapMouseEvent,
  Marker,
  ScaleControl,
  setWorkerUrl,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import type { Position } from "../generated/Position";
import type { RegionView } from "../generated/RegionView";
import type { Theme } from "../look/theme.svelte";
import type { MapFeature } from "./diff";
import { ICON_FONT } from "./fonts";
import { drawIcon, PIXEL_RATIO } from "./icons";
import { CLICKABLE, OVERLAYS, type Overlay } from "./overlay";
import { palettes } from "./palette";
import { SourceFeed } from "./source-feed";
import { mapStyle } from "./style";
import { tilesUrl } from "./tiles";

setWorkerUrl(workerUrl);

/** Where a focused map goes when nobody says how close. */
const CLOSE_UP = 15.5;

/** How far from a click a unit or incident still counts as meant, pixels. */
const REACH_PX = 6;

/** How often a lost map is built anew before it is given up, and within what time, ms. */
const REBUILDS = 3;
const REBUILDS_WITHIN_MS = 60_000;

export type DeskMapEvents = {
  /** A place was clicked. */
  pick(position: Position): void;
  incident(id: string): void;
  unit(id: string): void;
  /** The map is there for the first time. */
  ready?(): void;
  /** The map can't be drawn (any more). */
  lost(): void;
};

export type DeskMapOptions = {
  container: HTMLElement;
  region: RegionView;
  theme: Theme;
  /** What a screen reader calls the map. */
  title: string;
  /** The id of the element that tells its keys. */
  describedBy: string;
  events: DeskMapEvents;
};

/** Whether this machine can draw a map at all. */
export function canDrawMaps(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

/**
 * Without a GPU the full-screen sky takes 70 of the 93 ms of a frame, at no pitch and never seen. Its draw function is
 * private, so where it has moved the map is only slower.
 */
function withoutSky(map: Canvas): void {
  const draws: { sky?: unknown } | undefined = map.painter?.drawFunctions;
  if (draws && typeof draws.sky === "function") draws.sky = () => {};
}

/** The map, told by whole lists of features what to show; it tells MapLibre only what changed. */
export class DeskMap {
  readonly #options: DeskMapOptions;
  readonly #wanted = new Map<Overlay, readonly MapFeature[]>();
  readonly #pulses = new Map<string, Marker>();
  #feeds = new Map<Overlay, SourceFeed>();
  #map: Canvas | null = null;
  #theme: Theme;
  #pickOnly = false;
  /** Where the map is flying to; what is picked on the way is meant for there. */
  #flightTo: Position | null = null;
  /** Where to go as soon as the map is there. */
  #firstLook: { position: Position; zoom?: number } | null = null;
  #rebuiltAt: number[] = [];
  #closed = false;

  constructor(options: DeskMapOptions) {
    this.#options = options;
    this.#theme = options.theme;
    // The icons' numbers are drawn once, so their font has to be there first.
    void document.fonts.load(ICON_FONT).finally(() => {
      if (this.#closed) return;
      this.#build();
      if (this.#firstLook) this.focus(this.#firstLook.position, this.#firstLook.zoom);
      if (this.#map) options.events.ready?.();
    });
  }

  show(overlay: Overlay, features: readonly MapFeature[]): void {
    this.#wanted.set(overlay, features);
    this.#feeds.get(overlay)?.show(features);
  }

  /** Rings that draw the eye, around what nobody goes to yet. CSS moves them, so that the map need not be redrawn. */
  pulse(places: ReadonlyMap<string, Position>): void {
    for (const [id, marker] of this.#pulses) {
      if (!places.has(id)) {
        marker.remove();
        this.#pulses.delete(id);
      }
    }
    for (const [id, { lon, lat }] of places) {
      const marker = this.#pulses.get(id) ?? this.#newPulse(id);
      marker.setLngLat([lon, lat]);
      if (this.#map) marker.addTo(this.#map);
    }
  }

  #newPulse(id: string): Marker {
    const element = document.createElement("div");
    element.className = "pulse";
    const marker = new Marker({ element });
    this.#pulses.set(id, marker);
    return marker;
  }

  /** While a road is being closed each click means the place, even on top of a unit. */
  setPickOnly(pickOnly: boolean): void {
    this.#pickOnly = pickOnly;
    if (this.#map) this.#map.getCanvas().style.cursor = pickOnly ? "crosshair" : "";
  }

  setTheme(theme: Theme): void {
    if (theme === this.#theme) return;
    this.#theme = theme;
    if (this.#map) this.#build();
  }

  /** Flies there; jumps for people who want less motion. */
  focus(position: Position, zoom?: number): void {
    const map = this.#map;
    if (!map) {
      this.#firstLook = { position, ...(zoom === undefined ? {} : { zoom }) };
      return;
    }
    const close = zoom ?? Math.max(map.getZoom(), CLOSE_UP);
    map.flyTo({ center: [position.lon, position.lat], zoom: close, duration: 900 });
    this.#flightTo = position;
    map.once("moveend", () => {
      this.#flightTo = null;
    });
  }

  /** Shows all of these places, or the whole region where there are none. */
  fit(places: readonly [number, number][] = []): void {
    const [first, ...others] = places;
    if (!first) {
      this.#map?.fitBounds(this.#options.region.bounds, { padding: 24 });
      return;
    }
    const bounds = others.reduce((box, place) => box.extend(place), new LngLatBounds(first, first));
    this.#map?.fitBounds(bounds, { padding: 48, maxZoom: CLOSE_UP });
  }

  zoomBy(steps: number): void {
    const map = this.#map;
    map?.easeTo({ zoom: map.getZoom() + steps, duration: 200 });
  }

  /** The place under the crosshair. */
  centre(): Position | null {
    if (this.#flightTo) return this.#flightTo;
    const at = this.#map?.getCenter();
    return at ? { lat: at.lat, lon: at.lng } : null;
  }

  close(): void {
    this.#closed = true;
    this.#map?.remove();
    this.#map = null;
  }

  #build(): void {
    const { container, region, events, title } = this.#options;
    const old = this.#map;
    const camera = old ? { center: old.getCenter(), zoom: old.getZoom() } : null;
    old?.remove();
    this.#map = null;
    this.#feeds = new Map();
    try {
      const map = new Canvas({
        container,
        style: mapStyle(region, tilesUrl(), palettes[this.#theme]),
        ...(camera ?? { bounds: region.bounds, fitBoundsOptions: { padding: 24 } }),
        minZoom: Math.max(0, region.min_zoom - 1),
        maxZoom: 19,
        maxPitch: 0,
        dragRotate: false,
        pitchWithRotate: false,
        attributionControl: false,
        locale: { "Map.Title": title },
        fadeDuration: 0,
      });
      this.#furnish(map);
      this.#map = map;
    } catch {
      events.lost();
    }
  }

  #furnish(map: Canvas): void {
    const palette = palettes[this.#theme];
    withoutSky(map);
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new ScaleControl({ maxWidth: 120, unit: "metric" }), "bottom-right");
    map.setMissingStyleImageResolver((id) => {
      const drawn = drawIcon(id, palette);
      if (drawn && !map.hasImage(id)) map.addImage(id, drawn, { pixelRatio: PIXEL_RATIO });
    });
    map.on("load", () => this.#feed(map));
    map.on("click", (event) => this.#clicked(map, event));
    map.on("mousemove", ({ point }) => {
      if (!this.#pickOnly) map.getCanvas().style.cursor = this.#under(map, point) ? "pointer" : "";
    });
    const canvas = map.getCanvas();
    canvas.setAttribute("aria-describedby", this.#options.describedBy);
    canvas.addEventListener("keydown", (event) => this.#pressed(event));
    map.on("webglcontextlost", () => this.#rebuild());
    // A tile that fails to come is asked for again as the map moves; the desk works without it.
    map.on("error", () => {});
    for (const marker of this.#pulses.values()) marker.addTo(map);
    this.setPickOnly(this.#pickOnly);
  }

  #feed(map: Canvas): void {
    for (const overlay of OVERLAYS) {
      const source = map.getSource<GeoJSONSource>(overlay);
      if (!source) continue;
      const feed = new SourceFeed(source);
      this.#feeds.set(overlay, feed);
      feed.show(this.#wanted.get(overlay) ?? []);
    }
  }

  #rebuild(): void {
    const now = performance.now();
    this.#rebuiltAt = [...this.#rebuiltAt.filter((at) => now - at < REBUILDS_WITHIN_MS), now];
    // MapLibre is in the middle of telling us; it can be taken down once it has finished.
    setTimeout(() => {
      if (this.#closed) return;
      if (this.#rebuiltAt.length > REBUILDS) this.#options.events.lost();
      else this.#build();
    });
  }

  /** Arrows, + and − are MapLibre's own. */
  #pressed(event: KeyboardEvent): void {
    const centre = this.centre();
    if (event.key === "Enter" && centre) {
      event.stopPropagation();
      event.preventDefault();
      this.#options.events.pick(centre);
    } else if (event.key === "Escape") {
      // Leaving the map is no answer to whatever else waits for Escape, but it does end closing a road.
      if (!this.#pickOnly) event.stopPropagation();
      this.#map?.getCanvas().blur();
    }
  }

  #under(map: Canvas, { x, y }: { x: number; y: number }) {
    const box: [[number, number], [number, number]] = [
      [x - REACH_PX, y - REACH_PX],
      [x + REACH_PX, y + REACH_PX],
    ];
    const layers = Object.keys(CLICKABLE).filter((layer) => map.getLayer(layer));
    return map.queryRenderedFeatures(box, { layers })[0];
  }

  #clicked(map: Canvas, { point, lngLat }: MapMouseEvent): void {
    const { events } = this.#options;
    const under = this.#pickOnly ? undefined : this.#under(map, point);
    const id = under?.properties.id;
    if (typeof id !== "string") events.pick({ lat: lngLat.lat, lon: lngLat.lng });
    else if (under?.layer.id === CLICKABLE.incidents) events.incident(id);
    else events.unit(id);
  }
}
