// The map's signs and words grow with the type, as all else on the desk does: large by choice, and on screens of many pixels.

import type { LayerSpecification } from "maplibre-gl";

/** What is measured in pixels of the design; offsets of text are in its own size. */
const MEASURED = ["text-size", "icon-offset"] as const;

/** How much larger than the design the type is now. */
export function typeScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

/** The layers with their words, and how far signs stand apart, as many times as large. */
export function grown(layers: LayerSpecification[], times: number): LayerSpecification[] {
  if (times === 1) return layers;
  return layers.map((layer) => {
    if (layer.type !== "symbol") return layer;
    const layout: Record<string, unknown> = { ...layer.layout };
    for (const name of MEASURED) if (name in layout) layout[name] = larger(layout[name], times);
    return { ...layer, layout };
  });
}

/** A number, or an expression whose outputs are: what it depends on stays. */
function larger(value: unknown, times: number): unknown {
  if (typeof value === "number") return value * times;
  if (!Array.isArray(value)) return value;
  const grow = (one: unknown) => larger(one, times);
  switch (value[0]) {
    case "literal":
      return ["literal", (value[1] as unknown[]).map(grow)];
    case "interpolate":
      return value.map((one, at) => (at > 3 && at % 2 === 0 ? grow(one) : one));
    case "step":
      return value.map((one, at) => (at > 1 && at % 2 === 0 ? grow(one) : one));
    case "match":
      return value.map((one, at) => (at > 2 && (at % 2 === 1 || at === value.length - 1) ? grow(one) : one));
    default:
      return value.map(grow);
  }
}
