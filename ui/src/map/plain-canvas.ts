// The plain map's picture: drawn now and then, larger than what is seen of it, and moved as a whole while somebody pans.

import type { Position as Coordinates } from "geojson";
import { type IconName, paths } from "../look/icons";
import { declutter } from "./declutter";
import type { MapFeature, Properties } from "./diff";
import type { Palette, Ring } from "./palette";
import type { Camera, PlainView } from "./plain-view.svelte";

/** So much more than what is seen is drawn on each side, pixels: so far it is panned before it is drawn again. */
const MARGIN_PX = 200;
/** Sharper than this is not told apart, and costs with the square. */
const SHARPEST = 2;
/** How far below each other the units of one place are drawn, pixels. */
const SLOT_PX = 15;
/** What is this near the middle of a thing means it, pixels. */
const NEAR_PX = 11;
/** Stations are named from here on. */
const STATIONS_NAMED = 13;
/** Whose labels come first; units that wait come last. */
const RANKS = ["draft", "incident", "unit", "closure", "limit", "point", "station"];
/** Half the width and height of what stands for a thing, with its sign beside it, pixels. */
const STAMP_PX = 26;
const LABEL_PX = 12;
const STALE = 0.65;

/** What there is to draw, what lies below first. */
export type Scene = {
  drawn: readonly MapFeature[];
  colours: Palette;
  /** A pixel of the design on this screen: large type has larger ones. */
  scale: number;
};

/** A thing at its place on the picture. */
export type Spot = {
  id: string;
  kind: string;
  x: number;
  y: number;
  icon: string;
  label: string;
  stale: boolean;
  rank: number;
};

export class PlainCanvas {
  #camera: Camera | null = null;
  #spots: readonly Spot[] = [];
  #scale = 1;
  #stamps = new Map<string, HTMLCanvasElement>();
  /** What the stamps were drawn for. */
  #stamped = "";

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly view: PlainView,
  ) {}

  /** Moves the picture to where the view looks now. Answers whether it shows all that is seen there. */
  follow(): boolean {
    const from = this.#camera;
    const to = this.view.camera;
    if (!from || from.zoom !== to.zoom) return false;
    const [x, y] = this.view.between(from);
    this.canvas.style.transform = `translate(${x}px, ${y}px)`;
    return Math.max(Math.abs(x), Math.abs(y)) < MARGIN_PX;
  }

  /** Draws all of it anew. */
  draw(scene: Scene): void {
    const ctx = this.#fresh(scene);
    if (!ctx) return;
    this.#camera = this.view.camera;
    this.canvas.style.transform = "";
    for (const feature of scene.drawn) this.#shape(ctx, feature, scene.colours);
    this.#spots = spotsOf(scene, this.view);
    const written = declutter(this.#spots);
    ctx.font = `${LABEL_PX * scene.scale}px ${getComputedStyle(this.canvas).fontFamily}`;
    ctx.lineJoin = "round";
    ctx.textBaseline = "middle";
    // What is pressing is drawn last, on top.
    for (let i = this.#spots.length - 1; i >= 0; i -= 1) {
      const spot = this.#spots[i];
      if (spot) this.#spot(ctx, spot, written[i] === true, scene);
    }
  }

  /** The unit or incident at this point of what is seen, whatever lies on top. */
  under(px: number, py: number): Spot | undefined {
    const [dx, dy] = this.#camera ? this.view.between(this.#camera) : [0, 0];
    return this.#spots.find(
      ({ kind, x, y }) =>
        (kind === "unit" || kind === "incident") &&
        Math.hypot(x + dx - px, y + dy - py) <= NEAR_PX * this.#scale,
    );
  }

  /** The canvas, empty, with its origin where the view's is. */
  #fresh({ colours, scale }: Scene): CanvasRenderingContext2D | null {
    const ratio = pixelRatio();
    const [width, height] = [this.view.width, this.view.height].map((px) =>
      Math.round((px + 2 * MARGIN_PX) * ratio),
    ) as [number, number];
    const { canvas } = this;
    const ctx = canvas.getContext("2d");
    if (!ctx) return null;
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      Object.assign(canvas.style, {
        left: `${-MARGIN_PX}px`,
        top: `${-MARGIN_PX}px`,
        width: `${width / ratio}px`,
        height: `${height / ratio}px`,
      });
    }
    const stamped = `${colours.land} ${ratio} ${scale}`;
    if (this.#stamped !== stamped) this.#stamps.clear();
    this.#stamped = stamped;
    this.#scale = scale;
    ctx.resetTransform();
    ctx.clearRect(0, 0, width, height);
    ctx.setTransform(ratio, 0, 0, ratio, MARGIN_PX * ratio, MARGIN_PX * ratio);
    return ctx;
  }

  #shape(ctx: CanvasRenderingContext2D, { geometry, properties }: MapFeature, colours: Palette): void {
    if (geometry.type === "Point" || !("coordinates" in geometry)) return;
    const lines = linesOf(geometry.type, geometry.coordinates);
    if (lines.length === 0) return;
    ctx.beginPath();
    for (const line of lines) {
      line.forEach((place, i) => {
        const [x, y] = this.view.at(place);
        if (i === 0) ctx.moveTo(x, y);
        else ctx.lineTo(x, y);
      });
    }
    const colour = colourOf(properties, colours);
    if (geometry.type.endsWith("Polygon")) {
      ctx.globalAlpha = properties.tone === undefined ? 0.14 : 0.5;
      ctx.fillStyle = colour;
      ctx.fill();
      ctx.globalAlpha = 1;
      if (properties.tone !== undefined) return;
    }
    ctx.strokeStyle = colour;
    ctx.lineWidth = geometry.type.endsWith("Polygon") ? 1 : 2.5;
    ctx.stroke();
  }

  #spot(ctx: CanvasRenderingContext2D, spot: Spot, written: boolean, { colours, scale }: Scene): void {
    const ratio = pixelRatio();
    const stamp = this.#stamp(spot.icon, colours, scale);
    ctx.globalAlpha = spot.stale ? STALE : 1;
    // On whole pixels, where it is copied as it is.
    const whole = (px: number) => Math.round(px * ratio) / ratio;
    const half = STAMP_PX * scale;
    ctx.drawImage(
      stamp,
      whole(spot.x - half),
      whole(spot.y - half),
      stamp.width / ratio,
      stamp.height / ratio,
    );
    if (written && spot.label) {
      const x = spot.x + (spot.kind === "unit" ? 25 : 11) * scale;
      ctx.strokeStyle = colours.halo;
      ctx.lineWidth = 3 * scale;
      ctx.strokeText(spot.label, x, spot.y);
      ctx.fillStyle = colours.ink;
      ctx.fillText(spot.label, x, spot.y);
    }
    ctx.globalAlpha = 1;
  }

  /** What stands for a thing, drawn once for all that look the same. */
  #stamp(icon: string, colours: Palette, scale: number): HTMLCanvasElement {
    const kept = this.#stamps.get(icon);
    if (kept) return kept;
    const stamp = document.createElement("canvas");
    const ratio = pixelRatio();
    stamp.width = stamp.height = Math.round(2 * STAMP_PX * scale * ratio);
    const ctx = stamp.getContext("2d");
    if (ctx) {
      ctx.scale(ratio * scale, ratio * scale);
      ctx.translate(STAMP_PX, STAMP_PX);
      stampOf(ctx, icon.split(" "), colours);
    }
    this.#stamps.set(icon, stamp);
    return stamp;
  }
}

