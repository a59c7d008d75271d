//! Which place a point is in, to tell one "Jl. Melati" from another.

use geo::{Distance, Haversine, Point};
use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::places::{HAMLET, Place, is_in_indonesia, zone_label};
use crate::zone::{Zone, ZoneLookup, wider_names};

/// The zones and the places of a region.
pub(super) struct Contexts<'a> {
    zones: &'a [Zone],
    lookup: ZoneLookup<'a>,
    /// The zones' labels.
    labels: Vec<String>,
    /// Of zones that are labelled as another is, the larger ones that tell them apart, by their labels.
    wider: Vec<Vec<String>>,
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
        let labels: Vec<String> = zones.iter().map(zone_label).collect();
        let names: Vec<&str> = labels.iter().map(String::as_str).collect();
        let wider = wider_names(zones, &names, is_telling);
        let wider = wider.into_iter().map(|names| names.into_iter().map(str::to_owned).collect()).collect();
        let lookup = ZoneLookup::new(zones);
        Self { zones, lookup, labels, wider, places: RTree::bulk_load(places.collect()) }
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

    /// Village and district, each as places are labelled, without the one labelled so; and where the village or, without
    /// one, the district has a namesake in its like, what is around that.
    fn zones_around(&self, point: Point<f64>, but: &str) -> String {
        let label = |at: usize| self.labels[at].as_str();
        let all: Vec<usize> = self.lookup.around(point).collect();
        // A district lies in no village, though its middle does.
        let own = all.iter().position(|&at| label(at) == but);
        let around = &all[own.map_or(0, |own| own + 1)..];
        let mut telling =
            around.iter().copied().filter(|&at| is_telling(&self.zones[at]) && label(at) != but);
        let Some(smallest) = telling.next() else { return String::new() };
        let is_wider =
            |&at: &usize| label(at) != label(smallest) && self.zones[at].level < self.zones[smallest].level;
        let mut labels = vec![label(smallest)];
        labels.extend(telling.find(is_wider).map(label));
        for wider in &self.wider[smallest] {
            if !labels.contains(&wider.as_str()) {
                labels.push(wider);
            }
        }
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

#[cfg(test)]
mod tests {
    use geo::Rect;

    use super::*;

    #[test]
    fn a_village_whose_district_has_a_namesake_too_is_told_with_its_regency() {
        let zone = |name: &str, level: u8, (west, south): (f64, f64), across: f64| Zone {
            id: format!("{name} {west}"),
            name: name.to_owned(),
            level: Some(level),
            area: Rect::new((west, south), (west + across, south + across)).to_polygon().into(),
        };
        let zones = [
            zone("Sobo", 7, (114.1, -8.9), 0.2),
            zone("Giri", 6, (114.0, -9.0), 0.5),
            zone("Banyuwangi", 5, (114.0, -9.0), 1.0),
            zone("Sobo", 7, (113.1, -8.9), 0.2),
            zone("Giri", 6, (113.0, -9.0), 0.5),
            zone("Jember", 5, (113.0, -9.0), 1.0),
            zone("Ambulu", 7, (113.31, -8.9), 0.05),
        ];
        let contexts = Contexts::new(&[], &zones);
        for (lon, lat, expected) in [
            (114.2, -8.8, "Sobo, Kec. Giri, Banyuwangi"),
            (113.2, -8.8, "Sobo, Kec. Giri, Jember"),
            (113.33, -8.88, "Ambulu, Kec. Giri"),
            (113.45, -8.55, "Kec. Giri, Jember"),
            (113.9, -8.9, "Jember"),
            (120.0, 0.0, ""),
        ] {
            assert_eq!(contexts.around(Point::new(lon, lat)), expected, "{lon}, {lat}");
        }
        let of_place = |label: &str| contexts.around_place(Point::new(114.2, -8.8), label);
        assert_eq!(of_place("Sobo"), "Kec. Giri, Banyuwangi");
        assert_eq!(of_place("Kec. Giri"), "Banyuwangi", "and not Sobo, where its middle is");
        assert_eq!(of_place("Dusun Krajan"), "Sobo, Kec. Giri, Banyuwangi");
    }
}
