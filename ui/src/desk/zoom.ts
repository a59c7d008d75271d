// How close the map looks at a place.

import type { Fix } from "../generated/Fix";

/** Half the height of the map that an uncertainty circle should fill at most, pixels. */
const CIRCLE_PX = 220;
/** Metres a pixel stands for at zoom 0 on the equator, with tiles of 512 pixels. */
const METRES_PER_PX = 78_271.5;

/** The zoom at which the whole circle of a fix is seen, and streets where it is small. */
export function zoomFor(fix: Fix): number {
  const metres = Math.cos((fix.position.lat * Math.PI) / 180) * METRES_PER_PX;
  return Math.min(15.5, Math.log2((metres * CIRCLE_PX) / Math.max(1, fix.radius_m)));
}
