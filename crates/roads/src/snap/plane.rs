//! Metres around a point, and the boxes measured by them.

use std::f64::consts::PI;

use geo::Point;

use crate::position::Position;

/// Mean radius of the earth (IUGG), the one of `geo::Haversine`.
const EARTH_RADIUS_M: f64 = 6_371_008.8;
pub(crate) const METRES_PER_DEGREE: f64 = EARTH_RADIUS_M * PI / 180.0;
const UNITS_PER_DEGREE: f64 = 1e7;
pub(super) const METRES_PER_LAT: f64 = METRES_PER_DEGREE / UNITS_PER_DEGREE;
/// Metres by which rounding may make a box seem farther away than what is in it.
const SLACK_M: f64 = 1e-6;

/// The plane that touches the earth at a point: metres east and north of it. Good to a part in ten thousand over the few
/// kilometres that a snap looks at. A box of longitude and latitude is a box there too.
#[derive(Clone, Copy)]
pub(super) struct Plane {
    /// Where it touches, in units of 1e-7 degree, and between them.
    pub(super) lon: f64,
    pub(super) lat: f64,
    /// Metres in such a unit of longitude.
    pub(super) metres_per_lon: f64,
}

impl Plane {
    pub(super) fn at(origin: Point<f64>) -> Self {
        Self {
            lon: origin.x() * UNITS_PER_DEGREE,
            lat: origin.y() * UNITS_PER_DEGREE,
            metres_per_lon: METRES_PER_LAT * origin.y().to_radians().cos(),
        }
    }

    pub(super) fn place(&self, position: Position) -> [f64; 2] {
        [
            (f64::from(position.lon_e7) - self.lon) * self.metres_per_lon,
            (f64::from(position.lat_e7) - self.lat) * METRES_PER_LAT,
        ]
    }
}

/// The smallest box around something, in units of 1e-7 degree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) west: i32,
    pub(super) south: i32,
    pub(super) east: i32,
    pub(super) north: i32,
}

impl Bounds {
    pub(super) fn of(positions: impl Iterator<Item = Position>) -> Self {
        let nothing = Self { west: i32::MAX, south: i32::MAX, east: i32::MIN, north: i32::MIN };
        positions.fold(nothing, |bounds, Position { lon_e7, lat_e7 }| Self {
            west: bounds.west.min(lon_e7),
            south: bounds.south.min(lat_e7),
            east: bounds.east.max(lon_e7),
            north: bounds.north.max(lat_e7),
        })
    }

    /// Whether what is in the box may be so near to the point at which the plane touches the earth.
    pub(super) fn is_within(&self, plane: &Plane, reach_m: f64) -> bool {
        let outside =
            |low: i32, here: f64, high: i32| (f64::from(low) - here).max(here - f64::from(high)).max(0.0);
        let east = outside(self.west, plane.lon, self.east) * plane.metres_per_lon;
        let north = outside(self.south, plane.lat, self.north) * METRES_PER_LAT;
        east * east + north * north <= squared(reach_m)
    }
}

/// The square of a reach and a trifle more, which nothing within reach exceeds, however it was rounded.
pub(super) fn squared(reach_m: f64) -> f64 {
    (reach_m + SLACK_M) * (reach_m + SLACK_M)
}
