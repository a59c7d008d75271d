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
};

export const mapWords: Record<Language, typeof id> = { id, en };
