//! What can be searched for: the rows of the region file that the search index is made of.

use geo::{MultiLineString, Point};
use serde::{Deserialize, Serialize};

/// What a search hit is. Of equally good hits, those of an earlier kind come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    /// A point typed as coordinates, or in a pasted map link.
    Coordinate,
    /// A plus code.
    PlusCode,
    /// A city, village, district, hamlet.
    Place,
    /// A street.
    Street,
    /// A named thing: hospital, mosque, school, market.
    Facility,
    /// Where two streets meet.
    Junction,
    /// A house of a street.
    HouseNumber,
    /// A kilometre post.
    Milestone,
}

impl HitKind {
    /// The word that files and messages use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Coordinate => "coordinate",
            Self::PlusCode => "plus_code",
            Self::Place => "place",
            Self::Facility => "facility",
            Self::Street => "street",
            Self::Junction => "junction",
            Self::HouseNumber => "house_number",
            Self::Milestone => "milestone",
        }
    }

    /// The kind of a stored row. Coordinates and plus codes are never stored.
    pub(crate) fn from_stored(word: &str) -> Option<Self> {
        [Self::Place, Self::Facility, Self::Street, Self::Junction, Self::HouseNumber, Self::Milestone]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// Between the two streets of a junction's label.
pub(crate) const JUNCTION_SIGN: &str = " × ";

/// One thing that can be searched for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) kind: HitKind,
    /// The name to show. For a junction, two street names with [`JUNCTION_SIGN`] between.
    pub(crate) label: String,
    /// Other names that it is known by, to be found but not shown.
    pub(crate) also: String,
    /// The zone or place that it is in, or empty.
    pub(crate) context: String,
    pub(crate) point: Point<f64>,
    /// How far from `point` it may really be.
    pub(crate) radius_m: f64,
    /// The line of a street.
    pub(crate) line: Option<MultiLineString<f64>>,
}

impl Entry {
    /// An entry without other names, context and line.
    pub(crate) fn new(kind: HitKind, label: String, point: Point<f64>, radius_m: f64) -> Self {
        Self { kind, label, also: String::new(), context: String::new(), point, radius_m, line: None }
    }
}

/// What the index keeps its entries in the order of: their kinds, of one kind those near the region's middle first. The
/// distance is in metres, roughly, of the point as the index rounds it.
pub(crate) fn order(kind: HitKind, point: Point<f64>, centre: Point<f64>) -> (HitKind, u64) {
    let away = degrees(units(point)) - centre;
    let east = away.x() * centre.y().to_radians().cos();
    (kind, (east.hypot(away.y()) * 111_195.0) as u64)
}

const UNITS_PER_DEGREE: f64 = 1e7;

/// Longitude and latitude in ten-millionths of a degree, about a centimetre.
pub(crate) fn units(point: Point<f64>) -> [i32; 2] {
    [point.x(), point.y()].map(|degrees| (degrees * UNITS_PER_DEGREE).round() as i32)
}

/// The point so many ten-millionths of a degree off.
pub(crate) fn degrees([lon, lat]: [i32; 2]) -> Point<f64> {
    Point::new(f64::from(lon) / UNITS_PER_DEGREE, f64::from(lat) / UNITS_PER_DEGREE)
}
