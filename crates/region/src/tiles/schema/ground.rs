//! Areas: land, water, sites, buildings.

use geo::MultiPolygon;

use super::{Feature, area_shape, way_area};
use crate::osm::Tags;

/// A value of a tag, the kind it is drawn as, and the farthest zoom that shows it.
type Kinds = &'static [(&'static str, &'static str, u8)];

const NATURAL: Kinds = &[
    ("wood", "forest", 7),
    ("sand", "sand", 10),
    ("beach", "beach", 10),
    ("heath", "heath", 11),
    ("scrub", "scrub", 11),
    ("grassland", "grassland", 11),
    ("bare_rock", "bare_rock", 11),
    ("scree", "scree", 11),
    ("shingle", "shingle", 11),
];

const LANDUSE: Kinds = &[
    ("forest", "forest", 7),
    ("grass", "grass", 11),
    ("meadow", "meadow", 11),
    ("orchard", "orchard", 11),
    ("vineyard", "vineyard", 11),
    ("allotments", "allotments", 11),
    ("cemetery", "cemetery", 13),
    ("village_green", "village_green", 11),
    ("recreation_ground", "recreation_ground", 11),
    ("greenhouse_horticulture", "greenhouse_horticulture", 11),
    ("plant_nursery", "plant_nursery", 11),
    ("residential", "residential", 10),
    ("industrial", "industrial", 10),
    ("commercial", "commercial", 10),
    ("garages", "garages", 10),
    ("retail", "retail", 10),
    ("railway", "railway", 10),
    ("landfill", "landfill", 10),
    ("quarry", "quarry", 11),
    ("brownfield", "brownfield", 10),
    ("greenfield", "greenfield", 10),
    ("farmyard", "farmyard", 10),
    ("farmland", "farmland", 10),
    // Not in the schema: what rice and palm oil grow on, drawn as what it is nearest to.
    ("plantation", "orchard", 11),
    ("farm", "farmland", 10),
];

const LEISURE: Kinds = &[
    ("golf_course", "golf_course", 11),
    ("park", "park", 11),
    ("garden", "garden", 11),
    ("playground", "playground", 11),
    ("miniature_golf", "miniature_golf", 11),
];

const WETLAND: Kinds = &[
    ("swamp", "swamp", 11),
    ("bog", "bog", 11),
    ("string_bog", "string_bog", 11),
    ("wet_meadow", "wet_meadow", 11),
    ("marsh", "marsh", 11),
    // Not in the schema: most of a tropical coast.
    ("mangrove", "swamp", 11),
];

const SITES: [(&str, &str, &str); 11] = [
    ("military", "danger_area", "danger_area"),
    ("leisure", "sports_center", "sports_center"),
    ("leisure", "sports_centre", "sports_center"),
    ("amenity", "university", "university"),
    ("amenity", "college", "college"),
    ("amenity", "school", "school"),
    ("amenity", "hospital", "hospital"),
    ("amenity", "prison", "prison"),
    ("amenity", "parking", "parking"),
    ("amenity", "bicycle_parking", "bicycle_parking"),
    ("landuse", "construction", "construction"),
];

/// What is drawn of an area; a hospital's building is both.
pub(super) fn of_area(tags: &Tags, area: &MultiPolygon<f64>) -> Vec<Feature> {
    let mut features = Vec::new();
    let mut add = |layer, min_zoom, kind: Option<&'static str>| {
        let feature = Feature::new(layer, min_zoom, area_shape(area));
        features.push(match kind {
            Some(kind) => feature.with("kind", kind),
            None => feature,
        });
    };
    if tags.has("building") && !tags.is("building", &["no"]) {
        add("buildings", 14, None);
    } else if let Some((kind, min_zoom)) = land(tags) {
        add("land", min_zoom, Some(kind));
    }
    if let Some((.., kind)) = SITES.iter().find(|(key, value, _)| tags.is(key, &[*value])) {
        add("sites", 14, Some(kind));
    }
    if tags.is("man_made", &["bridge"]) {
        add("bridges", 12, Some("bridge"));
    }
    if let Some(kind) = pier(tags) {
        add("pier_polygons", 12, Some(kind));
    }
    if tags.is("area", &["yes"]) && tags.is("highway", &["pedestrian", "service"]) {
        let kind = if tags.is("highway", &["service"]) { "service" } else { "pedestrian" };
        add("street_polygons", 14, Some(kind));
    }
    features.extend(water(tags, area));
    features
}

