import type { Feature, Geometry } from "geojson";
import type { GeoJSONSourceDiff } from "maplibre-gl";

export type Properties = { id: string } & Record<string, string | number | boolean>;

/** One thing on the map. Its id is a property, so that the source can promote it. */
export type MapFeature<G extends Geometry = Geometry> = Feature<G, Properties>;

export type FeaturesById = ReadonlyMap<string, MapFeature>;

export function byId(features: readonly MapFeature[]): FeaturesById {
  return new Map(features.map((feature) => [feature.properties.id, feature]));
}

function sameProperties(a: Properties, b: Properties): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function sameGeometry(a: Geometry, b: Geometry): boolean {
  if (a.type === "Point" && b.type === "Point") {
    return a.coordinates[0] === b.coordinates[0] && a.coordinates[1] === b.coordinates[1];
  }
  // A way keeps its list of points for as long as it is the same way.
  const sameList = "coordinates" in a && "coordinates" in b && a.coordinates === b.coordinates;
  return sameList || JSON.stringify(a) === JSON.stringify(b);
}

const same = (a: MapFeature, b: MapFeature) =>
  sameProperties(a.properties, b.properties) && sameGeometry(a.geometry, b.geometry);

/** What has to be told to a source that shows `shown` so that it shows `wanted`; null where nothing has. */
export function difference(shown: FeaturesById, wanted: FeaturesById): GeoJSONSourceDiff | null {
  const remove = [...shown.keys()].filter((id) => !wanted.has(id));
  const add = [...wanted.values()].filter((feature) => {
    const old = shown.get(feature.properties.id);
    return !old || !same(old, feature);
  });
  if (remove.length === 0 && add.length === 0) return null;
  return { remove, add };
}
