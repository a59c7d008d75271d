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
  motorway: "#586a7d",
  major: "#435261",
  minor: "#2d3944",
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
  service: { fire: "#ff6b4a", medical: "#4cc38a", police: "#5aa2ff", rescue: "#e9b949" },
  family: {
    fire: "#ff6b4a",
    medical: "#4cc38a",
    traffic: "#f28fc1",
    crime: "#5aa2ff",
    rescue: "#e9b949",
    disaster: "#b98cff",
    utility: "#56c7d6",
    complaint: "#9fb0c0",
  },
  ring: {
    available: "#4cc38a",
    notified: "#e9b949",
    acknowledged: "#e9b949",
    en_route: "#ff8a6f",
    on_scene: "#b98cff",
    transporting: "#56c7d6",
    at_hospital: "#56c7d6",
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
  focus: "#1f5fd0",
  onColour: "#ffffff",
  coverage: { first: "#5c9fd6", second: "#8dbde4", third: "#b0d2ee", late: "#f3d588", beyond: "#c45f1d" },
  service: { fire: "#b52f15", medical: "#0c6e41", police: "#1f5fd0", rescue: "#7c5700" },
  family: {
    fire: "#b52f15",
    medical: "#0c6e41",
    traffic: "#a8326f",
    crime: "#1f5fd0",
    rescue: "#7c5700",
    disaster: "#6a3fc0",
    utility: "#0b6d7a",
    complaint: "#55626e",
  },
  ring: {
    available: "#0c6e41",
    notified: "#7c5700",
    acknowledged: "#7c5700",
    en_route: "#b52f15",
    on_scene: "#6a3fc0",
    transporting: "#0b6d7a",
    at_hospital: "#0b6d7a",
    out_of_service: "#6b7885",
  },
};

export const palettes: Record<Theme, Palette> = { dark, light };
