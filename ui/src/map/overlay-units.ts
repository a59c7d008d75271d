import type { ExpressionSpecification, GeoJSONSourceSpecification, LayerSpecification } from "maplibre-gl";
import type { Service } from "../generated/Service";
import { SLOTS } from "./features";
import { SEMIBOLD } from "./fonts";
import type { Palette } from "./palette";

const SLOT_PX = 25;
const LABEL_PX = 12;
const SERVICES: readonly Service[] = ["fire", "medical", "police", "rescue"];

/** From this zoom on each unit is drawn by itself. */
const EACH_ALONE = 12;

const count = (of: ExpressionSpecification): [string, ExpressionSpecification] => ["+", ["case", of, 1, 0]];
const isOf = (service: Service): ExpressionSpecification => ["==", ["get", "service"], service];

/** Units that wait close together are counted, by service, and how many of each are ready. */
export const CLUSTERED: Partial<GeoJSONSourceSpecification> = {
  cluster: true,
  clusterMaxZoom: EACH_ALONE - 1,
  clusterRadius: 44,
  clusterProperties: Object.fromEntries(
    SERVICES.flatMap((service) => [
      [service, count(isOf(service))],
      [`${service} ready`, count(["all", isOf(service), ["get", "ready"]])],
    ]),
  ),
};

/** One offset for each place in a spot's list of units. */
function perSlot(offset: (slot: number) => [number, number]): ExpressionSpecification {
  const literal = (slot: number): ExpressionSpecification => ["literal", offset(slot)];
  const arms = Array.from({ length: SLOTS - 2 }, (_, i) => [i + 2, literal(i + 2)] as const).flat();
  return ["match", ["get", "slot"], 1, literal(1), ...arms, literal(0)];
}

/** `glyph 5/7` for each service that has any: so many of so many are ready; all ready is told by one number. */
function tally(p: Palette): ExpressionSpecification {
  const parts = SERVICES.flatMap((service) => {
    const all: ExpressionSpecification = ["get", service];
    const ready: ExpressionSpecification = ["get", `${service} ready`];
    const there: ExpressionSpecification = [">", all, 0];
    const numbers: ExpressionSpecification = [
      "case",
      ["==", ready, all],
      ["concat", " ", ["to-string", all], "  "],
      ["concat", " ", ["to-string", ready], "/", ["to-string", all], "  "],
    ];
    return [
      ["image", ["case", there, `glyph ${service}`, "nothing"]],
      {},
      ["case", there, numbers, ""],
      { "text-color": p.ink },
    ];
  });
  return ["format", ...parts] as ExpressionSpecification;
}

function clusters(p: Palette): LayerSpecification {
  return {
    id: "clusters",
    type: "symbol",
    source: "waiting",
    filter: ["has", "point_count"],
    layout: {
      "icon-image": "pill",
      "icon-text-fit": "both",
      "icon-text-fit-padding": [3, 3, 3, 7],
      "icon-allow-overlap": true,
      "text-allow-overlap": true,
      "text-field": tally(p),
      "text-font": SEMIBOLD,
      "text-size": LABEL_PX,
      "text-max-width": 40,
      // Whoever works is drawn over whoever waits: the count moves beside, so that neither is hidden.
      "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
      "text-radial-offset": 1.4,
      "symbol-sort-key": ["get", "point_count"],
    },
  };
}

function eachOf(source: "waiting" | "units", p: Palette): LayerSpecification[] {
  const offset = perSlot((slot) => [0, slot * SLOT_PX]);
  const alone: ExpressionSpecification = ["!", ["has", "point_count"]];
  // From afar those who wait make room for those who work.
  const small = source === "waiting" ? 0.7 : 0.9;
  const size: ExpressionSpecification = ["step", ["zoom"], small, EACH_ALONE, 1];
  return [
    {
      id: `${source} headings`,
      type: "symbol",
      source,
      // The arrow turns around the unit's own place, so only the first of a spot's list can have one.
      filter: ["all", alone, ["has", "heading"], ["==", ["get", "slot"], 0]],
      layout: {
        "icon-image": "heading",
        "icon-size": size,
        "icon-rotate": ["get", "heading"],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
    {
      id: source,
      type: "symbol",
      source,
      filter: alone,
      layout: {
        "icon-image": ["get", "icon"],
        "icon-offset": offset,
        "icon-size": size,
        "icon-allow-overlap": true,
        "text-field": ["get", "label"],
        "text-font": SEMIBOLD,
        "text-size": LABEL_PX,
        "text-anchor": "left",
        "text-justify": "left",
        "text-offset": [
          "step",
          ["zoom"],
          perSlot((slot) => [1.25 * small, (slot * SLOT_PX * small) / LABEL_PX]),
          EACH_ALONE,
          perSlot((slot) => [1.25, (slot * SLOT_PX) / LABEL_PX]),
        ],
        "text-max-width": 24,
        "text-padding": 0,
        "text-optional": true,
      },
      paint: {
        "text-color": ["case", ["get", "stale"], p.stale, p.ink],
        "text-halo-color": p.halo,
        "text-halo-width": 1.6,
      },
    },
  ];
}

/** Those who wait below those who work. */
export function unitLayers(p: Palette): LayerSpecification[] {
  return [...eachOf("waiting", p), clusters(p), ...eachOf("units", p)];
}
