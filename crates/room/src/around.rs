//! Where a place that isn't sure may be: spots on the roads all over its circle.

use dispatch::recommend::Spot;
use dispatch::{Fix, FixSource, Position};
use geo::Point;
use roads::{Roads, VehicleClass};

use crate::map::{self, METRES_PER_DEGREE};
use crate::settings::Settings;

/// How many spots stand for a circle, its middle included: enough to tell a third of it from the rest, few enough to ask
/// the roads for each while a dispatcher types.
const SPOTS: u32 = 13;

/// The spots that stand for a fix, the middle first; the middle alone where the fix is sure.
///
/// Of an address the street is known, and whoever reaches a short one reaches all of it: it is sure farther out than a
/// circle that may hold any road.
///
/// They are spread evenly over the circle by Vogel's spiral (H. Vogel, "A better way to construct the sunflower head",
/// 1979), each moved to the road beside it, for that is where people are and where they can be reached. What would have to
/// be moved out of the circle is left out.
pub(crate) fn spots(roads: &Roads, fix: &Fix, settings: &Settings) -> Vec<Spot> {
    let middle = Spot { position: fix.position, street: street(roads, fix.position) };
    let sure_within_m = match fix.source {
        FixSource::Address => settings.sure_within_m.max(settings.sure_street_within_m),
        _ => settings.sure_within_m,
    };
    if fix.radius_m <= sure_within_m {
        return vec![middle];
    }
    let radius_m = f64::from(fix.radius_m);
    let on_roads = (1..SPOTS).filter_map(|n| {
        let snap = roads.snap(spread(fix.position, radius_m, n), VehicleClass::Car)?;
        let position = Position::new(snap.point.y(), snap.point.x()).ok()?;
        let inside = position.metres_to(fix.position) <= radius_m;
        inside.then(|| Spot { position, street: street(roads, position) })
    });
    std::iter::once(middle).chain(on_roads).collect()
}

fn street(roads: &Roads, at: Position) -> Option<String> {
    roads.street_at(map::point(at)).map(str::to_owned)
}

/// The n-th point of the spiral, each with the same share of the circle around it.
fn spread(middle: Position, radius_m: f64, n: u32) -> Point<f64> {
    let golden_angle = std::f64::consts::PI * (3.0 - 5.0_f64.sqrt());
    let from_middle_m = radius_m * (f64::from(n) / f64::from(SPOTS)).sqrt();
    let (sin, cos) = (f64::from(n) * golden_angle).sin_cos();
    let lat = middle.lat() + from_middle_m * cos / METRES_PER_DEGREE;
    let metres_per_lon = METRES_PER_DEGREE * middle.lat().to_radians().cos();
    Point::new(middle.lon() + from_middle_m * sin / metres_per_lon, lat)
}
