// A way in one line, to be read out to a crew.

import type { StreetLeg } from "../generated/StreetLeg";

/** More names than these nobody keeps in mind. */
const NAMES = 3;

/** The main streets of a way, in its order: `Jl. Ahmad Yani → Jl. Basuki Rahmat`; the longest, where there are many. */
export function mainStreets(streets: readonly StreetLeg[]): string {
  let told = joined(streets);
  while (told.length > NAMES) {
    const shortest = told.reduce((least, leg) => (leg.length_m < least.length_m ? leg : least));
    told = joined(told.filter((leg) => leg !== shortest));
  }
  return told.map((leg) => leg.name).join(" → ");
}

/** A street that goes on after what was left out is one street. */
function joined(streets: readonly StreetLeg[]): StreetLeg[] {
  const all: StreetLeg[] = [];
  for (const leg of streets) {
    const last = all.at(-1);
    if (last?.name === leg.name) all[all.length - 1] = { ...last, length_m: last.length_m + leg.length_m };
    else all.push(leg);
  }
  return all;
}
