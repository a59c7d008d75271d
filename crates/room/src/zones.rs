//! The region's zones, by name.

use geo::{Area, Contains, InteriorPoint, Point};
use region::Zone;

/// All zones of a region in the order of their names.
pub(crate) struct Zones(Vec<Named>);

/// A zone, and what tells it from another of the same name.
pub(crate) struct Named {
    pub(crate) zone: Zone,
    /// The next larger zone that it lies in, by its name; empty where nobody else is called like it.
    pub(crate) within: String,
}

impl Zones {
    pub(crate) fn of(mut zones: Vec<Zone>) -> Self {
        zones.sort_by(|a, b| a.name.cmp(&b.name));
        let within: Vec<String> = (0..zones.len())
            .map(|at| if has_a_namesake(&zones, at) { around(&zones, at) } else { String::new() })
            .collect();
        Self(zones.into_iter().zip(within).map(|(zone, within)| Named { zone, within }).collect())
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Named> {
        self.0.iter()
    }

    /// The ids of the zones around a point.
    pub(crate) fn at(&self, at: Point<f64>) -> impl Iterator<Item = &str> {
        let around = self.0.iter().filter(move |own| own.zone.area.contains(&at));
        around.map(|own| own.zone.id.as_str())
    }
}

/// Whether a neighbour in the order of names is called the same.
fn has_a_namesake(zones: &[Zone], at: usize) -> bool {
    let name = zones.get(at).map(|zone| &zone.name);
    let before = at.checked_sub(1).and_then(|before| zones.get(before));
    [before, zones.get(at + 1)].into_iter().flatten().any(|other| Some(&other.name) == name)
}

/// The name of the smallest zone that is larger than this one and holds its middle.
fn around(zones: &[Zone], at: usize) -> String {
    let Some(own) = zones.get(at) else { return String::new() };
    let (size, middle) = (own.area.unsigned_area(), own.area.interior_point());
    let Some(middle) = middle else { return String::new() };
    zones
        .iter()
        .map(|zone| (zone.area.unsigned_area(), zone))
        .filter(|(larger, zone)| *larger > size && zone.area.contains(&middle))
        .min_by(|(a, _), (b, _)| a.total_cmp(b))
        .map_or_else(String::new, |(_, zone)| zone.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Rect;

    fn zone(id: &str, name: &str, (west, east): (f64, f64)) -> Zone {
        let area = Rect::new((west, 0.0), (east, east - west)).to_polygon().into();
        Zone { id: id.to_owned(), name: name.to_owned(), level: None, area }
    }

    #[test]
    fn zones_of_one_name_are_told_apart_by_the_next_larger_around_them() {
        let zones = Zones::of(vec![
            zone("r1", "Kabupaten", (0.0, 20.0)),
            zone("r2", "Giri", (0.0, 9.0)),
            zone("r3", "Glagah", (10.0, 19.0)),
            zone("r4", "Karangrejo", (1.0, 2.0)),
            zone("r5", "Karangrejo", (11.0, 12.0)),
            zone("r6", "Boyolangu", (3.0, 4.0)),
        ]);
        let told: Vec<(&str, &str)> =
            zones.all().map(|own| (own.zone.name.as_str(), own.within.as_str())).collect();
        let expected = [
            ("Boyolangu", ""),
            ("Giri", ""),
            ("Glagah", ""),
            ("Kabupaten", ""),
            ("Karangrejo", "Giri"),
            ("Karangrejo", "Glagah"),
        ];
        assert_eq!(told, expected);
        let around: Vec<&str> = zones.at(Point::new(11.5, 0.5)).collect();
        assert_eq!(around, ["r3", "r1", "r5"]);
    }
}