/// The kind of a pier, as areas and lines have it.
pub(super) fn pier(tags: &Tags) -> Option<&'static str> {
    let kinds = ["pier", "breakwater", "groyne"];
    kinds.into_iter().find(|kind| tags.is("man_made", &[*kind]))
}

fn land(tags: &Tags) -> Option<(&'static str, u8)> {
    let of = |key: &str, kinds: Kinds| {
        let value = tags.get(key)?;
        kinds.iter().find(|(known, ..)| *known == value).map(|&(_, kind, min_zoom)| (kind, min_zoom))
    };
    if tags.is("amenity", &["grave_yard"]) {
        return Some(("grave_yard", 13));
    }
    of("leisure", LEISURE)
        .or_else(|| of("landuse", LANDUSE))
        .or_else(|| of("wetland", WETLAND))
        .or_else(|| of("natural", NATURAL))
}

fn water(tags: &Tags, area: &MultiPolygon<f64>) -> Vec<Feature> {
    let Some((kind, min_zoom)) = water_kind(tags) else { return Vec::new() };
    let size = way_area(area);
    let mut features = vec![
        Feature::new("water_polygons", min_zoom, area_shape(area)).with("kind", kind).with("way_area", size),
    ];
    if let (true, Some(point)) = (tags.name().is_some(), crate::shape::point_inside(area)) {
        let label = Feature::new("water_polygons_labels", min_zoom.max(9), super::point_shape(point));
        features.push(label.with("kind", kind).with("way_area", size).named(tags).ranked(size));
    }
    features
}

fn water_kind(tags: &Tags) -> Option<(&'static str, u8)> {
    let is = |key: &str, value: &str| tags.is(key, &[value]);
    if is("natural", "glacier") {
        Some(("glacier", 4))
    } else if is("waterway", "riverbank") || is("water", "river") {
        Some(("river", 4))
    } else if is("waterway", "canal") || is("water", "canal") {
        Some(("canal", 10))
    } else if is("natural", "water") {
        Some(("water", 4))
    } else if is("landuse", "reservoir") {
        Some(("reservoir", 4))
    } else if is("landuse", "basin") {
        Some(("basin", 4))
    } else if is("waterway", "dock") {
        Some(("dock", 10))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiles::Shape;
    use geo::Rect;

    fn layers(tags: &[(&str, &str)]) -> Vec<(&'static str, u8)> {
        let area = Rect::new((0.0, 0.0), (1.0, 1.0)).to_polygon().into();
        let features = of_area(&tags.iter().copied().collect(), &area);
        assert!(features.iter().all(|feature| !matches!(feature.shape, Shape::Lines(_))));
        features.iter().map(|feature| (feature.layer, feature.min_zoom)).collect()
    }

    type Said = &'static [(&'static str, &'static str)];

    #[test]
    fn areas_fall_into_the_schemas_layers() {
        let table: [(Said, &[(&str, u8)]); 8] = [
            (&[("landuse", "forest")], &[("land", 7)]),
            (
                &[("natural", "water"), ("name", "Telaga")],
                &[("water_polygons", 4), ("water_polygons_labels", 9)],
            ),
            (&[("amenity", "hospital"), ("building", "yes")], &[("buildings", 14), ("sites", 14)]),
            (&[("amenity", "school")], &[("sites", 14)]),
            (&[("man_made", "bridge")], &[("bridges", 12)]),
            (&[("highway", "pedestrian"), ("area", "yes")], &[("street_polygons", 14)]),
            (&[("natural", "wetland"), ("wetland", "mangrove")], &[("land", 11)]),
            (&[("boundary", "administrative"), ("name", "Kepatihan")], &[]),
        ];
        for (tags, expected) in table {
            assert_eq!(layers(tags), expected, "{tags:?}");
        }
    }
}
