import type { Tone } from "../coverage/cells";
import type { Family } from "../generated/Family";
import type { Service } from "../generated/Service";
import type { Theme } from "../look/theme.svelte";

/** What a unit's ring tells: its availability, or how far its assignment is. */
export type Ring =
  | "available"
  | "notified"
  | "acknowledged"
  | "en_route"
  | "on_scene"
  | "transporting"
  | "at_hospital"
  | "out_of_service";

/** The colours of the map. They repeat `look/tokens.css`, because neither WebGL nor a canvas can read CSS. */
export type Palette = {
  land: string;
  water: string;
  waterLine: string;
  green: string;
  built: string;
  building: string;
  buildingEdge: string;
  boundary: string;
  motorway: string;
  major: string;
  minor: string;
  path: string;
  roadEdge: string;
  place: string;
  street: string;
  waterName: string;
  halo: string;
  ink: string;
  station: string;
  stale: string;
  closed: string;
  closedText: string;
  /** Roads that are slow for now. */
  slow: string;
  slowText: string;
  focus: string;
  /** What is written on a service's or family's colour. */
  onColour: string;
  service: Record<Service, string>;
  /** How soon roads are reached: blue within the standard, amber after it; beyond, hatched too. */
  coverage: Record<Tone, string>;
  family: Record<Family, string>;
  ring: Record<Ring, string>;
};

const dark: Palette = {
  land: "#10161c",
  water: "#12222e",
  waterLine: "#193041",
  green: "#121c1c",
  built: "#131a21",
  building: "#1a232c",
  buildingEdge: "#232e38",
  boundary: "#3a4653",
  motorway: "#6b7f94",
  major: "#4e5f70",
  minor: "#303d49",
  path: "#222b34",
  roadEdge: "#10161c",
  place: "#b4c2cf",
  street: "#8d9dac",
  waterName: "#5d8099",
  halo: "#10161c",
  ink: "#e6edf3",
  station: "#7d8d9c",
  stale: "#8796a5",
  closed: "#ff5a52",
  closedText: "#ffb0aa",
  slow: "#f0b429",
  slowText: "#f0dca0",
  focus: "#8ab4ff",
  onColour: "#0b0f13",
  coverage: { first: "#2b7fb8", second: "#216593", third: "#194b6d", late: "#8a6a1c", beyond: "#c2662c" },
  service: { fire: "#ff6b4a", medical: "#3ebf99", police: "#6791f2", rescue: "#ecb846" },
  family: {
    fire: "#ff6b4a",
    medical: "#3ebf99",
    traffic: "#f28fc1",
    crime: "#6791f2",
    rescue: "#ecb846",
    disaster: "#b98dfd",
    utility: "#42d0e2",
    complaint: "#9fb0c0",
  },
  ring: {
    available: "#3ebf99",
    notified: "#ecb846",
    acknowledged: "#ecb846",
    en_route: "#fe8972",
    on_scene: "#b98dfd",
    transporting: "#42d0e2",
    at_hospital: "#42d0e2",
    out_of_service: "#66778a",
  },
};

const light: Palette = {
  land: "#eff1ef",
  water: "#c9dcea",
  waterLine: "#b3cde0",
  green: "#e6eddf",
  built: "#e8eae7",
  building: "#e0e1dd",
  buildingEdge: "#d2d4cf",
  boundary: "#a9b2ba",
  motorway: "#b3a26f",
  major: "#b9c3ca",
  minor: "#cfd6da",
  path: "#dde1e1",
  roadEdge: "#eff1ef",
  place: "#2b353e",
  street: "#55626e",
  waterName: "#3f6b89",
  halo: "#fbfcfb",
  ink: "#12181e",
  station: "#5c6a77",
  stale: "#6b7885",
  closed: "#c81e1e",
  closedText: "#8f1414",
  slow: "#a86400",
  slowText: "#6e4200",
  focus: "#1d60d0",
  onColour: "#ffffff",
  coverage: { first: "#5c9fd6", second: "#8dbde4", third: "#b0d2ee", late: "#f3d588", beyond: "#c45f1d" },
  service: { fire: "#b72e36", medical: "#1c6800", police: "#1d60d0", rescue: "#5a3900" },
  family: {
    fire: "#b72e36",
    medical: "#1c6800",
    traffic: "#a8326f",
    crime: "#1d60d0",
    rescue: "#5a3900",
    disaster: "#5e3dc6",
    utility: "#036f94",
    complaint: "#55626e",
  },
  ring: {
    available: "#1c6800",
    notified: "#5a3900",
    acknowledged: "#5a3900",
    en_route: "#b72e36",
    on_scene: "#5e3dc6",
    transporting: "#036f94",
    at_hospital: "#036f94",
    out_of_service: "#6b7885",
  },
};

export const palettes: Record<Theme, Palette> = { dark, light };