const pixelRatio = () => Math.min(devicePixelRatio, SHARPEST);

/** What can be seen, or so near that it may be before it is drawn again; what is pressing first. */
export function spotsOf({ drawn, scale }: Pick<Scene, "drawn" | "scale">, view: PlainView): Spot[] {
  const spots = drawn.flatMap(({ geometry, properties }): Spot[] => {
    if (geometry.type !== "Point") return [];
    const [x, y] = view.at(geometry.coordinates);
    if (!view.shows(x, y, MARGIN_PX)) return [];
    const icon = String(properties.icon ?? "point");
    const [kind = ""] = icon.split(" ");
    const silent = kind === "station" && view.zoom <= STATIONS_NAMED;
    return [
      {
        id: properties.id,
        kind,
        x,
        y: y + Number(properties.slot ?? 0) * SLOT_PX * scale,
        icon,
        label: silent ? "" : String(properties.label ?? "").replace("\n", " · "),
        stale: properties.stale === true,
        rank: properties.idle === true ? RANKS.length : RANKS.indexOf(kind),
      },
    ];
  });
  return spots.sort((a, b) => a.rank - b.rank);
}

function stampOf(
  ctx: CanvasRenderingContext2D,
  [kind = "", what = "", ring = ""]: string[],
  p: Palette,
): void {
  ctx.beginPath();
  ctx.arc(0, 0, kind === "incident" ? 9 : kind === "station" ? 3 : 6, 0, 2 * Math.PI);
  ctx.fillStyle = fillOf(kind, what, p);
  ctx.fill();
  ctx.strokeStyle = p.halo;
  ctx.lineWidth = 1.5;
  ctx.stroke();
  if (kind !== "unit") return;
  // A unit's status, by the sign that the desk's lists have for it.
  const name = ring === "out_of_service" ? "block" : (ring as Exclude<Ring, "out_of_service">);
  ctx.translate(10, -6);
  ctx.scale(0.75, 0.75);
  ctx.strokeStyle = p.ink;
  ctx.lineWidth = 2;
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.stroke(new Path2D(paths[name satisfies IconName]));
}

function fillOf(kind: string, what: string, { service, family, closed, station, ink }: Palette): string {
  if (kind === "unit") return service[what as keyof typeof service] ?? ink;
  if (kind === "incident" || kind === "draft") return family[what as keyof typeof family] ?? ink;
  return kind === "closure" || kind === "limit" ? closed : station;
}

/** A line or an area in the colour that it has on the whole map. */
function colourOf({ slow, tone, service, family }: Properties, p: Palette): string {
  if (typeof slow === "boolean") return slow ? p.slow : p.closed;
  const known = { ...p.coverage, ...p.family, ...p.service };
  return known[(tone ?? service ?? family) as keyof typeof known] ?? p.focus;
}

function linesOf(type: string, coordinates: unknown): Coordinates[][] {
  switch (type) {
    case "LineString":
      return [coordinates as Coordinates[]];
    case "MultiLineString":
    case "Polygon":
      return coordinates as Coordinates[][];
    case "MultiPolygon":
      return (coordinates as Coordinates[][][]).flat();
    default:
      return [];
  }
}
