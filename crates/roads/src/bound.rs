//! How soon a vehicle could be there at the very best, told from two positions alone.

use geo::Point;

use crate::arc::SegmentId;
use crate::graph::Graph;
use crate::network::Network;
use crate::position::Position;
use crate::profile::Speed;
use crate::search::Cost;
use crate::snap::METRES_PER_DEGREE;
use crate::weights::{BARRED, Weights};

/// A degree in units of the plane.
const DEGREE: f64 = 1e7;
/// Times on the way from a point to its road and along it are rounded so often, each by half a millisecond.
const ROUNDED_MS: f64 = 8.0;
/// So are the lengths of so many straight lines at either end, beside those of the pieces of a road.
const ROUNDED_LINES: f64 = 4.0;

/// Arcs shorter than this, in 1e-7 degree of latitude (a quarter of a metre), take so few whole milliseconds that they
/// tell no speed.
const SHORTEST: f64 = 22.5;

/// A lower bound for the time of any way of one class of vehicle, with nothing closed and so with anything closed.
///
/// Distances are measured in a plane whose east-west scale is a constant, so they obey the triangle inequality exactly:
/// a way is never shorter than the straight line, and no arc is driven faster than the fastest one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    east: f64,
    /// Milliseconds per unit of the plane on the fastest arc.
    pace: f64,
    /// What the arcs that are too short to measure could save together.
    slack: f64,
    /// The same where a way begins and ends anywhere beside a road and not at nodes.
    off_road: OffRoad,
}

#[derive(Clone, Copy, Debug)]
struct OffRoad {
    pace: f64,
    slack: f64,
}

impl Bound {
    /// Without a road there is no way, and nothing to be told.
    const NONE: Self = Self { east: 1.0, pace: 0.0, slack: 0.0, off_road: OffRoad { pace: 0.0, slack: 0.0 } };

    /// `fastest` is the highest speed on any road and beside it; no point is farther from a road than `off_road_m`.
    pub(crate) fn new(
        network: &Network,
        graph: &Graph,
        weights: &Weights,
        fastest: Speed,
        off_road_m: f64,
    ) -> Self {
        let Some(bounds) = network.bounds() else { return Self::NONE };
        let highest = bounds.min().y.abs().max(bounds.max().y.abs()) + off_road_m / METRES_PER_DEGREE;
        let mut bound = Self { east: highest.min(90.0).to_radians().cos(), ..Self::NONE };
        let (mut pace, mut slack) = (f64::INFINITY, 0.0);
        for (slot, (tail, head)) in graph.ends().enumerate() {
            let ms = weights.ms(slot);
            if ms == BARRED {
                continue;
            }
            let ends = [tail, head].map(|node| graph.position(network, node));
            let distance = bound.distance(ends[0], ends[1]);
            if distance < SHORTEST {
                slack += distance;
            } else {
                pace = f64::min(pace, f64::from(ms) / distance);
            }
        }
        // A trifle less than reckoned, so that floating point never makes it too much.
        (bound.pace, bound.slack) = (pace * (1.0 - 1e-9), slack * (1.0 + 1e-9));
        bound.off_road = OffRoad::new(network, bound, fastest);
        bound
    }

    /// Where a position lies in the plane.
    pub(crate) fn in_plane(self, position: Position) -> [f64; 2] {
        [f64::from(position.lon_e7) * self.east, f64::from(position.lat_e7)]
    }

    /// How far two places of the plane are from each other.
    pub(crate) fn apart([x, y]: [f64; 2], [other_x, other_y]: [f64; 2]) -> f64 {
        let (east, north) = (x - other_x, y - other_y);
        (east * east + north * north).sqrt()
    }

    fn distance(self, one: Position, other: Position) -> f64 {
        Self::apart(self.in_plane(one), self.in_plane(other))
    }

    /// The same for all who come to one place.
    pub(crate) fn around(self, place: Point<f64>) -> BoundAround {
        let scale = [DEGREE * self.east, DEGREE];
        BoundAround { place: [place.x() * scale[0], place.y() * scale[1]], scale, of: self.off_road }
    }
}

/// Who may be at a place in time, wherever on or beside the roads each may be, its way to its road and along it included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BoundAround {
    place: [f64; 2],
    scale: [f64; 2],
    of: OffRoad,
}

impl BoundAround {
    /// The square of how far a point is from the place.
    pub(crate) fn squared(&self, point: Point<f64>) -> f64 {
        let [east, north] =
            [point.x() * self.scale[0] - self.place[0], point.y() * self.scale[1] - self.place[1]];
        east * east + north * north
    }

    /// The square of how far anybody may be who is at the place within a limit. The wanted ones being held, that is what
    /// the last of them costs; before there is none.
    pub(crate) fn squared_within(&self, limit: Option<Cost>) -> f64 {
        let reach = |limit: Cost| (f64::from(limit.ms()) + 1.0 + ROUNDED_MS) / self.of.pace + self.of.slack;
        limit.map_or(f64::INFINITY, |limit| (reach(limit) * (1.0 + 1e-9)).powi(2))
    }
}

impl OffRoad {
    /// A part of an arc may be driven faster, by the straight line, than any whole arc: a bend slows only the whole.
    fn new(network: &Network, nodes: Bound, fastest: Speed) -> Self {
        let extent = network.bounds().map_or(0.0, |bounds| bounds.width().max(bounds.height()));
        // By so much the great circle along a straight piece may be shorter than the piece in the plane.
        let bulge = extent.to_radians().powi(2) / 12.0;
        let ms_per_unit = fastest.ms_per_m() * METRES_PER_DEGREE / DEGREE;
        let longest = |lines: usize, segment: SegmentId| lines.max(network.shape(segment).len());
        let lines = (0..network.segment_count() as u32).map(SegmentId).fold(0, longest);
        let centimetre = DEGREE / METRES_PER_DEGREE / 100.0;
        Self {
            pace: f64::min(nodes.pace, ms_per_unit * (1.0 - bulge).max(0.0) * (1.0 - 1e-9)),
            slack: nodes.slack + (lines as f64 + ROUNDED_LINES) * centimetre,
        }
    }
}
