//! Which place a point is in, to tell one "Jl. Melati" from another.

use geo::{Distance, Haversine, Point};
use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::places::{HAMLET, Place, is_in_indonesia, zone_label};
use crate::zone::{Zone, ZoneLookup};

/// The zones and the places of a region.
pub(super) struct Contexts<'a> {
    zones: ZoneLookup<'a>,
    /// Places with their name and how far it carries, in metres.
    places: RTree<GeomWithData<[f64; 2], (String, f64)>>,
}

/// A country or a state tells nobody where a street is.
const SMALLEST_TELLING_LEVEL: u8 = 5;

/// From this level on a zone is a municipality or a part of one, <https://wiki.openstreetmap.org/wiki/Tag:boundary%3Dadministrative>.
const MUNICIPALITY: u8 = 8;

/// Nearest places that are looked at: a hamlet whose name doesn't carry far may hide the village behind it.
const NEAREST: usize = 8;

impl<'a> Contexts<'a> {
    pub(super) fn new(places: &[Place], zones: &'a [Zone]) -> Self {
        let places = places.iter().map(|place| {
            let point = place.entry.point;
            GeomWithData::new([point.x(), point.y()], (place.entry.label.clone(), place.reach_m))
        });
        Self { zones: ZoneLookup::new(zones), places: RTree::bulk_load(places.collect()) }
    }

    /// The names of the smallest zones around a point, or of the nearest place where there are none; empty where
    /// nothing is near.
    pub(super) fn around(&self, point: Point<f64>) -> String {
        let zones = self.zones_around(point, "");
        if !zones.is_empty() {
            return zones;
        }
        self.places
            .nearest_neighbor_iter([point.x(), point.y()])
            .take(NEAREST)
            .find(|place| {
                Haversine.distance(point, Point::new(place.geom()[0], place.geom()[1])) <= place.data.1
            })
            .map(|place| place.data.0.clone())
            .unwrap_or_default()
    }

    /// The names of the smallest zones of another name around a place: the town next to a town is not where it is.
    pub(super) fn around_place(&self, point: Point<f64>, label: &str) -> String {
        self.zones_around(point, label)
    }

    /// Village and district, each as places are labelled, without the one labelled so.
    fn zones_around(&self, point: Point<f64>, but: &str) -> String {
        let telling = |zone: &Zone| is_telling(zone) && zone_label(zone) != but;
        let Some(smallest) = self.zones.smallest_at(point, telling) else { return String::new() };
        let wider = self.zones.smallest_at(point, |zone| {
            telling(zone) && zone_label(zone) != zone_label(smallest) && zone.level < smallest.level
        });
        let labels: Vec<String> = [Some(smallest), wider].into_iter().flatten().map(zone_label).collect();
        labels.join(", ")
    }
}

/// Whether people say the zone when they say where they are. In Indonesia that is village and district, and no
/// neighbourhood's number; elsewhere the municipality and its parts, but no constituency or county.
fn is_telling(zone: &Zone) -> bool {
    let Some(level) = zone.level else { return true };
    if is_in_indonesia(zone) {
        return (SMALLEST_TELLING_LEVEL..=HAMLET).contains(&level);
    }
    level >= MUNICIPALITY
}
