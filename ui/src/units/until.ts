// A time of day as the next instant that has it.

import { dateFormat } from "../look/intl";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The next time after `now` that a clock in this zone shows `typed` (`14:30`); null where nothing is typed. */
export function untilAt(typed: string, now: number, timeZone: string): number | null {
  const read = /^(\d{1,2}):(\d{2})$/.exec(typed.trim());
  if (!read) return null;
  const wanted = Number(read[1]) * 60 + Number(read[2]);
  const parts = dateFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
  const [hour = "0", minute = "0"] = parts.format(now).split(":");
  const shown = Number(hour) * 60 + Number(minute);
  const ahead = (wanted - shown) * MINUTE_MS;
  return now - (now % MINUTE_MS) + (ahead > 0 ? ahead : ahead + DAY_MS);
}
