//! A whole country.

use geo::{Point, Rect};
use rand::RngExt;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use super::motorway;
use super::names;
use super::plots::{Land, Link, weight};
use super::sketch::{Kind, Pin, Sketch, Spot, between, metres, point};
use super::town::{self, Town};
use crate::builder::{NetworkBuilder, Way};
use crate::class::RoadClass;
use crate::network::Network;

/// Square metres of land for each unit of a town's weight. With it a junction has about 0.05 km², as on Java.
const LAND_M2: f64 = 14_000.0;
/// The smallest village has so many junctions.
const VILLAGE: usize = 60;
/// The share of the junctions that lie in towns; the others are on the roads between them.
const IN_TOWNS: f64 = 0.9;
/// From this distance on the sea separates.
const SEA_M: f64 = 8_000.0;

/// An invented country's roads, as ways and nodes from a map. See the [module](super) for what they look like.
#[derive(Clone, Debug)]
pub struct Country {
    /// The ways. Their ids are 1, 2, 3 …
    pub ways: Vec<Way>,
    /// The nodes by id, which is 1, 2, 3 …
    pub nodes: Vec<(i64, Point<f64>)>,
    /// The towns and villages, the mainland's first.
    pub settlements: Vec<Settlement>,
}

/// A town or village.
#[derive(Clone, Debug, PartialEq)]
pub struct Settlement {
    /// Its name.
    pub name: String,
    /// Its middle, longitude and latitude.
    pub middle: Point<f64>,
    /// How many junctions it has, or nearly.
    pub junctions: usize,
}

impl Country {
    /// Invents a country with about this many junctions, the same for the same seed. Time and memory are linear.
    pub fn new(seed: u64, junctions: usize) -> Self {
        let mut sketch = Sketch::new(seed);
        let mut settlements = Vec::new();
        let mut south = 0.0;
        for sizes in lands(junctions) {
            let area = sizes.iter().copied().map(weight).sum::<f64>() * LAND_M2;
            let (width, height) = ((area * 1.6).sqrt(), (area / 1.6).sqrt());
            let mut land = Land::default();
            land.divide(&mut sketch, &sizes, [0.0, south], [width, south + height]);
            let towns: Vec<Town> = land.plots.iter().map(|plot| town::draw(&mut sketch, plot)).collect();
            for link in &land.links {
                country_road(&mut sketch, &towns, link);
            }
            motorway::draw(&mut sketch, &large(&towns));
            let named = settlements.len();
            settlements.extend((named..).zip(&towns).map(|(index, town)| Settlement {
                name: names::of_town(index),
                middle: point(town.middle),
                junctions: town.size,
            }));
            south += height + SEA_M;
        }
        let Sketch { ways, nodes, .. } = sketch;
        Self { ways, nodes, settlements }
    }

    /// The network of these roads.
    pub fn network(&self) -> Network {
        let mut builder = NetworkBuilder::new();
        for way in &self.ways {
            builder.add_way(way.clone());
        }
        for &(id, point) in &self.nodes {
            builder.add_node(id, point);
        }
        builder.build()
    }

    /// A random point as a caller or a vehicle gives it: mostly within some 50 m of a road, seldom right on a junction
    /// or far out in the fields or on the sea.
    pub fn random_point(&self, rng: &mut StdRng) -> Point<f64> {
        const DEGREES: f64 = 50.0 / 111_195.0;
        let at = |id: i64| self.nodes[id as usize - 1].1;
        let Some(way) = self.ways.choose(rng) else { return Point::new(0.0, 0.0) };
        let piece = rng.random_range(1..way.nodes.len());
        let (a, b) = (at(way.nodes[piece - 1]), at(way.nodes[piece]));
        match rng.random_range(0..50) {
            0 => {
                let bounds = self.bounds();
                let (min, max) = (bounds.min(), bounds.max());
                Point::new(rng.random_range(min.x..=max.x), rng.random_range(min.y..=max.y))
            }
            1..4 => a,
            _ => {
                let mut aside = || rng.random_range(-DEGREES..DEGREES);
                let (east, north) = (aside(), aside());
                let on_road = a + (b - a) * rng.random_range(0.0..1.0);
                on_road + Point::new(east, north)
            }
        }
    }

    /// The box around the middles of all towns.
    fn bounds(&self) -> Rect<f64> {
        let first = self.settlements.first().map_or(Point::new(0.0, 0.0), |town| town.middle);
        let mut bounds = [first.x(), first.y(), first.x(), first.y()];
        for middle in self.settlements.iter().map(|town| town.middle) {
            bounds[0] = bounds[0].min(middle.x());
            bounds[1] = bounds[1].min(middle.y());
            bounds[2] = bounds[2].max(middle.x());
            bounds[3] = bounds[3].max(middle.y());
        }
        Rect::new((bounds[0], bounds[1]), (bounds[2], bounds[3]))
    }
}

