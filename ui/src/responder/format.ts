import type { Language } from "../generated/Language";
import type { Personal } from "../generated/Personal";
import { dateFormat, numberFormat } from "../look/intl";

const locale = (language: Language) => (language === "id" ? "id-ID" : "en-GB");

/** `2,1 km`; below a kilometre in tens of metres. */
export function distance(metres: number, language: Language): string {
  if (metres < 1000) return `${Math.round(metres / 10) * 10} m`;
  const km = numberFormat(locale(language), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return `${km.format(metres / 1000)} km`;
}

/** Whole minutes, never none. */
export function minutes(seconds: number): number {
  return Math.max(1, Math.round(seconds / 60));
}

/** The time of day where the region is: `00.31.42`. */
export function timeOfDay(at: number, zone: string, language: Language, seconds = false): string {
  return dateFormat(locale(language), {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" } : {}),
    hourCycle: "h23",
  }).format(at);
}

/** Text about a person; one that the law had erased says so. */
export function said(text: Personal, erased: string): string {
  return text.personal ?? erased;
}
