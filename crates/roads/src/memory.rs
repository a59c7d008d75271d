//! What is kept between questions so that the next one need not begin anew.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::apart::Apart;
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
    pub(crate) apart: Apart,
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
    found: FxHashMap<(u64, u64, VehicleClass), Found>,
}

/// Where a vehicle was found to stand, as the roads were after so many changes. Whether a later one concerns it is looked
/// at when it is asked for: those who are remembered are many, those who are asked for few.
#[derive(Debug)]
struct Found {
    seen: u64,
    known: Option<Known>,
}

fn key(starter: &Starter) -> (u64, u64, VehicleClass) {
    (starter.point.x().to_bits(), starter.point.y().to_bits(), starter.class)
}

impl Stands {
    /// More than any room has vehicles. When it is full it is emptied.
    const LIMIT: usize = 20_000;

    pub(crate) fn get(&mut self, roads: &Roads, starter: &Starter) -> Option<&Known> {
        if self.found.len() >= Self::LIMIT {
            self.found.clear();
        }
        match self.found.entry(key(starter)) {
            Entry::Vacant(free) => free.insert(Found::of(roads, starter)),
            Entry::Occupied(held) => {
                let found = held.into_mut();
                if !found.still_holds(roads, starter) {
                    *found = Found::of(roads, starter);
                }
                found
            }
        }
        .known
        .as_ref()
    }

    /// The same if it was found before, on a road.
    pub(crate) fn recall(&mut self, roads: &Roads, starter: &Starter) -> Option<&Known> {
        let found = self.found.get_mut(&key(starter))?;
        if found.still_holds(roads, starter) { found.known.as_ref() } else { None }
    }
}

impl Found {
    fn of(roads: &Roads, starter: &Starter) -> Self {
        Self { seen: roads.changes().count(), known: Known::of(roads, starter) }
    }

    /// Whether no change since concerns it.
    fn still_holds(&mut self, roads: &Roads, starter: &Starter) -> bool {
        let changes = roads.changes();
        if self.seen == changes.count() {
            return true;
        }
        let known = self.known.as_ref();
        let concerned = |change| roads.concerns(change, starter.point, known);
        let holds = changes.since(self.seen).is_some_and(|mut lately| !lately.any(concerned));
        if holds {
            self.seen = changes.count();
        }
        holds
    }
}
