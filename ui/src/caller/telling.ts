// When a phone's reading is worth telling the room. A phone measures every second; the room needs the news.

import type { Doors, Heard, Told } from "./room";

/** No more often than this, milliseconds. */
export const EVERY_MS = 5_000;
/** And at least as often as this, so that the room knows that the phone is still there, milliseconds. */
export const AT_LEAST_MS = 60_000;
/** Metres of a degree of latitude. */
const METRES_PER_DEGREE = 111_195;

/** Whether a reading says more than the last one that was told. */
export function isNews(reading: Told, last: Told | null): boolean {
  if (!last) return true;
  const waited = reading.at - last.at;
  if (waited < EVERY_MS) return false;
  const finer = reading.accuracy_m < last.accuracy_m * 0.7;
  const moved = metres(reading, last) > Math.max(10, last.accuracy_m / 2);
  return finer || moved || waited >= AT_LEAST_MS;
}

function metres(a: Told, b: Told): number {
  const north = (a.lat - b.lat) * METRES_PER_DEGREE;
  const east = (a.lon - b.lon) * METRES_PER_DEGREE * Math.cos((a.lat * Math.PI) / 180);
  return Math.sqrt(north * north + east * east);
}

/** Tells the room one reading at a time; the latest wins, and what did not arrive is told again by the next. */
export class Telling {
  private last: Told | null = null;
  private busy = false;
  private readonly room: Doors;
  private readonly onheard: (heard: Heard, told: Told) => void;

  constructor(room: Doors, onheard: (heard: Heard, told: Told) => void) {
    this.room = room;
    this.onheard = onheard;
  }

  read(reading: Told): Promise<void> {
    if (this.busy || !isNews(reading, this.last)) return Promise.resolve();
    this.busy = true;
    return this.room.fix(reading).then((heard) => {
      this.busy = false;
      if (heard === "kept") this.last = reading;
      this.onheard(heard, reading);
    });
  }
}
