// What can be switched off on the map. Each switch holds all of a thing: its icons, labels, circles, counts and rings.

export const LAYERS = ["units", "incidents", "ways", "closures", "stations", "names", "buildings"] as const;
export type Layer = (typeof LAYERS)[number];

/** The basemap's own style layers that a switch holds; what happens in the room is left out by its data instead. */
export const BASE_LAYERS: Partial<Record<Layer, readonly string[]>> = {
  names: ["house numbers", "water names", "street names", "lakes", "poi", "stops", "villages", "towns"],
  buildings: ["building"],
};

const isLayer = (name: unknown): name is Layer => LAYERS.some((layer) => layer === name);

const key = (desk: string) => `sigap.map-hidden.${desk}`;

/** What this desk has switched off, as it was left. */
export function keptHidden(desk: string): Layer[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(desk)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isLayer) : [];
  } catch {
    return [];
  }
}

export function keepHidden(desk: string, hidden: Iterable<Layer>): void {
  localStorage.setItem(key(desk), JSON.stringify([...hidden]));
}
