//! The drawing board: nodes and ways in metres, and the dice.

use geo::Point;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::names;
use crate::builder::Way;
use crate::class::{Access, Oneway, RoadClass};
use crate::details::Details;

/// Metres in a degree of latitude.
const DEGREE_M: f64 = 111_195.0;
/// The country's south-western corner. It lies near Java's latitudes, whatever its size.
const ORIGIN: (f64, f64) = (110.0, -8.6);

/// Metres east and north of the country's corner.
pub(super) type Spot = [f64; 2];

/// A node that has been drawn.
#[derive(Clone, Copy)]
pub(super) struct Pin {
    pub(super) id: i64,
    pub(super) at: Spot,
}

/// What a way is, apart from where it leads.
#[derive(Clone)]
pub(super) struct Kind {
    pub(super) class: RoadClass,
    pub(super) name: Option<String>,
    pub(super) oneway: Oneway,
}

/// Ways and nodes drawn so far.
pub(super) struct Sketch {
    /// A node's id is its place in this list, plus one.
    pub(super) nodes: Vec<(i64, Point<f64>)>,
    pub(super) ways: Vec<Way>,
    rng: StdRng,
}

/// The point of a spot, on the grid of 1e-7 degree as in OpenStreetMap.
pub(super) fn point([east, north]: Spot) -> Point<f64> {
    let on_grid = |degrees: f64| (degrees * 1e7).round() / 1e7;
    let (lon, lat) = ORIGIN;
    Point::new(on_grid(lon + east / DEGREE_M / lat.to_radians().cos()), on_grid(lat + north / DEGREE_M))
}

/// The spot on the straight line between two others.
pub(super) fn between(a: Spot, b: Spot, share: f64) -> Spot {
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

pub(super) fn metres(a: Spot, b: Spot) -> f64 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

/// So far from a spot, in a direction given in radians.
pub(super) fn towards(from: Spot, direction: f64, metres: f64) -> Spot {
    [from[0] + metres * direction.cos(), from[1] + metres * direction.sin()]
}

impl Sketch {
    pub(super) fn new(seed: u64) -> Self {
        Self { nodes: Vec::new(), ways: Vec::new(), rng: StdRng::seed_from_u64(seed) }
    }

    pub(super) fn between(&mut self, least: f64, most: f64) -> f64 {
        self.rng.random_range(least..most)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.rng.random_range(0..end.max(1))
    }

    pub(super) fn chance(&mut self, share: f64) -> bool {
        self.rng.random_bool(share)
    }

    pub(super) fn pin(&mut self, at: Spot) -> Pin {
        let id = self.nodes.len() as i64 + 1;
        self.nodes.push((id, point(at)));
        Pin { id, at }
    }

    pub(super) fn kind(&mut self, class: RoadClass) -> Kind {
        let name = names::of_road(&mut self.rng, class);
        Kind { class, name, oneway: Oneway::No }
    }

    /// Draws a way. Few have a speed limit, and fewer are private.
    pub(super) fn way(&mut self, nodes: Vec<i64>, kind: &Kind) {
        let (limited, limits) = match kind.class {
            RoadClass::Motorway => (0.5, [80, 80, 100]),
            RoadClass::MotorwayLink | RoadClass::Trunk => (0.15, [40, 60, 80]),
            RoadClass::Primary | RoadClass::Secondary | RoadClass::Tertiary => (0.06, [40, 50, 60]),
            _ => (0.015, [20, 30, 30]),
        };
        let maxspeed_kmh = self.chance(limited).then(|| limits[self.below(limits.len())]);
        let is_minor = kind.class >= RoadClass::Residential;
        let access = match self.below(if is_minor { 400 } else { usize::MAX }) {
            0 => Access::Closed,
            1 => Access::EmergencyOnly,
            2..5 => Access::Restricted,
            _ => Access::Open,
        };
        self.ways.push(Way {
            osm_id: self.ways.len() as i64 + 1,
            nodes,
            class: kind.class,
            name: kind.name.clone(),
            oneway: kind.oneway,
            access,
            maxspeed_kmh,
            details: Details::default(),
        });
    }

    /// Adds bends on the way from one spot to another, `bends` on average, each aside by up to a share of the length.
    pub(super) fn bends(&mut self, nodes: &mut Vec<i64>, from: Spot, to: Spot, bends: f64) {
        let count = self.below((2.0 * bends + 1.0) as usize + 1);
        let length = metres(from, to);
        for bend in 1..=count {
            let on_line = between(from, to, bend as f64 / (count + 1) as f64);
            let aside = 0.05 * length;
            let at = [
                on_line[0] + self.between(-aside, aside + 1e-3),
                on_line[1] + self.between(-aside, aside + 1e-3),
            ];
            nodes.push(self.pin(at).id);
        }
    }

    /// A lane that leads away from a node and ends nowhere, with side lanes of its own. Gives the number of junctions
    /// drawn.
    pub(super) fn lane(&mut self, from: Pin, direction: f64, length: f64, kind: &Kind) -> usize {
        let mut nodes = vec![from.id];
        let (mut here, mut drawn) = (from.at, 0);
        let pieces = 1 + self.below(3);
        for piece in 0..pieces {
            let bend = direction + self.between(-0.25, 0.25);
            let pin = self.pin(towards(here, bend, length / pieces as f64));
            self.bends(&mut nodes, here, pin.at, 0.7);
            nodes.push(pin.id);
            here = pin.at;
            if piece + 1 < pieces && self.chance(0.4) {
                let side = bend + if self.chance(0.5) { 1.5 } else { -1.5 };
                let end = self.pin(towards(here, side, length * 0.4));
                let mut side_nodes = vec![pin.id];
                self.bends(&mut side_nodes, here, end.at, 0.5);
                side_nodes.push(end.id);
                self.way(side_nodes, kind);
                drawn += 2;
            }
        }
        self.way(nodes, kind);
        drawn + 1
    }
}
