//! Points: places, landmarks, stops, house numbers.

use std::collections::HashSet;

use geo::Point;

use super::{Feature, point_shape};
use crate::osm::{Areas, Extract, Tags};
use crate::station::{Station, StationKind};
use crate::zone::Zone;

/// A place's kind, the farthest zoom that shows it, and its population where nobody counted.
const PLACES: [(&str, u8, u64); 11] = [
    ("city", 6, 100_000),
    ("town", 7, 5_000),
    ("village", 10, 100),
    ("hamlet", 10, 50),
    ("suburb", 10, 1_000),
    ("quarter", 10, 500),
    ("neighbourhood", 10, 100),
    ("isolated_dwelling", 10, 5),
    ("farm", 10, 5),
    ("island", 10, 0),
    ("locality", 10, 0),
];

/// The kind and population by which a zone is shown that no place stands for.
const ZONE_KIND: &str = "quarter";
const ZONE_POPULATION: u64 = 500;

const STOPS: [(&str, &str, u8); 9] = [
    ("aeroway", "aerodrome", 11),
    ("aeroway", "helipad", 13),
    ("railway", "station", 13),
    ("railway", "halt", 13),
    ("railway", "tram_stop", 14),
    ("amenity", "bus_station", 13),
    ("highway", "bus_stop", 14),
    ("amenity", "ferry_terminal", 12),
    ("aerialway", "ferry_terminal", 12),
];

/// The keys of the things by which callers say where they are, in the schema's order.
const LANDMARKS: [&str; 9] =
    ["amenity", "leisure", "tourism", "shop", "man_made", "historic", "emergency", "highway", "office"];

/// What of these keys stands along every road and tells nobody where they are.
const NO_LANDMARK: [(&str, &[&str]); 2] = [
    ("highway", &["bus_stop", "crossing", "traffic_signals", "milestone", "stop", "give_way", "street_lamp"]),
    ("amenity", &["parking_space", "bus_station", "ferry_terminal"]),
];

/// What is drawn at a point, or in the middle of an area.
pub(super) fn of_point(tags: &Tags, point: Point<f64>) -> Option<Feature> {
    if tags.has("place") {
        return place(tags, point);
    }
    if let Some((_, kind, min_zoom)) = STOPS.iter().find(|(key, value, _)| tags.is(key, &[*value])) {
        let stop = Feature::new("public_transport", *min_zoom, point_shape(point));
        return Some(stop.with("kind", *kind).named(tags));
    }
    landmark(tags, point).or_else(|| address(tags, point))
}

fn place(tags: &Tags, point: Point<f64>) -> Option<Feature> {
    let value = tags.get("place")?;
    let &(kind, min_zoom, usual) = PLACES.iter().find(|(kind, ..)| *kind == value)?;
    let settled = matches!(kind, "city" | "town" | "village" | "hamlet");
    let (kind, min_zoom) = match tags.get("capital") {
        Some("yes" | "2") if settled => ("capital", 4),
        Some("4") if settled => ("state_capital", 4),
        _ => (kind, min_zoom),
    };
    let population = tags.get("population").and_then(|text| text.parse().ok()).unwrap_or(usual);
    let label = Feature::new("place_labels", min_zoom, point_shape(point)).with("kind", kind).named(tags);
    tags.name().map(|_| label.with("population", population).ranked(population))
}

/// Named things. Stations come from their own list.
fn landmark(tags: &Tags, point: Point<f64>) -> Option<Feature> {
    tags.name()?;
    if StationKind::from_tags(|key| tags.get(key)).is_some() {
        return None;
    }
    let (key, value) = LANDMARKS.iter().find_map(|key| Some((*key, tags.get(key)?)))?;
    if NO_LANDMARK.iter().any(|(of, values)| *of == key && values.contains(&value)) {
        return None;
    }
    let mut poi = Feature::new("pois", 14, point_shape(point)).with(key, value).named(tags);
    for (tag, key) in
        [("addr:housenumber", "housenumber"), ("addr:housename", "housename"), ("religion", "religion")]
    {
        if let Some(value) = tags.get(tag) {
            poi = poi.with(key, value);
        }
    }
    Some(poi)
}

fn address(tags: &Tags, point: Point<f64>) -> Option<Feature> {
    let said = [("housenumber", tags.get("addr:housenumber")), ("housename", tags.get("addr:housename"))];
    let address = Feature::new("addresses", 14, point_shape(point));
    let address = said.into_iter().fold(address, |address, (key, value)| match value {
        Some(value) => address.with(key, value),
        None => address,
    });
    (!address.attributes.is_empty()).then_some(address)
}

pub(super) fn station(station: &Station) -> Feature {
    let (key, value) = match station.kind {
        StationKind::Fire => ("amenity", "fire_station"),
        StationKind::Hospital => ("amenity", "hospital"),
        StationKind::Clinic => ("amenity", "clinic"),
        StationKind::Police => ("amenity", "police"),
        StationKind::Ambulance => ("emergency", "ambulance_station"),
        StationKind::Rescue => ("emergency", "rescue_station"),
    };
    let poi = Feature::new("pois", 14, point_shape(station.point)).with(key, value);
    poi.with("name", station.name.as_str()).ranked(1)
}

/// The names of zones from a file that no place on the map bears.
pub(super) fn zone_labels(extract: &Extract, areas: &Areas<'_>, zones: &[Zone]) -> Vec<Feature> {
    let tags = extract.tagged.iter().map(|node| &node.tags).chain(areas.areas.iter().map(|area| area.tags));
    let known: HashSet<&str> = tags.filter(|tags| tags.has("place")).filter_map(Tags::name).collect();
    let unknown = zones.iter().filter(|zone| zone.id.starts_with('z') && !known.contains(zone.name.as_str()));
    let label = |zone: &Zone| {
        let point = crate::shape::point_inside(&zone.area)?;
        // The larger a zone, the farther its name is read.
        let (kind, population) = match zone.level {
            Some(0..=6) => ("suburb", 1_000),
            _ => (ZONE_KIND, ZONE_POPULATION),
        };
        let label = Feature::new("place_labels", 10, point_shape(point)).with("kind", kind);
        Some(label.with("name", zone.name.as_str()).with("population", population).ranked(population))
    };
    unknown.filter_map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Said = &'static [(&'static str, &'static str)];

    #[test]
    fn points_fall_into_the_schemas_layers() {
        let table: [(Said, Option<(&str, u8)>); 9] = [
            (&[("place", "city"), ("name", "Surabaya"), ("capital", "4")], Some(("place_labels", 4))),
            (&[("place", "village"), ("name", "Kepatihan")], Some(("place_labels", 10))),
            (&[("place", "village")], None),
            (&[("amenity", "marketplace"), ("name", "Pasar")], Some(("pois", 14))),
            (&[("amenity", "bench")], None),
            (&[("amenity", "hospital"), ("name", "RSUD")], None),
            (&[("railway", "station"), ("name", "Gubeng")], Some(("public_transport", 13))),
            (&[("addr:housenumber", "14")], Some(("addresses", 14))),
            (&[("highway", "crossing"), ("name", "x")], None),
        ];
        for (tags, expected) in table {
            let feature = of_point(&tags.iter().copied().collect(), Point::new(0.0, 0.0));
            assert_eq!(feature.map(|feature| (feature.layer, feature.min_zoom)), expected, "{tags:?}");
        }
    }
}
