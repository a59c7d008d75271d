// Which desk this is: its key lives as long as its tab, the name that somebody chose as long as the machine.

import type { Seat } from "../generated/Seat";
import { newId } from "./backend";

const SEAT = "sigap.seat";
const NAME = "sigap.desk-name";

/** What this tab sits down as; a new tab asks for the name that was last chosen on this machine. */
export function seat(): Seat {
  const kept = sessionStorage.getItem(SEAT);
  if (kept) return JSON.parse(kept) as Seat;
  const name = localStorage.getItem(NAME);
  return keep({ key: newId(), ...(name ? { name } : {}) });
}

/** Takes over what the room calls this desk. */
export function called(name: string): void {
  keep({ ...seat(), name });
}

/** What somebody chose: for this tab, and for the next one on this machine. */
export function choose(name: string): void {
  localStorage.setItem(NAME, name);
  called(name);
}

/** Asked by a tab that has just come, and answered by one that was there. */
type Word = { is: "here" | "taken"; key: string; tab: string };

/**
 * A tab that was duplicated brings the other's key along, and would be the same desk: whoever came later takes a key of its
 * own, and `moved` is told.
 */
export function alone(moved: () => void): void {
  const tab = newId();
  const channel = new BroadcastChannel(SEAT);
  const tell = (word: Word) => channel.postMessage(word);
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    const { key, name } = seat();
    if (data.key !== key) return;
    if (data.is === "here") tell({ is: "taken", key, tab: data.tab });
    else if (data.tab === tab) {
      keep({ key: newId(), ...(name ? { name } : {}) });
      moved();
    }
  };
  tell({ is: "here", key: seat().key, tab });
}

function keep(seat: Seat): Seat {
  sessionStorage.setItem(SEAT, JSON.stringify(seat));
  return seat;
}
