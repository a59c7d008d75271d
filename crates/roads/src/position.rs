//! A place on the earth as the network keeps it.

use geo::{Distance, Haversine, Point};
use serde::{Deserialize, Serialize};

const PER_DEGREE: f64 = 1e7;
const LON_MAX: i32 = 1_800_000_000;
const LAT_MAX: i32 = 900_000_000;

/// Longitude and latitude in 1e-7 degree, the resolution of OpenStreetMap (about a centimetre).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Position {
    pub(crate) lon_e7: i32,
    pub(crate) lat_e7: i32,
}

impl Position {
    /// The nearest position on the 1e-7 grid; `None` where the point is not on the earth.
    pub(crate) fn new(point: Point<f64>) -> Option<Self> {
        let on_earth = point.x().abs() <= 180.0 && point.y().abs() <= 90.0;
        on_earth.then(|| Self {
            lon_e7: (point.x() * PER_DEGREE).round() as i32,
            lat_e7: (point.y() * PER_DEGREE).round() as i32,
        })
    }

    pub(crate) fn is_on_earth(self) -> bool {
        self.lon_e7.unsigned_abs() <= LON_MAX.unsigned_abs()
            && self.lat_e7.unsigned_abs() <= LAT_MAX.unsigned_abs()
    }

    pub(crate) fn lon(self) -> f64 {
        f64::from(self.lon_e7) / PER_DEGREE
    }

    pub(crate) fn lat(self) -> f64 {
        f64::from(self.lat_e7) / PER_DEGREE
    }

    pub(crate) fn point(self) -> Point<f64> {
        Point::new(self.lon(), self.lat())
    }

    /// Great-circle distance in whole centimetres.
    pub(crate) fn centimetres_to(self, other: Self) -> u32 {
        (Haversine.distance(self.point(), other.point()) * 100.0).round() as u32
    }
}

/// The point so many centimetres along a line.
pub(crate) fn point_along(line: &[Position], offset_cm: u32) -> Point<f64> {
    let mut left = offset_cm;
    for ends in line.windows(2) {
        let length = ends[0].centimetres_to(ends[1]);
        if left <= length {
            let (a, b) = (ends[0].point(), ends[1].point());
            return a + (b - a) * (f64::from(left) / f64::from(length.max(1)));
        }
        left -= length;
    }
    line[line.len() - 1].point()
}
