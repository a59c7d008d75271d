// The steps of a way in words.

import type { WayStep } from "../generated/WayStep";
import type { ResponderWords } from "./words";

/** What to do at a step: `Belok kiri ke Jl. Dr. Sutomo`. */
export function doing({ turn, name }: WayStep, words: ResponderWords): string {
  if (turn.is === "depart") return name ? words.follow(name) : words.turn.depart;
  const what = turn.is === "roundabout" && turn.exit !== null ? words.exit(turn.exit) : words.turn[turn.is];
  return name ? words.onto(what, name) : what;
}
