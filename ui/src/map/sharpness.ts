// How sharp the map is drawn where a program draws it, pixel by pixel: coarse while it is moved by hand, sharp at rest.

/** Half as many pixels each way are a quarter of the work. */
const COARSE = 0.5;
const SHARP = 1;
/** It rests once nobody has moved it for so long, ms. */
const REST_MS = 150;

export class Sharpness {
  #coarse = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `draws` is told how many pixels stand for one of the screen's, each way. */
  constructor(readonly draws: (pixelRatio: number) => void) {}

  /** Somebody moves the map. */
  moves(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#set(false), REST_MS);
    this.#set(true);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #set(coarse: boolean): void {
    if (coarse === this.#coarse) return;
    this.#coarse = coarse;
    this.draws(coarse ? COARSE : SHARP);
  }
}
