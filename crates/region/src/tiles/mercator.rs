//! The Web Mercator projection, onto a square of side 1 whose corner is in the north-west.

use geo::{Coord, Rect};

use crate::bounds::Bounds;

/// Beyond this latitude the square ends.
const MAX_LATITUDE: f64 = 85.051_128_78;

/// Where a point of the earth is on the square.
pub(super) fn project(point: Coord<f64>) -> Coord<f64> {
    let latitude = point.y.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    let y = 0.5 - latitude.sin().atanh() / std::f64::consts::TAU;
    Coord { x: point.x / 360.0 + 0.5, y }
}

/// A box of the earth on the square.
pub(super) fn rect(bounds: Bounds) -> Rect<f64> {
    Rect::new(
        project(Coord { x: bounds.west, y: bounds.north }),
        project(Coord { x: bounds.east, y: bounds.south }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_points_fall_where_they_should() {
        let table =
            [((0.0, 0.0), (0.5, 0.5)), ((-180.0, 90.0), (0.0, 0.0)), ((180.0, -85.051_128_78), (1.0, 1.0))];
        for ((lon, lat), (x, y)) in table {
            let found = project(Coord { x: lon, y: lat });
            assert!((found.x - x).abs() < 1e-9 && (found.y - y).abs() < 1e-9, "{lon} {lat}: {found:?}");
        }
        // Vaduz is in tile 14/8625/5753.
        let vaduz = project(Coord { x: 9.5215, y: 47.1410 });
        assert_eq!(((vaduz.x * 16384.0) as u32, (vaduz.y * 16384.0) as u32), (8625, 5753));
    }
}
