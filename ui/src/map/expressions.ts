import type { ExpressionSpecification } from "maplibre-gl";

/** Whether a feature is of this type; a tile does not tell lines that have many parts from others. */
export const ofType = (type: "Point" | "Polygon" | "LineString"): ExpressionSpecification => [
  "in",
  ["geometry-type"],
  ["literal", [type, `Multi${type}`]],
];
