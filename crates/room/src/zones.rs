//! The region's zones, by name.

use geo::{Contains, Point};
use region::Zone;

/// All zones of a region in the order of their names.
pub(crate) struct Zones(Vec<Named>);

/// A zone, and what tells it from another of the same name.
pub(crate) struct Named {
    pub(crate) zone: Zone,
    /// What people add to its name ([`region::told_apart`]); empty where nobody else is called like it.
    pub(crate) within: String,
}

impl Zones {
    pub(crate) fn of(mut zones: Vec<Zone>) -> Self {
        zones.sort_by(|a, b| a.name.cmp(&b.name));
        let within = region::told_apart(&zones);
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
