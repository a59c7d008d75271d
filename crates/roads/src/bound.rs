//! How soon a vehicle could be there at the very best, told from two positions alone.

use crate::graph::Graph;
use crate::network::Network;
use crate::position::Position;
use crate::weights::{BARRED, Weights};

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
}

impl Bound {
    pub(crate) fn new(network: &Network, graph: &Graph, weights: &Weights) -> Self {
        let highest = network.bounds().map_or(0.0, |bounds| bounds.min().y.abs().max(bounds.max().y.abs()));
        let mut bound = Self { east: highest.to_radians().cos(), pace: f64::INFINITY, slack: 0.0 };
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
        bound
    }

    /// Where a position lies in the plane.
    pub(crate) fn in_plane(self, position: Position) -> [f64; 2] {
        [f64::from(position.lon_e7) * self.east, f64::from(position.lat_e7)]
    }

    /// How far two places of the plane are from each other.
    pub(crate) fn apart([x, y]: [f64; 2], [other_x, other_y]: [f64; 2]) -> f64 {
        (x - other_x).hypot(y - other_y)
    }

    fn distance(self, one: Position, other: Position) -> f64 {
        Self::apart(self.in_plane(one), self.in_plane(other))
    }

    /// Milliseconds that any way from the one to the other takes at least.
    pub(crate) fn ms(self, from: Position, to: Position) -> u32 {
        self.ms_over(self.distance(from, to))
    }

    /// Milliseconds that any way takes at least between places so far apart in the plane.
    pub(crate) fn ms_over(self, distance: f64) -> u32 {
        let distance = distance - self.slack;
        if distance > 0.0 { (distance * self.pace) as u32 } else { 0 }
    }
}
