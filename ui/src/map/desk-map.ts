import {
  Map as Canvas,
  type GeoJSONSource,
  LngLatBounds,
  type MapGeoJSONFeature,
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
import type { Drawing } from "./drawing";
import { Feeds } from "./feeds";
import { ICON_FONT } from "./fonts";
import { grown, typeScale } from "./growth";
import { drawIcon, PILL, PIXEL_RATIO } from "./icons";
import { BASE_LAYERS, type Layer } from "./layers";
import { CLICKABLE, type Overlay } from "./overlay";
import { palettes } from "./palette";
import { Sharpness } from "./sharpness";
import { mapStyle } from "./style";
import { tilesUrl } from "./tiles";

setWorkerUrl(workerUrl);

/** Where a focused map goes when nobody says how close. */
const CLOSE_UP = 15.5;

/** A followed unit is seen at least this close. */
const FOLLOWED = 13.5;

/** How far from a click a unit or incident still counts as meant, pixels. */
const REACH_PX = 6;

/** Metres a pixel stands for at zoom 0 on the equator, with tiles of 512 pixels. */
const METRES_PER_PX = 78_271.5;

/** Without a GPU nothing moves by itself, and a sharp screen's pixels, four times as many, are not all drawn. */
const BY_PROCESSOR = { reduceMotion: true, pixelRatio: 1 };

/** How often a lost map is built anew before it is given up, and within what time, ms. */
const REBUILDS = 3;
const REBUILDS_WITHIN_MS = 60_000;

export type DeskMapEvents = {
  /** A place was picked; picks nearer than `near_m` are the same on the screen. */
  pick(position: Position, near_m: number): void;
  /** The place under the mouse, or in the middle while the keyboard leads. */
  cursor?(position: Position): void;
  /** Somebody moved the map by hand. */
  moved?(): void;
  /** The last place is taken back. */
  unpick?(): void;
  /** Leaves the map. Answers whether a tool was put down instead. */
  leave?(): boolean;
  incident(id: string): void;
  unit(id: string): void;
  /** The map is there for the first time. */
  ready?(): void;
  /** The map was lost and has been drawn anew. */
  restored?(): void;
  /** The map can't be drawn (any more). */
  lost(): void;
};

export type DeskMapOptions = {
  container: HTMLElement;
  region: RegionView;
  theme: Theme;
  /** Without a GPU nothing flies: each frame on the way would hold up what is typed. */
  drawing: Drawing;
  /** What a screen reader calls the map. */
  title: string;
  /** The id of the element that tells its keys. */
  describedBy: string;
  events: DeskMapEvents;
};

/**
 * Without a GPU the full-screen sky takes 70 of the 93 ms of a frame, at no pitch and never seen. Its draw function is
 * private, so where it has moved the map is only slower.
 */
function withoutSky(map: Canvas): void {
  const draws: { sky?: unknown } | undefined = map.painter?.drawFunctions;
  if (draws && typeof draws.sky === "function") draws.sky = () => {};
}

/**
 * `setPixelRatio` would end the drag that asks for it. What it does beside that is private, so where it has moved the map
 * stays sharp and slow.
 */
function drawAt(map: Canvas, pixelRatio: number): void {
  if (typeof map._resizeInternal !== "function") return;
  map._overridePixelRatio = pixelRatio;
  map._resizeInternal();
  map.triggerRepaint();
}

/** The map, told by whole lists of features what to show; it tells MapLibre only what changed. */
export class DeskMap {
  readonly #options: DeskMapOptions;
  readonly #feeds = new Feeds();
  readonly #pulses = new Map<string, Marker>();
  #map: Canvas | null = null;
  #sharpness: Sharpness | null = null;
  #theme: Theme;
  /** As many times larger than designed its signs and words are. */
  #scale = 1;
  #pickOnly = false;
  #hidden: ReadonlySet<Layer> = new Set();
  /** Where the map is flying to; what is picked on the way is meant for there. */
  #flightTo: Position | null = null;
  /** Where to go as soon as the map is there. */
  #firstLook: { position: Position; zoom?: number } | null = null;
  #rebuiltAt: number[] = [];
  #closed = false;

  constructor(options: DeskMapOptions) {
    this.#options = options;
    this.#theme = options.theme;
    // The icons' numbers are drawn once, so their font has to be there first, if it comes at all.
    const drawn = () => this.#begin();
    void document.fonts.load(ICON_FONT).then(drawn, drawn);
  }

  #begin(): void {
    if (this.#closed) return;
    this.#build();
    if (this.#firstLook) this.focus(this.#firstLook.position, this.#firstLook.zoom);
    if (this.#map) this.#options.events.ready?.();
  }

  show(overlay: Overlay, features: readonly MapFeature[]): void {
    this.#feeds.show(overlay, features);
  }

  /** Switches the basemap's own layers; what happens in the room is left out by its data. */
  hide(hidden: ReadonlySet<Layer>): void {
    this.#hidden = new Set(hidden);
    const map = this.#map;
    if (map?.isStyleLoaded() || map?.getLayer("background")) this.#applyHidden(map);
  }

  #applyHidden(map: Canvas): void {
    for (const [layer, styled] of Object.entries(BASE_LAYERS) as [Layer, readonly string[]][]) {
      const visibility = this.#hidden.has(layer) ? "none" : "visible";
      for (const id of styled) if (map.getLayer(id)) map.setLayoutProperty(id, "visibility", visibility);
    }
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

  /** The type may be larger or smaller now; so are the map's signs and words. */
  hearType(): void {
    if (this.#map && typeScale() !== this.#scale) this.#build();
  }

  /** Flies there; jumps for people who want less motion. */
  focus(position: Position, zoom?: number): void {
    const map = this.#map;
    if (!map) {
      this.#firstLook = { position, ...(zoom === undefined ? {} : { zoom }) };
      return;
    }
    const close = zoom ?? Math.max(map.getZoom(), CLOSE_UP);
    // The end of another flight is not the end of this one, and a jump ends before it is told.
    map.stop();
    this.#flightTo = position;
    map.once("moveend", () => {
      this.#flightTo = null;
    });
    map.flyTo({ center: [position.lon, position.lat], zoom: close, duration: 900 });
  }

  /** Keeps a moving unit in the middle, as close as the map is now, or streets where it is far. */
  follow(position: Position): void {
    const map = this.#map;
    if (!map) return;
    const center: [number, number] = [position.lon, position.lat];
    const [x, y] = [map.project(center), map.project(map.getCenter())].map((at) => [at.x, at.y] as const);
    // Nothing is redrawn for a step that nobody would see.
    if (x && y && Math.hypot(x[0] - y[0], x[1] - y[1]) < 2 && map.getZoom() >= FOLLOWED) return;
    map.easeTo({ center, zoom: Math.max(map.getZoom(), FOLLOWED), duration: 400 });
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
    this.#sharpness?.end();
    this.#feeds.close();
    this.#map?.remove();
    this.#map = null;
  }

  #build(): void {
    const { container, region, events, title, drawing } = this.#options;
    const old = this.#map;
    const camera = old ? { center: old.getCenter(), zoom: old.getZoom() } : null;
    this.#sharpness?.end();
    old?.remove();
    this.#map = null;
    this.#feeds.detach();
    this.#scale = typeScale();
    const style = mapStyle(region, tilesUrl(region.tiles_version), palettes[this.#theme]);
    style.layers = grown(style.layers, this.#scale);
    try {
      const map = new Canvas({
        container,
        style,
        ...(camera ?? { bounds: region.bounds, fitBoundsOptions: { padding: 24 } }),
        minZoom: Math.max(0, region.min_zoom - 1),
        maxZoom: 19,
        maxPitch: 0,
        dragRotate: false,
        pitchWithRotate: false,
        attributionControl: false,
        ...(drawing === "processor" ? BY_PROCESSOR : {}),
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
    const { drawing } = this.#options;
    withoutSky(map);
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new ScaleControl({ maxWidth: 120, unit: "metric" }), "bottom-right");
    map.setMissingStyleImageResolver((id) => {
      const drawn = drawIcon(id, palette);
      const stretched = id === "pill" ? PILL : {};
      if (drawn && !map.hasImage(id))
        map.addImage(id, drawn, { pixelRatio: PIXEL_RATIO / this.#scale, ...stretched });
    });
    map.on("load", () => this.#feeds.attach(map));
    map.on("styledata", () => {
      if (this.#hidden.size > 0) this.#applyHidden(map);
    });
    map.on("click", (event) => this.#clicked(map, event));
    map.on("movestart", ({ originalEvent }) => {
      if (originalEvent) this.#options.events.moved?.();
    });
    const sharpness = drawing === "processor" ? new Sharpness((pixels) => drawAt(map, pixels)) : null;
    this.#sharpness = sharpness;
    map.on("move", ({ originalEvent }) => {
      if (originalEvent) sharpness?.moves();
      if (this.#pickOnly && document.activeElement === map.getCanvas()) this.#tellCursor(this.centre());
    });
    map.on("mousemove", ({ point, lngLat }) => {
      if (this.#pickOnly) this.#tellCursor({ lat: lngLat.lat, lon: lngLat.lng });
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

  #tellCursor(at: Position | null): void {
    if (at) this.#options.events.cursor?.(at);
  }

  /** Metres that stand for as many pixels as still count as the same place. */
  #nearM(map: Canvas): number {
    const { lat } = map.getCenter();
    return (Math.cos((lat * Math.PI) / 180) * METRES_PER_PX * 2 * REACH_PX) / 2 ** map.getZoom();
  }

  #rebuild(): void {
    const now = performance.now();
    this.#rebuiltAt = [...this.#rebuiltAt.filter((at) => now - at < REBUILDS_WITHIN_MS), now];
    // MapLibre is in the middle of telling us; it can be taken down once it has finished.
    setTimeout(() => {
      if (this.#closed) return;
      if (this.#rebuiltAt.length > REBUILDS) this.#options.events.lost();
      else {
        this.#build();
        if (this.#map) this.#options.events.restored?.();
      }
    });
  }

  /** Arrows, + and − are MapLibre's own. */
  #pressed(event: KeyboardEvent): void {
    const centre = this.centre();
    const { events } = this.#options;
    if (event.key === "Enter" && centre && this.#map) {
      event.stopPropagation();
      event.preventDefault();
      events.pick(centre, this.#nearM(this.#map));
    } else if (event.key === "Backspace") {
      events.unpick?.();
    } else if (event.key === "Escape") {
      // Leaving the map is no answer to whatever else waits for Escape.
      event.stopPropagation();
      if (!events.leave?.()) this.#map?.getCanvas().blur();
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
    if (under?.layer.id === CLICKABLE.clusters) void this.#open(map, under);
    else if (typeof id !== "string") events.pick({ lat: lngLat.lat, lon: lngLat.lng }, this.#nearM(map));
    else if (under?.layer.id === CLICKABLE.incidents) events.incident(id);
    else events.unit(id);
  }

  /** Goes as close as the counted units come apart. */
  async #open(map: Canvas, cluster: MapGeoJSONFeature): Promise<void> {
    const source = map.getSource<GeoJSONSource>("waiting");
    const [lon, lat] = cluster.geometry.type === "Point" ? cluster.geometry.coordinates : [];
    if (!source || lon === undefined || lat === undefined) return;
    const zoom = await source.getClusterExpansionZoom(Number(cluster.properties.cluster_id));
    map.easeTo({ center: [lon, lat], zoom, duration: 300 });
  }
}
