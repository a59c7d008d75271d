//! Administrative areas: villages, districts, municipalities.

mod apart;

use geo::{Area, BoundingRect, Contains, InteriorPoint, MultiPolygon, Point};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::text::is_same_name;

/// An administrative area.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// `r` or `w` and the OpenStreetMap id; `z` and the code or row for one from a GeoJSON file.
    pub id: String,
    /// Its name.
    pub name: String,
    /// OpenStreetMap's `admin_level`, higher is smaller: 2 is a country, 8 often a municipality. `None` when not known.
    pub level: Option<u8>,
    /// Its area.
    pub area: MultiPolygon<f64>,
}

/// Two drawings of one area differ in size by less than this.
const ALIKE: std::ops::RangeInclusive<f64> = 0.5..=2.0;

impl Zone {
    /// Whether another is this zone too, whatever its id: of one name and level, in the same place and about as large.
    /// A village with the name of its district is not.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let level = |zone: &Self| zone.level.or(self.level).or(other.level);
        let middle_of = |zone: &Self| zone.area.interior_point();
        is_same_name(&self.name, &other.name)
            && level(self) == level(other)
            && ALIKE.contains(&(self.area.unsigned_area() / other.area.unsigned_area()))
            && middle_of(other).is_some_and(|middle| self.area.contains(&middle))
            && middle_of(self).is_some_and(|middle| other.area.contains(&middle))
    }
}

pub use apart::told_apart;
pub(crate) use apart::wider_names;

/// Which zones a point lies in.
pub(crate) struct ZoneLookup<'a> {
    zones: &'a [Zone],
    /// The boxes of the zones, each with the zone's index.
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, usize>>,
    /// Square degrees of each zone's area, to tell the smaller of two.
    sizes: Vec<f64>,
}

impl<'a> ZoneLookup<'a> {
    pub(crate) fn new(zones: &'a [Zone]) -> Self {
        let boxes = zones.iter().enumerate().filter_map(|(index, zone)| {
            let rect = zone.area.bounding_rect()?;
            let corners = Rectangle::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
            Some(GeomWithData::new(corners, index))
        });
        Self {
            zones,
            boxes: RTree::bulk_load(boxes.collect()),
            sizes: zones.iter().map(|zone| zone.area.unsigned_area()).collect(),
        }
    }

    /// The zones around a point, by their places, the smallest first.
    pub(crate) fn around(&self, point: Point<f64>) -> impl Iterator<Item = usize> {
        let mut around: Vec<usize> = self
            .boxes
            .locate_in_envelope_intersecting(AABB::from_point([point.x(), point.y()]))
            .map(|zone| zone.data)
            .collect();
        around.sort_unstable_by(|&a, &b| self.sizes[a].total_cmp(&self.sizes[b]).then(a.cmp(&b)));
        around.into_iter().filter(move |&index| self.zones[index].area.contains(&point))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::Rect;

    fn zone(name: &str, (west, south): (f64, f64), (east, north): (f64, f64)) -> Zone {
        let area = Rect::new((west, south), (east, north)).to_polygon().into();
        Zone { id: name.to_owned(), name: name.to_owned(), level: None, area }
    }

    #[test]
    fn the_zones_around_a_point_are_found_the_smallest_first() {
        let zones = [
            zone("regency", (0.0, 0.0), (10.0, 10.0)),
            zone("village", (1.0, 1.0), (2.0, 2.0)),
            zone("district", (0.0, 0.0), (5.0, 5.0)),
        ];
        let lookup = ZoneLookup::new(&zones);
        let around = |x, y| -> Vec<&str> {
            lookup.around(Point::new(x, y)).map(|at| zones[at].name.as_str()).collect()
        };
        assert_eq!(around(1.5, 1.5), ["village", "district", "regency"]);
        assert_eq!(around(3.0, 3.0), ["district", "regency"]);
        assert_eq!(around(9.0, 9.0), ["regency"]);
        assert_eq!(around(11.0, 9.0), [""; 0]);
    }
}
