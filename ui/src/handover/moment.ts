import type { Language } from "../generated/Language";
import { dateFormat } from "../look/intl";

/** Day and time in the region's zone, as a log writes them: `21 Nov 20.55`. */
export function moment(at: number, zone: string, language: Language): string {
  const locale = language === "id" ? "id-ID" : "en-GB";
  const day = dateFormat(locale, { timeZone: zone, day: "numeric", month: "short" });
  const time = dateFormat(locale, {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return `${day.format(at)} ${time.format(at)}`;
}
