//! Cities, villages, hamlets and zones, as things to search for and to say where something is.

use geo::{Area, BoundingRect, Point};
use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use crate::entry::{Entry, HitKind};
use crate::osm::{Areas, Extract, Tags};
use crate::shape::point_inside;
use crate::side;
use crate::steps::{Cancelled, Steps};
use crate::zone::Zone;

/// A place and how far its name carries.
pub(super) struct Place {
    pub(super) entry: Entry,
    /// Something this near, in metres, may be said to be "in" it; 0 for a zone, whose border tells.
    pub(super) reach_m: f64,
}

/// Two places of one name this near, in degrees (about 2 km), are one: a point and the area around it.
const SAME_PLACE_WITHIN: f64 = 0.018;

const METRES_PER_DEGREE: f64 = 111_195.0;

/// Everything with a `place` tag, and every zone that no such place stands for.
pub(super) fn places(
    extract: &Extract,
    areas: &Areas<'_>,
    zones: &[Zone],
    mut steps: Steps<'_>,
) -> Result<Vec<Place>, Cancelled> {
    let mut places = Vec::new();
    let mut known: RTree<GeomWithData<[f64; 2], String>> = RTree::new();
    let mut add = |(tags, point): (&Tags, Option<Point<f64>>)| {
        let Some(place) = point.and_then(|point| place(tags, point)) else { return };
        let at = [place.entry.point.x(), place.entry.point.y()];
        let twice = known
            .locate_within_distance(at, SAME_PLACE_WITHIN * SAME_PLACE_WITHIN)
            .any(|other| other.data == place.entry.label);
        if !twice {
            known.insert(GeomWithData::new(at, place.entry.label.clone()));
            places.push(place);
        }
    };
    steps.part(0.0, 0.5).over(extract.tagged.iter().map(|node| (&node.tags, Some(node.point))), &mut add)?;
    steps.part(0.5, 1.0).over(areas.areas.iter().map(|area| (area.tags, area.point)), &mut add)?;
    let unnamed = zones.iter().filter(|zone| !has_place(zone, &known)).filter_map(zone_as_place);
    places.extend(unnamed);
    Ok(places)
}

/// Whether a place in the zone already bears its name.
fn has_place(zone: &Zone, known: &RTree<GeomWithData<[f64; 2], String>>) -> bool {
    zone.area.bounding_rect().is_some_and(|rect| {
        let rect = AABB::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
        known.locate_in_envelope(rect).any(|place| place.data == zone.name)
    })
}

fn zone_as_place(zone: &Zone) -> Option<Place> {
    let point = point_inside(&zone.area)?;
    // The circle of the same area, for zones come in all shapes.
    let square_metres =
        zone.area.unsigned_area() * METRES_PER_DEGREE * METRES_PER_DEGREE * point.y().to_radians().cos();
    let radius_m = (square_metres / std::f64::consts::PI).sqrt();
    let mut entry = Entry::new(HitKind::Place, zone_label(zone), point, radius_m);
    said_of_zone(zone).clone_into(&mut entry.also);
    Some(Place { entry, reach_m: 0.0 })
}

/// OpenStreetMap's levels in Indonesia, <https://wiki.openstreetmap.org/wiki/Tag:boundary%3Dadministrative>.
const DISTRICT: u8 = 6;
const VILLAGE: u8 = 7;
/// `dusun`, `lingkungan`; smaller ones have only numbers.
pub(super) const HAMLET: u8 = 8;

pub(super) fn is_in_indonesia(zone: &Zone) -> bool {
    zone.area.bounding_rect().is_some_and(|rect| side::is_in_indonesia(rect.center().into()))
}

/// A zone's name as it is shown. A district bears the name of one of its villages more often than not.
pub(super) fn zone_label(zone: &Zone) -> String {
    if zone.level == Some(DISTRICT) && is_in_indonesia(zone) {
        return format!("Kec. {}", zone.name);
    }
    zone.name.clone()
}

/// What people say before a zone's name.
fn said_of_zone(zone: &Zone) -> &'static str {
    match zone.level {
        Some(VILLAGE) if is_in_indonesia(zone) => "desa kelurahan",
        _ => "",
    }
}

fn place(tags: &Tags, point: Point<f64>) -> Option<Place> {
    let (radius_m, reach_m) = match tags.get("place")? {
        "city" => (5000.0, 8000.0),
        "town" => (2000.0, 5000.0),
        "municipality" | "borough" => (2500.0, 5000.0),
        "village" => (1000.0, 3000.0),
        "suburb" | "quarter" => (800.0, 1500.0),
        "hamlet" | "neighbourhood" => (400.0, 1000.0),
        "isolated_dwelling" | "farm" | "square" => (100.0, 300.0),
        "island" | "islet" => (2000.0, 0.0),
        "locality" => (500.0, 0.0),
        _ => return None,
    };
    let mut entry = Entry::new(HitKind::Place, tags.name()?.to_owned(), point, radius_m);
    entry.also = tags.other_names();
    Some(Place { entry, reach_m })
}