/// The sizes of the towns of each land, mainland first, the largest first. The n-th town has the n-th part of the
/// largest one's size, after Zipf's law, until only villages are left.
fn lands(junctions: usize) -> Vec<Vec<usize>> {
    let largest = (junctions as f64).powf(0.8);
    let (mut mainland, mut islands) = (Vec::new(), [Vec::new(), Vec::new()]);
    let mut left = (junctions as f64 * IN_TOWNS) as usize;
    for rank in 1_u32.. {
        let size = ((largest / f64::from(rank)) as usize).max(VILLAGE).min(left);
        if size == 0 {
            break;
        }
        left -= size;
        match rank {
            _ if rank % 24 == 8 => islands[0].push(size),
            _ if rank % 96 == 23 => islands[1].push(size),
            _ => mainland.push(size),
        }
    }
    let [one, other] = islands;
    [mainland, one, other].into_iter().filter(|sizes| !sizes.is_empty()).collect()
}

/// The towns that the motorway passes, from west to east: one for 25,000 junctions, and two at least.
fn large(towns: &[Town]) -> Vec<&Town> {
    let all: usize = towns.iter().map(|town| town.size).sum();
    let mut large: Vec<&Town> = towns.iter().filter(|town| town.size > 4 * VILLAGE).collect();
    large.sort_by_key(|town| std::cmp::Reverse(town.size));
    large.truncate((all / 25_000).max(2));
    large.sort_by(|a, b| a.middle[0].total_cmp(&b.middle[0]));
    large
}

/// A road from one town to another, with a hamlet every kilometre or so.
fn country_road(sketch: &mut Sketch, towns: &[Town], link: &Link) {
    let [one, other] = link.ends.map(|end| &towns[end]);
    let Some((from, to)) = one.gate_to(other.middle).zip(other.gate_to(one.middle)) else { return };
    let class = match one.size.min(other.size) {
        3_000.. => RoadClass::Trunk,
        600.. => RoadClass::Primary,
        200.. => RoadClass::Secondary,
        _ if link.bridge => RoadClass::Secondary,
        _ if sketch.chance(0.6) => RoadClass::Tertiary,
        _ => RoadClass::Unclassified,
    };
    let kind = sketch.kind(class);
    let pieces = (metres(from.at, to.at) / sketch.between(900.0, 1_600.0)).ceil().max(3.0) as usize;
    let direction = (to.at[1] - from.at[1]).atan2(to.at[0] - from.at[0]);
    let mut nodes = vec![from.id];
    let mut here = from;
    for piece in 1..=pieces {
        let next =
            if piece == pieces { to } else { wayside(sketch, from.at, to.at, piece as f64 / pieces as f64) };
        road_piece(sketch, &mut nodes, here, next, piece == pieces / 2 + 1 && link.bridge, &kind);
        if piece < pieces && sketch.chance(0.8) {
            hamlet(sketch, next, direction);
        }
        here = next;
    }
    sketch.way(nodes, &kind);
}

/// A junction somewhere beside the straight line between two places.
fn wayside(sketch: &mut Sketch, from: Spot, to: Spot, share: f64) -> Pin {
    let [east, north] = between(from, to, share);
    let at = [east + sketch.between(-150.0, 150.0), north + sketch.between(-150.0, 150.0)];
    sketch.pin(at)
}

/// A piece of a country road; over a river it is a bridge, which is a way of its own.
fn road_piece(sketch: &mut Sketch, nodes: &mut Vec<i64>, from: Pin, to: Pin, bridge: bool, kind: &Kind) {
    if bridge {
        let name = format!("Jembatan {}", kind.name.as_deref().unwrap_or("Kali"));
        if nodes.len() > 1 {
            sketch.way(std::mem::take(nodes), kind);
        }
        sketch.way(vec![from.id, to.id], &Kind { name: Some(name), ..kind.clone() });
        *nodes = vec![to.id];
        return;
    }
    sketch.bends(nodes, from.at, to.at, 3.0);
    nodes.push(to.id);
}

/// A lane or two that lead off a country road.
fn hamlet(sketch: &mut Sketch, at: Pin, direction: f64) {
    for side in [1.57, -1.57] {
        if sketch.chance(0.6) {
            let class = if sketch.chance(0.7) { RoadClass::Residential } else { RoadClass::Track };
            let (length, kind) = (sketch.between(80.0, 700.0), sketch.kind(class));
            sketch.lane(at, direction + side, length, &kind);
        }
    }
}
