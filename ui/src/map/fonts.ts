/**
 * The families of the map's labels. MapLibre takes the weight from the first family's name and draws with local
 * fonts, for the style names no glyph files. No font is called "Semibold", so those letters are Inter's too.
 */
export const REGULAR = ["Inter", "Noto Sans"];
export const SEMIBOLD = ["Semibold", "Inter", "Noto Sans"];

/** What the icons' numbers are written in. */
export const ICON_FONT = "700 15px Inter, 'Noto Sans', sans-serif";
