// How long a unit has been what it is.

import type { UnitView } from "../generated/UnitView";
import { age, running } from "../look/format";
import type { Words } from "../words/id";
import type { UnitWords } from "./words";

const MINUTE_S = 60;

/** To the second while it is on a task, where a late one is told by seconds; whoever waits is told by minutes. */
export function since({ since, status }: UnitView, now: number, t: Words, w: UnitWords): string {
  const seconds = (now - since) / 1000;
  if (status) return running(seconds, t);
  return seconds < MINUTE_S ? w.justNow : age(seconds, t);
}
