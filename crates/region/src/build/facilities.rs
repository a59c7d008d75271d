//! Named things, numbered houses and kilometre posts.

use std::collections::HashSet;

use geo::Point;

use super::places::point_inside;
use crate::entry::{Entry, HitKind};
use crate::osm::{Areas, Extract, Tags};
use crate::station::Station;

/// How sure one can be of a facility's point, of a house's and of a kilometre post's, in metres.
const FACILITY_RADIUS_M: f64 = 40.0;
const HOUSE_RADIUS_M: f64 = 15.0;
const MILESTONE_RADIUS_M: f64 = 50.0;

/// The keys of things that callers name when they say where they are.
const LANDMARKS: [&str; 14] = [
    "aeroway",
    "amenity",
    "building",
    "craft",
    "healthcare",
    "historic",
    "leisure",
    "man_made",
    "military",
    "natural",
    "office",
    "public_transport",
    "shop",
    "tourism",
];

/// The stations and every other named thing, each once.
pub(super) fn facilities(extract: &Extract, areas: &Areas<'_>, stations: &[Station]) -> Vec<Entry> {
    let of_stations = stations
        .iter()
        .map(|station| Entry::new(HitKind::Facility, station.name.clone(), station.point, FACILITY_RADIUS_M));
    let landmarks = tagged_points(extract, areas).filter_map(|(tags, point)| landmark(tags, point));
    let mut seen = HashSet::new();
    of_stations.chain(landmarks).filter(|entry| seen.insert(cell(entry))).collect()
}

/// Kilometre posts and houses that have both a number and a street.
pub(super) fn addresses(extract: &Extract, areas: &Areas<'_>) -> Vec<Entry> {
    let mut seen = HashSet::new();
    tagged_points(extract, areas)
        .filter_map(|(tags, point)| house(tags, point).or_else(|| milestone(tags, point)))
        .filter(|entry| seen.insert(cell(entry)))
        .collect()
}

/// Name and rough place (about 200 m), by which a thing mapped as a point and as an area is one.
fn cell(entry: &Entry) -> (String, i64, i64) {
    let cell = |degrees: f64| (degrees * 500.0).round() as i64;
    (entry.label.clone(), cell(entry.point.x()), cell(entry.point.y()))
}

/// Areas first, for their point is the better one.
fn tagged_points<'a>(
    extract: &'a Extract,
    areas: &'a Areas<'a>,
) -> impl Iterator<Item = (&'a Tags, Point<f64>)> {
    let areas = areas.areas.iter().filter_map(|area| Some((area.tags, point_inside(&area.area)?)));
    areas.chain(extract.tagged.iter().map(|node| (&node.tags, node.point)))
}

fn landmark(tags: &Tags, point: Point<f64>) -> Option<Entry> {
    let known = LANDMARKS.iter().any(|key| tags.has(key))
        || tags.is("railway", &["station", "halt"])
        || tags.is("highway", &["bus_stop", "rest_area", "services"]);
    if !known || tags.has("place") || tags.is("boundary", &["administrative"]) {
        return None;
    }
    let mut entry = Entry::new(HitKind::Facility, tags.name()?.to_owned(), point, FACILITY_RADIUS_M);
    entry.also = tags.other_names();
    Some(entry)
}

fn house(tags: &Tags, point: Point<f64>) -> Option<Entry> {
    let street = tags.get("addr:street").or_else(|| tags.get("addr:place"))?;
    let label = format!("{street} {}", tags.get("addr:housenumber")?);
    Some(Entry::new(HitKind::HouseNumber, label, point, HOUSE_RADIUS_M))
}

fn milestone(tags: &Tags, point: Point<f64>) -> Option<Entry> {
    if !tags.is("highway", &["milestone"]) {
        return None;
    }
    let label = format!("KM {}", tags.get("distance").or_else(|| tags.get("pk"))?);
    Some(Entry::new(HitKind::Milestone, label, point, MILESTONE_RADIUS_M))
}
