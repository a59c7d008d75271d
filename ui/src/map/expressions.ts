import type { ExpressionSpecification } from "maplibre-gl";

/** Whether a feature is of this type; a tile does not tell lines that have many parts from others. */
export const ofType = (type: "Point" | "Polygon" | "LineString"): ExpressionSpecification => [
  "in",
  ["geometry-type"],
  ["literal", [type, `Multi${type}`]],
];

/** A colour for each key of a table, by the value of a property. */
export function coloured(
  property: string,
  table: Record<string, string>,
  otherwise: string,
): ExpressionSpecification {
  const arms = Object.entries(table).flat();
  const [label = "", output = otherwise, ...more] = arms;
  return ["match", ["get", property], label, output, ...more, otherwise];
}
