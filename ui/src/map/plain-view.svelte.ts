// Where a plain map looks: web Mercator, in pixels of the screen.

import type { Position as Coordinates } from "geojson";
import type { Position } from "../generated/Position";

/** The world's width at zoom 0, pixels. */
const WORLD_PX = 512;
const STEP_PX = 80;
/** What is farther off what is drawn than this is not drawn either, pixels: a label may reach in. */
const EDGE_PX = 40;

const mercator = ([lon = 0, lat = 0]: Coordinates): [number, number] => [
  (lon + 180) / 360,
  0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI),
];

const inverse = (x: number, y: number): Position => ({
  lon: x * 360 - 180,
  lat: (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI,
});

/** What is in the middle, in parts of the world's width, and how near it is looked at. */
export type Camera = { readonly x: number; readonly y: number; readonly zoom: number };

export class PlainView {
  width = $state(600);
  height = $state(400);
  #own = $state.raw<Camera | null>(null);
  readonly #bounds: readonly [number, number, number, number];

  constructor(bounds: readonly [number, number, number, number]) {
    this.#bounds = bounds;
  }

  /** The whole region, until somebody moves. */
  get camera(): Camera {
    if (this.#own) return this.#own;
    const [west, south, east, north] = this.#bounds;
    const [x1, y1] = mercator([west, north]);
    const [x2, y2] = mercator([east, south]);
    const fit = Math.min(this.width / (x2 - x1), this.height / (y2 - y1)) / WORLD_PX;
    return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, zoom: Math.log2(fit) - 0.1 };
  }

  get zoom(): number {
    return this.camera.zoom;
  }

  get #scale(): number {
    return WORLD_PX * 2 ** this.camera.zoom;
  }

  get centre(): Position {
    return inverse(this.camera.x, this.camera.y);
  }

  /** Metres that stand for a dozen pixels. */
  get nearM(): number {
    return (40_075_000 * Math.cos((this.centre.lat * Math.PI) / 180) * 12) / this.#scale;
  }

  /** Where a place is on the screen. */
  at(place: Coordinates): [number, number] {
    const [x, y] = mercator(place);
    const { x: cx, y: cy } = this.camera;
    return [(x - cx) * this.#scale + this.width / 2, (y - cy) * this.#scale + this.height / 2];
  }

  /** How far what a camera showed has moved on the screen since, pixels; both look equally near. */
  between(was: Camera): [number, number] {
    const { x, y } = this.camera;
    return [(was.x - x) * this.#scale, (was.y - y) * this.#scale];
  }

  /** Whether this point is on the screen, at most so far off it, or so near that its label may be. */
  shows(px: number, py: number, off = 0): boolean {
    const edge = EDGE_PX + off;
    return px > -edge && py > -edge && px < this.width + edge && py < this.height + edge;
  }

  /** What place is at this point of the screen. */
  under(px: number, py: number): Position {
    const { x, y } = this.camera;
    return inverse(x + (px - this.width / 2) / this.#scale, y + (py - this.height / 2) / this.#scale);
  }

  look({ lon, lat }: Position, zoom = Math.max(this.zoom, 14)): void {
    const [x, y] = mercator([lon, lat]);
    this.#own = { x, y, zoom };
  }

  shift(dx: number, dy: number): void {
    const { x, y, zoom } = this.camera;
    this.#own = { x: x + dx / this.#scale, y: y + dy / this.#scale, zoom };
  }

  zoomBy(steps: number): void {
    const camera = this.camera;
    this.#own = { ...camera, zoom: Math.min(19, Math.max(4, camera.zoom + steps)) };
  }

  fit(): void {
    this.#own = null;
  }

  /** Moves by a key of the keyboard. Answers whether it was one. */
  keyed(key: string): boolean {
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.shift(-STEP_PX, 0),
      ArrowRight: () => this.shift(STEP_PX, 0),
      ArrowUp: () => this.shift(0, -STEP_PX),
      ArrowDown: () => this.shift(0, STEP_PX),
      "+": () => this.zoomBy(1),
      "=": () => this.zoomBy(1),
      "-": () => this.zoomBy(-1),
    };
    const move = moves[key];
    move?.();
    return move !== undefined;
  }
}
