import type { Family } from "../generated/Family";
import type { Service } from "../generated/Service";
import { paths } from "../look/icons";
import { ICON_FONT } from "./fonts";
import type { Palette, Ring } from "./palette";
import { glyphs, outline } from "./shapes";

/** Icons are drawn at twice their size, for sharp screens. */
export const PIXEL_RATIO = 2;

type Draw = (ctx: CanvasRenderingContext2D, size: number) => void;

/** Draws with the origin in the middle. */
function image(size: number, draw: Draw): ImageData | null {
  const canvas = document.createElement("canvas");
  canvas.width = size * PIXEL_RATIO;
  canvas.height = size * PIXEL_RATIO;
  const ctx = canvas.getContext("2d");
  if (!ctx) return null;
  ctx.scale(PIXEL_RATIO, PIXEL_RATIO);
  ctx.translate(size / 2, size / 2);
  draw(ctx, size);
  return ctx.getImageData(0, 0, canvas.width, canvas.height);
}

/** Statuses differ by the ring's line as well as by its colour. */
const rings: Record<Ring, { width: number; dash: number[]; double?: boolean }> = {
  available: { width: 1.5, dash: [] },
  notified: { width: 2, dash: [2, 3] },
  acknowledged: { width: 2, dash: [6, 2] },
  en_route: { width: 2.5, dash: [] },
  on_scene: { width: 1.3, dash: [], double: true },
  transporting: { width: 2.5, dash: [9, 3] },
  at_hospital: { width: 1.3, dash: [], double: true },
  out_of_service: { width: 1.5, dash: [1, 3] },
};

function unit(p: Palette, service: Service, ring: Ring, stale: boolean): ImageData | null {
  return image(36, (ctx) => {
    const body = outline(service, 8.5);
    ctx.fillStyle = p.halo;
    ctx.fill(outline(service, 13.5));
    const idle = stale || ring === "out_of_service";
    ctx.fillStyle = idle ? p.stale : p.service[service];
    ctx.fill(body);
    ctx.fillStyle = p.onColour;
    ctx.fill(glyphs[service], "evenodd");
    const { width, dash, double } = rings[ring];
    ctx.strokeStyle = stale ? p.stale : p.ring[ring];
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    ctx.stroke(outline(service, 12));
    if (double) ctx.stroke(outline(service, 14.2));
    if (ring === "out_of_service") strike(ctx, p);
    else if (ring !== "available") sign(ctx, p, ring, stale ? p.stale : p.ring[ring]);
  });
}

/** What a unit does, by the sign that the board and its incident show too; whoever is ready has none. */
function sign(
  ctx: CanvasRenderingContext2D,
  p: Palette,
  ring: Exclude<Ring, "out_of_service">,
  colour: string,
): void {
  const scale = 0.62;
  ctx.save();
  ctx.setLineDash([]);
  ctx.translate(10, 10);
  disc(ctx, 8);
  ctx.fillStyle = p.halo;
  ctx.fill();
  disc(ctx, 6.8);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.scale(scale, scale);
  ctx.translate(-8, -8);
  ctx.strokeStyle = p.onColour;
  ctx.lineWidth = 1.5 / scale;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.stroke(new Path2D(paths[ring]));
  ctx.restore();
}

/** A bar across a unit that can't be sent. */
function strike(ctx: CanvasRenderingContext2D, p: Palette): void {
  ctx.setLineDash([]);
  for (const [colour, width] of [
    [p.halo, 5],
    [p.ink, 2],
  ] as const) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(-9, 9);
    ctx.lineTo(9, -9);
    ctx.stroke();
  }
}

function disc(ctx: CanvasRenderingContext2D, radius: number): void {
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, 2 * Math.PI);
}

function incident(p: Palette, family: Family, priority: string, selected: boolean): ImageData | null {
  return image(44, (ctx) => {
    if (selected) {
      disc(ctx, 19.5);
      ctx.strokeStyle = p.focus;
      ctx.lineWidth = 3;
      ctx.stroke();
    }
    disc(ctx, 14.5);
    ctx.fillStyle = p.onColour === "#ffffff" ? "#ffffff" : p.ink;
    ctx.fill();
    disc(ctx, 12.5);
    ctx.fillStyle = p.family[family];
    ctx.fill();
    ctx.fillStyle = p.onColour;
    ctx.font = ICON_FONT;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(priority, 0, 1);
  });
}

function draft(p: Palette, family: Family): ImageData | null {
  return image(40, (ctx, size) => {
    ctx.translate(0, size / 2 - 1);
    ctx.beginPath();
    ctx.moveTo(0, 0);
    ctx.bezierCurveTo(-5, -9, -12, -14, -12, -23);
    ctx.arc(0, -23, 12, Math.PI, 0);
    ctx.bezierCurveTo(12, -14, 5, -9, 0, 0);
    ctx.fillStyle = p.family[family];
    ctx.strokeStyle = p.halo;
    ctx.lineWidth = 2;
    ctx.fill();
    ctx.stroke();
    ctx.translate(0, -23);
    disc(ctx, 4.5);
    ctx.fillStyle = p.onColour;
    ctx.fill();
  });
}

function station(p: Palette, service: Service | "hospital"): ImageData | null {
  return image(18, (ctx) => {
    ctx.beginPath();
    ctx.roundRect(-7.5, -7.5, 15, 15, 3);
    ctx.fillStyle = p.halo;
    ctx.strokeStyle = p.station;
    ctx.lineWidth = 1.2;
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = p.station;
    ctx.scale(0.9, 0.9);
    ctx.fill(glyphs[service], "evenodd");
  });
}

