// Lengths are written as pixels of the design, and become rem here: what a browser, a desk's large-type key or a wide
// screen does to the root's font size then scales the whole desk, and nobody has to remember a unit.

/** The font size that the design is drawn at: one rem. */
const ROOT_PX = 16;
/** Hairlines and focus rings stay as thin as the screen draws them. */
const HAIRLINE_PX = 2;

const QUOTED_OR_LENGTH = /"[^"]*"|'[^']*'|url\([^)]*\)|(?<![\w-])(-?\d*\.?\d+)px\b/g;

/** `13px` as `0.8125rem`; names, addresses and hairlines as they are. */
export function toRem(value: string): string {
  return value.replace(QUOTED_OR_LENGTH, (whole, pixels: string | undefined) => {
    if (pixels === undefined || Math.abs(Number(pixels)) <= HAIRLINE_PX) return whole;
    return `${Number((Number(pixels) / ROOT_PX).toFixed(4))}rem`;
  });
}

/** The step of the CSS build that does so for every declaration; media queries keep their pixels. */
export const scaled = {
  postcssPlugin: "sigap-scale",
  Declaration(declaration: { value: string }): void {
    const value = toRem(declaration.value);
    if (value !== declaration.value) declaration.value = value;
  },
};
