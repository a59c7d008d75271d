//! The rings around a place, and how soon each can be crossed.

use geo::Point;

use super::speeds::{Circle, Speeds};
use crate::search::Cost;

/// Who may be at a place in time, wherever on or beside the roads each may be, its way to its road and along it included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rings<'a> {
    pub(super) speeds: &'a Speeds,
    /// In the plane.
    pub(super) place: [f64; 2],
    /// Units of the plane in a degree.
    pub(super) scale: [f64; 2],
    pub(super) free_ms: f64,
}

impl Rings<'_> {
    /// The square of how far a point is from the place.
    pub(crate) fn squared(&self, point: Point<f64>) -> f64 {
        let [east, north] =
            [point.x() * self.scale[0] - self.place[0], point.y() * self.scale[1] - self.place[1]];
        east * east + north * north
    }

    /// The square of how far anybody may be who is at the place within a limit. The wanted ones being held, that is what
    /// the last of them costs; before there is none.
    pub(crate) fn squared_within(&self, limit: Option<Cost>) -> f64 {
        let Some(limit) = limit else { return f64::INFINITY };
        let mut left_ms = f64::from(limit.ms()) + self.free_ms;
        let mut within = 0.0;
        for Circle { radius, speed } in self.speeds.around(self.place) {
            let width = f64::max(radius - within, 0.0);
            if left_ms * speed <= width {
                within += left_ms * speed;
                break;
            }
            within += width;
            left_ms -= width / speed;
        }
        // A trifle more than reckoned, so that floating point never makes it too little.
        (within * (1.0 + 1e-9)).powi(2)
    }
}
