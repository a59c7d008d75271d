// Times, distances and numbers as people write them.

import type { Words } from "../words/id";
import { dateFormat, numberFormat } from "./intl";

/** Seconds as a running clock: 0:38, 12:05, 3 j 02. */
export function running(seconds: number, t: Words): string {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${pad(whole % 60)}`;
  return `${Math.floor(minutes / 60)} ${t.short.hour} ${pad(minutes % 60)}`;
}

/** Seconds as an age: 8 d, 6 m, 3 j. */
export function age(seconds: number, t: Words): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} ${t.short.second}`;
  if (whole < 3600) return `${Math.floor(whole / 60)} ${t.short.minute}`;
  return `${Math.floor(whole / 3600)} ${t.short.hour}`;
}

/** Metres: 180 m, 2,1 km in Indonesian, 2.1 km in English. */
export function distance(metres: number, t: Words, language: string): string {
  if (metres < 995) return `${Math.round(metres / 10) * 10} ${t.short.metre}`;
  const kilometres = numberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return `${kilometres.format(metres / 1000)} ${t.short.kilometre}`;
}

/** An instant as a clock in the region's time zone: 00:31:42. */
export function clock(at: number, timeZone: string): string {
  const parts = dateFormat("en-GB", { timeZone, timeStyle: "medium", hour12: false });
  return parts.format(at);
}

/** An instant's day in the region's time zone: Min 22 Nov. */
export function day(at: number, timeZone: string, language: string): string {
  const parts = dateFormat(language, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  return parts.format(at);
}

/** The time zone's own name: WIB, WITA, WIT where Indonesian has one, else as people there write it: CET, AEDT, EST. */
export function zone(at: number, timeZone: string): string {
  const names = ["id", "en-GB", "en-AU", "en-US"].map((locale) => {
    const parts = dateFormat(locale, { timeZone, timeZoneName: "short" }).formatToParts(at);
    return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
  });
  return names.find((name) => /^\p{L}+$/u.test(name)) ?? names[0] ?? timeZone;
}

/** Degrees with five decimals, which is a metre. */
export function degrees(position: { lat: number; lon: number }, language: string): string {
  const number = numberFormat(language, { minimumFractionDigits: 5, maximumFractionDigits: 5 });
  return `${number.format(position.lat)} · ${number.format(position.lon)}`;
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}
