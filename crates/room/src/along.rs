//! Where on its way a unit is that may follow it: a position is a few metres off, and beside one carriageway runs the other,
//! from which it may be kilometres to turn.

use dispatch::Position;
use dispatch::unit::UnitPosition;
use geo::Point;

use crate::map::{self, METRES_PER_DEGREE};

/// A unit that is no farther than this from its way is on it: two carriageways and their median, or a phone between houses.
const WITHIN_M: f64 = 25.0;
/// From this speed on the reported heading is where a unit goes; slower it is noise. Metres per second.
const HEADS_FROM_MPS: f64 = 3.0;
/// Whoever heads this far aside of the way, in degrees, does not follow it there.
const ASIDE_DEG: f64 = 60.0;

/// The place on a way, `[lon, lat]` by `[lon, lat]`, where a unit is that was seen beside it; none where it does not follow
/// it.
pub(crate) fn place_on(line: &[[f64; 2]], seen: UnitPosition) -> Option<Position> {
    let metres_per_lon = METRES_PER_DEGREE * seen.position.lat().to_radians().cos();
    let here: Point<f64> = map::point(seen.position);
    let offset = |[lon, lat]: [f64; 2]| {
        Point::new((lon - here.x()) * metres_per_lon, (lat - here.y()) * METRES_PER_DEGREE)
    };
    let mut best: Option<(f64, Point<f64>)> = None;
    for edge in line.windows(2) {
        let (from, along) = (offset(edge[0]), offset(edge[1]) - offset(edge[0]));
        let squared = along.dot(along);
        if squared == 0.0 || !heads_along(seen, along) {
            continue;
        }
        let nearest = from + along * (-from.dot(along) / squared).clamp(0.0, 1.0);
        let far_m = nearest.dot(nearest).sqrt();
        if far_m <= WITHIN_M && best.is_none_or(|(least_m, _)| far_m < least_m) {
            best = Some((far_m, nearest));
        }
    }
    let (_, offset) = best?;
    let (lat, lon) = (here.y() + offset.y() / METRES_PER_DEGREE, here.x() + offset.x() / metres_per_lon);
    Position::new(lat, lon).ok()
}

/// Whether a unit goes about where the way goes there; so does one that stands, or does not say.
fn heads_along(seen: UnitPosition, along: Point<f64>) -> bool {
    let moves = seen.speed_mps.is_some_and(|mps| f64::from(mps) >= HEADS_FROM_MPS);
    let Some(heading) = seen.heading_deg.filter(|_| moves) else { return true };
    let way_deg = along.x().atan2(along.y()).to_degrees();
    let aside = (f64::from(heading) - way_deg + 540.0).rem_euclid(360.0) - 180.0;
    aside.abs() <= ASIDE_DEG
}

#[cfg(test)]
mod tests {
    use dispatch::At;

    use super::*;

    const LAT: f64 = -7.26;
    const LON: f64 = 112.74;

    fn place(east_m: f64, north_m: f64) -> [f64; 2] {
        let metres_per_lon = METRES_PER_DEGREE * LAT.to_radians().cos();
        [LON + east_m / metres_per_lon, LAT + north_m / METRES_PER_DEGREE]
    }

    /// North along one carriageway, back along the other 15 m to the east, and off to the east.
    fn way() -> Vec<[f64; 2]> {
        [(0.0, 0.0), (0.0, 1000.0), (15.0, 1000.0), (15.0, 500.0), (600.0, 500.0)]
            .map(|(east, north)| place(east, north))
            .to_vec()
    }

    /// Where a unit is seen, metres east and north; its heading and speed; and where on the way that is.
    #[test]
    fn a_unit_beside_its_way_is_on_it() {
        let rows = [
            ((-8.0, 200.0), None, None, Some((0.0, 200.0))),
            ((8.0, 200.0), None, None, Some((0.0, 200.0))),
            ((8.0, 700.0), None, None, Some((15.0, 700.0))),
            // Who goes north is on the carriageway that leads north, however near the other is.
            ((14.0, 700.0), Some(2), Some(12.0), Some((0.0, 700.0))),
            ((1.0, 700.0), Some(181), Some(12.0), Some((15.0, 700.0))),
            // A heading means nothing while it stands.
            ((14.0, 700.0), Some(2), Some(0.5), Some((15.0, 700.0))),
            ((14.0, 700.0), Some(2), None, Some((15.0, 700.0))),
            // Across the way, against it, and off it.
            ((2.0, 200.0), Some(90), Some(10.0), None),
            ((2.0, 200.0), Some(180), Some(10.0), None),
            ((-40.0, 200.0), None, None, None),
            ((0.0, -60.0), None, None, None),
            // Past the place by a length of hose, and before the start.
            ((620.0, 500.0), None, None, Some((600.0, 500.0))),
            ((0.0, -10.0), Some(0), Some(5.0), Some((0.0, 0.0))),
        ];
        for ((east, north), heading_deg, speed_mps, expected) in rows {
            let [lon, lat] = place(east, north);
            let position = Position::new(lat, lon).expect("on the earth");
            let seen = UnitPosition { position, at: At(0), heading_deg, speed_mps };
            let found = place_on(&way(), seen);
            let far_m = found.zip(expected).map(|(found, (east, north))| {
                let [lon, lat] = place(east, north);
                found.metres_to(Position::new(lat, lon).expect("on the earth"))
            });
            assert_eq!(found.is_some(), expected.is_some(), "{east} {north}: {found:?}");
            assert!(far_m.is_none_or(|far_m| far_m < 0.5), "{east} {north}: {found:?}");
        }
    }

    #[test]
    fn a_way_of_one_place_is_no_way() {
        let [lon, lat] = place(0.0, 0.0);
        let position = Position::new(lat, lon).expect("on the earth");
        let seen = UnitPosition { position, at: At(0), heading_deg: None, speed_mps: None };
        assert_eq!(place_on(&[place(0.0, 0.0), place(0.0, 0.0)], seen), None);
        assert_eq!(place_on(&[], seen), None);
    }
}
