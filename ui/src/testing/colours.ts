/** Colours as numbers: contrast by WCAG 2.2, and what is left of them for eyes that lack a kind of cone. */

export type Sight = "trichromacy" | "protanopia" | "deuteranopia" | "tritanopia";
type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB. */
const SIGHTS: Record<Sight, Matrix> = {
  trichromacy: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Ottosson 2020: linear RGB to cone responses, and their cube roots to OKLab. */
const TO_CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_OKLAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

/** `#rrggbb` as linear light, each 0 to 1. */
function linear(hex: string): Triple {
  const part = (from: number) => {
    const share = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function times(matrix: Matrix, by: Triple): Triple {
  const row = ([a, b, c]: Triple) => a * by[0] + b * by[1] + c * by[2];
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

function each(triple: Triple, change: (part: number) => number): Triple {
  return [change(triple[0]), change(triple[1]), change(triple[2])];
}

/** WCAG 2.2's contrast ratio of two `#rrggbb`: 1 to 21. */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [less, more] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (more + 0.05) / (less + 0.05);
}

/** How far apart two `#rrggbb` look: the distance in OKLab, where 0.02 is just noticeable and black to white is 1. */
export function distance(a: string, b: string, sight: Sight): number {
  const seen = (hex: string) => {
    const light = each(times(SIGHTS[sight], linear(hex)), (part) => Math.min(1, Math.max(0, part)));
    return times(TO_OKLAB, each(times(TO_CONES, light), Math.cbrt));
  };
  const [one, other] = [seen(a), seen(b)];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** The colour tokens of a style sheet's theme: the last word on each is what counts. */
export function tokens(css: string, theme: "dark" | "light"): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, selector = "", body = ""] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const general = /:root\s*(,|$)/.test(selector.trim());
    if (!general && !selector.includes(`"${theme}"`)) continue;
    for (const [, name = "", value = ""] of body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*;/g))
      found.set(name, value);
  }
  return found;
}
