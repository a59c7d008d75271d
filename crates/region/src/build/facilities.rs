//! Named things, numbered houses and kilometre posts.

use std::collections::HashSet;

use geo::Point;

use super::streets::{Street, StreetBoxes};
use crate::entry::{Entry, HitKind};
use crate::osm::{Areas, Extract, Tags};
use crate::station::{Station, StationKind};
use crate::steps::{Cancelled, Steps};

/// How sure one can be of a facility's point, of a house's and of a kilometre post's, in metres.
const FACILITY_RADIUS_M: f64 = 40.0;
const HOUSE_RADIUS_M: f64 = 15.0;
const MILESTONE_RADIUS_M: f64 = 50.0;

/// A kilometre post stands this near to its street, in degrees (about 30 m).
const POST_WITHIN: f64 = 0.000_27;

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
pub(super) fn facilities(
    extract: &Extract,
    areas: &Areas<'_>,
    stations: &[Station],
    mut steps: Steps<'_>,
) -> Result<Vec<Entry>, Cancelled> {
    let of_stations = stations.iter().map(|station| Entry {
        also: said_of_station(station.kind).to_owned(),
        ..Entry::new(HitKind::Facility, station.name.clone(), station.point, FACILITY_RADIUS_M)
    });
    let mut seen = HashSet::new();
    let mut entries: Vec<Entry> = of_stations.filter(|entry| seen.insert(cell(entry))).collect();
    steps.over(tagged_points(extract, areas), |(tags, point)| {
        let landmark = point.and_then(|point| landmark(tags, point));
        entries.extend(landmark.filter(|entry| seen.insert(cell(entry))));
    })?;
    Ok(entries)
}

/// Kilometre posts and houses that have both a number and a street.
pub(super) fn addresses(
    extract: &Extract,
    areas: &Areas<'_>,
    streets: &[Street],
    mut steps: Steps<'_>,
) -> Result<Vec<Entry>, Cancelled> {
    let mut seen = HashSet::new();
    let mut entries = Vec::new();
    let mut boxes = None;
    steps.over(tagged_points(extract, areas), |(tags, point)| {
        let Some(point) = point else { return };
        let is_post = tags.is("highway", &["milestone"]);
        let post = || milestone(tags, point, boxes.get_or_insert_with(|| StreetBoxes::new(streets)));
        let entry = house(tags, point).or_else(|| is_post.then(post).flatten());
        entries.extend(entry.filter(|entry| seen.insert(cell(entry))));
    })?;
    Ok(entries)
}

/// Name and rough place (about 200 m), by which a thing mapped as a point and as an area is one.
fn cell(entry: &Entry) -> (String, i64, i64) {
    let cell = |degrees: f64| (degrees * 500.0).round() as i64;
    (entry.label.to_lowercase(), cell(entry.point.x()), cell(entry.point.y()))
}

/// Areas first, for their point is the better one.
fn tagged_points<'a>(
    extract: &'a Extract,
    areas: &'a Areas<'a>,
) -> impl ExactSizeIterator<Item = (&'a Tags, Option<Point<f64>>)> {
    let areas = &areas.areas;
    (0..areas.len() + extract.tagged.len()).map(move |at| {
        if let Some(area) = areas.get(at) {
            return (area.tags, area.point);
        }
        let node = &extract.tagged[at - areas.len()];
        (&node.tags, Some(node.point))
    })
}

fn landmark(tags: &Tags, point: Point<f64>) -> Option<Entry> {
    let known = LANDMARKS.iter().any(|key| tags.has(key))
        || tags.is("railway", &["station", "halt"])
        || tags.is("highway", &["bus_stop", "rest_area", "services"]);
    if !known || tags.has("place") || tags.is("boundary", &["administrative"]) {
        return None;
    }
    let mut entry = Entry::new(HitKind::Facility, tags.name()?.to_owned(), point, FACILITY_RADIUS_M);
    entry.also = [tags.other_names().as_str(), said_of_landmark(tags)].join(" ");
    Some(entry)
}

/// What people say for a kind of station, whatever its name is.
fn said_of_station(kind: StationKind) -> &'static str {
    match kind {
        StationKind::Fire => "damkar pemadam kebakaran pmk fire station",
        StationKind::Hospital => "rumah sakit rs hospital",
        StationKind::Clinic => "klinik clinic",
        StationKind::Police => "polisi kantor pos police",
        StationKind::Ambulance => "ambulans ambulance",
        StationKind::Rescue => "sar rescue",
    }
}

/// What people say for a landmark: the filling station has a brand on the map and is "pom bensin" on the phone.
fn said_of_landmark(tags: &Tags) -> &'static str {
    match (tags.get("amenity").unwrap_or_default(), tags.get("religion")) {
        ("place_of_worship", Some("muslim")) => "masjid musholla mosque",
        ("place_of_worship", Some("christian")) => "gereja church kirche",
        ("place_of_worship", Some("hindu")) => "pura temple",
        ("place_of_worship", Some("buddhist" | "confucian")) => "vihara klenteng temple",
        ("fuel", _) => "pom bensin spbu fuel",
        ("school", _) => "sekolah school",
        ("kindergarten", _) => "tk paud kindergarten",
        ("university" | "college", _) => "kampus universitas university",
        ("marketplace", _) => "pasar market",
        ("bank", _) => "bank",
        ("pharmacy", _) => "apotek pharmacy",
        ("restaurant" | "food_court" | "fast_food", _) => "rumah makan warung restoran restaurant",
        ("cafe", _) => "warung kafe cafe",
        ("townhall", _) => "balai kantor desa kelurahan kecamatan townhall",
        ("community_centre", _) => "balai community centre",
        ("bus_station", _) => "terminal bus station",
        ("ferry_terminal", _) => "pelabuhan dermaga ferry",
        ("grave_yard", _) => "makam kuburan cemetery",
        _ if tags.is("railway", &["station", "halt"]) => "stasiun train station",
        _ if tags.is("tourism", &["hotel", "guest_house", "motel", "hostel"]) => "hotel penginapan",
        _ if tags.is("leisure", &["stadium", "sports_centre"]) => "stadion lapangan stadium",
        _ if tags.is("aeroway", &["aerodrome"]) => "bandara airport",
        _ if tags.is("shop", &["mall", "supermarket"]) => "mal toko supermarket",
        _ => "",
    }
}

fn house(tags: &Tags, point: Point<f64>) -> Option<Entry> {
    let street = tags.get("addr:street").or_else(|| tags.get("addr:place"))?;
    let label = format!("{street} {}", tags.get("addr:housenumber")?);
    Some(Entry::new(HitKind::HouseNumber, label, point, HOUSE_RADIUS_M))
}

/// A post is of the street that it stands at.
fn milestone(tags: &Tags, point: Point<f64>, streets: &StreetBoxes<'_>) -> Option<Entry> {
    let number = tags.get("distance").or_else(|| tags.get("pk"))?;
    let street = streets.nearest(point, POST_WITHIN);
    let label =
        street.map_or_else(|| format!("KM {number}"), |street| format!("KM {number} {}", street.name));
    Some(Entry::new(HitKind::Milestone, label, point, MILESTONE_RADIUS_M))
}
