//! What is kept between questions so that the next one need not begin anew.

use geo::Point;
use rustc_hash::FxHashMap;

use crate::class::VehicleClass;
use crate::hierarchy::{ToPlace, Tracer};
use crate::roads::{Roads, Starter};
use crate::search::{Link, Scratch, Target};
use crate::stand::Stand;

/// The memory of one question at a time.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) plain: Scratch,
    pub(crate) to_place: ToPlace,
    pub(crate) tracer: Tracer,
    pub(crate) stands: Stands,
}

/// A vehicle's stand, and how the nodes around it are reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) stand: Stand,
    /// Along its segment to the one end and to the other.
    exits: [Option<Link>; 2],
}

impl Known {
    /// Where a vehicle stands under the closures of now; `None` off the road.
    pub(crate) fn of(roads: &Roads, starter: &Starter) -> Option<Self> {
        let stand = roads.stand(starter.point, starter.class)?;
        Some(Self { exits: roads.exits(&stand), stand })
    }

    /// What the plain search looks for.
    pub(crate) fn target(&self, place: &Stand, layer: u32) -> Target {
        let exits = self.exits().map(|&exit| Link { layer, ..exit });
        Target { exits: exits.collect(), direct: self.stand.direct_to(place) }
    }

    pub(crate) fn exits(&self) -> impl Iterator<Item = &Link> {
        self.exits.iter().flatten()
    }
}

/// Where vehicles were found to stand. Most have not moved since the last question, and finding a road takes longer
/// than reckoning with it.
#[derive(Debug, Default)]
pub(crate) struct Stands {
    /// The changes of the roads that have been taken in.
    seen: u64,
    found: FxHashMap<(u64, u64, VehicleClass), Option<Known>>,
}

fn key(starter: &Starter) -> (u64, u64, VehicleClass) {
    (starter.point.x().to_bits(), starter.point.y().to_bits(), starter.class)
}

impl Stands {
    /// More than any room has vehicles. When it is full it is emptied.
    const LIMIT: usize = 20_000;

    pub(crate) fn get(&mut self, roads: &Roads, starter: &Starter) -> Option<&Known> {
        self.refresh(roads);
        self.found.entry(key(starter)).or_insert_with(|| Known::of(roads, starter)).as_ref()
    }

    /// The same if it was found before, on a road.
    pub(crate) fn recall(&mut self, roads: &Roads, starter: &Starter) -> Option<&Known> {
        self.refresh(roads);
        self.found.get(&key(starter))?.as_ref()
    }

    /// Forgets those whom a change of the roads may concern.
    fn refresh(&mut self, roads: &Roads) {
        let changes = roads.changes();
        let seen = std::mem::replace(&mut self.seen, changes.count());
        if self.found.len() >= Self::LIMIT {
            self.found.clear();
        }
        if seen == self.seen {
            return;
        }
        match changes.since(seen) {
            None => self.found.clear(),
            Some(lately) => self.found.retain(|&(x, y, _), known| {
                let point = Point::new(f64::from_bits(x), f64::from_bits(y));
                !lately.clone().any(|change| roads.concerns(change, point, known.as_ref()))
            }),
        }
    }
}
