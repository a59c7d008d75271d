//! Lines: streets, railways, waterways, ferries.

use super::{Feature, ground, in_tunnel, on_bridge};
use crate::osm::Tags;
use crate::tiles::Shape;

/// A street's kind, the farthest zoom that draws it, and the farthest that names it.
const STREETS: [(&str, u8, u8); 17] = [
    ("motorway", 5, 10),
    ("trunk", 6, 12),
    ("primary", 8, 12),
    ("secondary", 9, 13),
    ("tertiary", 10, 13),
    ("unclassified", 12, 14),
    ("residential", 12, 14),
    ("busway", 12, 14),
    ("bus_guideway", 12, 14),
    ("living_street", 13, 14),
    ("service", 13, 14),
    ("pedestrian", 13, 14),
    ("track", 13, 14),
    ("footway", 13, 14),
    ("steps", 13, 14),
    ("path", 13, 14),
    ("cycleway", 13, 14),
];

const RAILWAYS: [(&str, u8); 7] = [
    ("rail", 8),
    ("narrow_gauge", 8),
    ("tram", 10),
    ("light_rail", 10),
    ("funicular", 10),
    ("subway", 10),
    ("monorail", 10),
];

/// What is drawn of a way; `shape` makes its line.
pub(super) fn of_way(tags: &Tags, shape: impl Fn() -> Shape) -> Vec<Feature> {
    if tags.has("highway") {
        return street(tags, shape);
    }
    if let Some(&(kind, min_zoom)) = RAILWAYS.iter().find(|(kind, _)| tags.is("railway", &[*kind])) {
        // Sidings and yards are for near zooms.
        let min_zoom = if tags.has("service") { min_zoom.max(10) } else { min_zoom };
        return vec![bridged(
            Feature::new("streets", min_zoom, shape()).with("kind", kind).when(true, "rail", 0),
            tags,
        )];
    }
    if let Some(kind) = ["runway", "taxiway"].into_iter().find(|kind| tags.is("aeroway", &[*kind])) {
        let min_zoom = if kind == "runway" { 11 } else { 13 };
        return vec![Feature::new("streets", min_zoom, shape()).with("kind", kind)];
    }
    if let Some((kind, min_zoom)) = waterway(tags) {
        return water(tags, kind, min_zoom, shape);
    }
    if tags.is("route", &["ferry"]) {
        let min_zoom = if tags.is("motor_vehicle", &["no"]) { 12 } else { 10 };
        return vec![Feature::new("ferries", min_zoom, shape()).with("kind", "ferry").named(tags)];
    }
    let pier = ground::pier(tags).filter(|_| !tags.is("area", &["yes"]));
    pier.map(|kind| Feature::new("pier_lines", 12, shape()).with("kind", kind)).into_iter().collect()
}

fn street(tags: &Tags, shape: impl Fn() -> Shape) -> Vec<Feature> {
    let highway = tags.get("highway").unwrap_or_default();
    let (stem, link) = highway.strip_suffix("_link").map_or((highway, false), |stem| (stem, true));
    let stem = match stem {
        // Not in the schema: a road of a class nobody noted, and a way for riders.
        "road" => "unclassified",
        "bridleway" => "path",
        other => other,
    };
    let Some(&(kind, min_zoom, name_from)) = STREETS.iter().find(|(kind, ..)| *kind == stem) else {
        return Vec::new();
    };
    if tags.is("area", &["yes"]) {
        return Vec::new();
    }
    let reverse = tags.is("oneway", &["-1"]);
    let oneway = reverse
        || tags.is("oneway", &["yes", "true", "1"])
        || (tags.is("junction", &["roundabout"]) && !tags.is("oneway", &["no"]));
    let mut line = bridged(Feature::new("streets", min_zoom, shape()).with("kind", kind), tags)
        .when(link, "link", 11)
        .when(oneway, "oneway", 14)
        .when(reverse, "oneway_reverse", 14);
    if let Some(surface) = tags.get("surface") {
        line = line.with("surface", surface);
        line.attributes.iter_mut().filter(|said| said.key == "surface").for_each(|said| said.min_zoom = 11);
    }
    let mut features = vec![line];
    if tags.name().is_some() || tags.has("ref") {
        let name_from = if link { (name_from + 1).clamp(13, 14) } else { name_from };
        let label = Feature::new("street_labels", name_from, shape()).with("kind", highway).named(tags);
        features.push(match tags.get("ref") {
            Some(number) => label.with("ref", number.replace(';', "\n").as_str()),
            None => label,
        });
    }
    features
}

fn bridged(feature: Feature, tags: &Tags) -> Feature {
    feature.when(on_bridge(tags), "bridge", 11).when(in_tunnel(tags), "tunnel", 11)
}

fn waterway(tags: &Tags) -> Option<(&'static str, u8)> {
    Some(match tags.get("waterway")? {
        "river" => ("river", 9),
        "canal" => ("canal", 9),
        "stream" => ("stream", 14),
        "ditch" | "drain" => ("ditch", 14),
        _ => return None,
    })
}

fn water(tags: &Tags, kind: &'static str, min_zoom: u8, shape: impl Fn() -> Shape) -> Vec<Feature> {
    let line = bridged(Feature::new("water_lines", min_zoom, shape()).with("kind", kind), tags);
    let label = tags.name().map(|_| {
        Feature::new("water_lines_labels", min_zoom.max(12), shape()).with("kind", kind).named(tags)
    });
    std::iter::once(line).chain(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(tags: &[(&str, &str)]) -> Vec<(&'static str, u8, Vec<&'static str>)> {
        let features = of_way(&tags.iter().copied().collect(), || Shape::Lines(vec![]));
        let keys = |feature: &Feature| feature.attributes.iter().map(|said| said.key).collect();
        features.iter().map(|feature| (feature.layer, feature.min_zoom, keys(feature))).collect()
    }

    #[test]
    fn ways_fall_into_the_schemas_layers() {
        let named = ("name", "Jl. Mawar");
        assert_eq!(
            said(&[("highway", "primary_link"), named, ("oneway", "-1"), ("bridge", "viaduct")]),
            [
                ("streets", 8, vec!["kind", "bridge", "link", "oneway", "oneway_reverse"]),
                ("street_labels", 13, vec!["kind", "name"])
            ]
        );
        assert_eq!(said(&[("highway", "residential")]), [("streets", 12, vec!["kind"])]);
        assert_eq!(
            said(&[("railway", "rail"), ("service", "yard")]),
            [("streets", 10, vec!["kind", "rail"])]
        );
        assert_eq!(
            said(&[("waterway", "river"), ("name", "Kali"), ("name:en", "River")]),
            [("water_lines", 9, vec!["kind"]), ("water_lines_labels", 12, vec!["kind", "name", "name_en"])]
        );
        assert_eq!(said(&[("route", "ferry")]), [("ferries", 10, vec!["kind"])]);
        assert_eq!(said(&[("highway", "proposed")]), []);
        assert_eq!(said(&[("highway", "pedestrian"), ("area", "yes")]), []);
    }
}
