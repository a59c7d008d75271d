import type { Language } from "../generated/Language";

const id = {
  map: "Peta",
  keys: "Panah menggeser, + dan − memperbesar, Enter memilih titik di tengah, Esc keluar dari peta.",
  closer: "Perbesar",
  further: "Perkecil",
  wholeRegion: "Seluruh wilayah",
  missing: "Peta tidak tersedia, semua tetap bisa dikerjakan dari daftar.",
  missingWhy: "Layar ini tidak dapat menggambar peta (WebGL tidak ada atau terputus).",
  tryAgain: "Coba lagi",
  second: "d",
  minute: "m",
  hour: "j",
};

const en: typeof id = {
  map: "Map",
  keys: "Arrows move, + and − zoom, Enter picks the place in the middle, Esc leaves the map.",
  closer: "Zoom in",
  further: "Zoom out",
  wholeRegion: "Whole region",
  missing: "The map is not available; everything can still be done from the lists.",
  missingWhy: "This screen cannot draw the map (WebGL is absent or was lost).",
  tryAgain: "Try again",
  second: "s",
  minute: "m",
  hour: "h",
};

export const mapWords: Record<Language, typeof id> = { id, en };

/** How long ago `at` was, as short as a label on a map has to be. */
export function shortAge(at: number, now: number, words: typeof id): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) return `${seconds} ${words.second}`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} ${words.minute}` : `${Math.floor(minutes / 60)} ${words.hour}`;
}