function closure(p: Palette): ImageData | null {
  return image(24, (ctx) => {
    disc(ctx, 11);
    ctx.fillStyle = p.halo;
    ctx.fill();
    disc(ctx, 9.5);
    ctx.fillStyle = p.closed;
    ctx.fill();
    ctx.fillStyle = "#ffffff";
    ctx.fillRect(-6, -2, 12, 4);
  });
}

/** The sign of a limit: how many km/h are left. */
function limit(p: Palette, kmh: string): ImageData | null {
  return image(26, (ctx) => {
    disc(ctx, 12);
    ctx.fillStyle = p.halo;
    ctx.fill();
    disc(ctx, 9.2);
    ctx.fillStyle = "#ffffff";
    ctx.fill();
    ctx.strokeStyle = p.slow;
    ctx.lineWidth = 3.2;
    ctx.stroke();
    ctx.fillStyle = "#1a1a1a";
    ctx.font = ICON_FONT;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(kmh, 0, 0.5, 13);
  });
}

/** A service's sign alone, for counts. */
function glyph(p: Palette, service: Service): ImageData | null {
  return image(14, (ctx) => {
    ctx.fillStyle = p.service[service];
    ctx.fill(outline(service, 6.6));
    ctx.fillStyle = p.onColour;
    ctx.scale(0.68, 0.68);
    ctx.fill(glyphs[service], "evenodd");
  });
}

/** How a pill is stretched around what is written in it, pixels of the drawn image. */
export const PILL = {
  stretchX: [[18, 22]] as [number, number][],
  stretchY: [[18, 22]] as [number, number][],
  content: [8, 6, 32, 34] as [number, number, number, number],
};

/** What counts are written on. */
function pill(p: Palette): ImageData | null {
  return image(20, (ctx) => {
    ctx.beginPath();
    ctx.roundRect(-9, -9, 18, 18, 7);
    ctx.fillStyle = p.halo;
    ctx.strokeStyle = p.station;
    ctx.lineWidth = 1.3;
    ctx.fill();
    ctx.stroke();
  });
}

function heading(p: Palette): ImageData | null {
  return image(48, (ctx) => {
    ctx.beginPath();
    ctx.moveTo(0, -23);
    ctx.lineTo(6, -15);
    ctx.lineTo(-6, -15);
    ctx.closePath();
    ctx.fillStyle = p.ink;
    ctx.strokeStyle = p.halo;
    ctx.lineWidth = 2;
    ctx.stroke();
    ctx.fill();
  });
}

/** Crosses in a row, along a closed road. */
function crosses(p: Palette): ImageData | null {
  return image(12, (ctx, size) => {
    const edge = size / 2;
    ctx.strokeStyle = p.closed;
    ctx.lineWidth = 1.4;
    for (const y of [-edge + 0.8, edge - 0.8]) {
      ctx.beginPath();
      ctx.moveTo(-edge, y);
      ctx.lineTo(edge, y);
      ctx.stroke();
    }
    ctx.lineWidth = 2;
    for (const side of [-1, 1]) {
      ctx.beginPath();
      ctx.moveTo(-4 * side, -4);
      ctx.lineTo(4 * side, 4);
      ctx.stroke();
    }
  });
}

/** Dots in a row, along a slow road. */
function dots(p: Palette): ImageData | null {
  return image(10, (ctx, size) => {
    ctx.fillStyle = p.halo;
    ctx.fillRect(-size / 2, -size / 2, size, size);
    ctx.fillStyle = p.slow;
    disc(ctx, 3.4);
    ctx.fill();
  });
}

/** Slanting lines, over a closed or slow area. */
function hatching(colour: string): ImageData | null {
  return image(12, (ctx) => {
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.5;
    for (const shift of [-12, 0, 12]) {
      ctx.beginPath();
      ctx.moveTo(-6 + shift - 2, 6 + 2);
      ctx.lineTo(6 + shift + 2, -6 - 2);
      ctx.stroke();
    }
  });
}

/** Slanting lines the other way, over what nobody reaches. */
function unreached(p: Palette): ImageData | null {
  return image(8, (ctx) => {
    ctx.strokeStyle = p.coverage.beyond;
    ctx.lineWidth = 1.6;
    for (const shift of [-8, 0, 8]) {
      ctx.beginPath();
      ctx.moveTo(-4 + shift - 2, -4 - 2);
      ctx.lineTo(4 + shift + 2, 4 + 2);
      ctx.stroke();
    }
  });
}

/** Draws the icon of this name, such as `unit fire en_route live`; null for a name that is nobody's. */
export function drawIcon(name: string, p: Palette): ImageData | null {
  const [kind, ...parts] = name.split(" ");
  const [first = "", second = "", third = ""] = parts;
  switch (kind) {
    case "unit":
      return first in p.service && second in p.ring
        ? unit(p, first as Service, second as Ring, third === "stale")
        : null;
    case "incident":
      return first in p.family ? incident(p, first as Family, second, third === "selected") : null;
    case "draft":
      return first in p.family ? draft(p, first as Family) : null;
    case "station":
      return first in glyphs ? station(p, first as keyof typeof glyphs) : null;
    case "closure":
      return closure(p);
    case "limit":
      return limit(p, first);
    case "dots":
      return dots(p);
    case "slow-hatching":
      return hatching(p.slow);
    case "glyph":
      return first in p.service ? glyph(p, first as Service) : null;
    case "pill":
      return pill(p);
    case "nothing":
      return image(1, () => {});
    case "heading":
      return heading(p);
    case "crosses":
      return crosses(p);
    case "hatching":
      return hatching(p.closed);
    case "unreached":
      return unreached(p);
    default:
      return null;
  }
}
