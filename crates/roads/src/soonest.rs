//! Who reaches a place soonest: which engine finds out, and the one that climbs the hierarchy.

use geo::Point;

use crate::bound::Bound;
use crate::class::VehicleClass;
use crate::hierarchy::{Metered, ToPlace};
use crate::leaders::Leaders;
use crate::memory::{Known, Memory};
use crate::roads::{Reach, Roads, Starter};
use crate::search::{Cost, Link};

/// How it is found out who is soonest. The answer is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Dijkstra's algorithm backwards from the place until the wanted vehicles are met.
    PlainSearch,
    /// A customizable contraction hierarchy.
    Hierarchy,
}

impl Engine {
    /// Settling so many nodes takes the plain search about as long as the hierarchy takes for a question.
    const PLAIN_SETTLES: usize = 400;

    /// The engine that is sooner for so many nodes, vehicles wanted and vehicles asked about. The plain search settles
    /// about `nodes · wanted / vehicles` nodes before it has met as many as are wanted, so it is quick where vehicles
    /// stand densely; the hierarchy takes nearly the same time however few and far they are.
    pub(crate) fn sooner(nodes: usize, wanted: usize, vehicles: usize) -> Self {
        let settled = nodes.saturating_mul(wanted.min(vehicles)) / vehicles.max(1);
        if settled <= Self::PLAIN_SETTLES { Self::PlainSearch } else { Self::Hierarchy }
    }
}

/// A vehicle of the class at hand, on its road.
struct Candidate {
    starter: u32,
    /// Milliseconds that it takes at the very least.
    least_ms: u32,
    known: Known,
    /// Along the one segment that it and the place are on.
    direct: Option<Cost>,
}

impl Candidate {
    fn cost(&self, roads: Metered<'_>, memory: &mut ToPlace) -> Option<Cost> {
        let over =
            |link: &Link, memory: &mut ToPlace| Some(roads.cost_from(memory, link.node)?.plus(link.cost));
        let exits = self.known.exits().filter_map(|link| over(link, memory));
        exits.chain(self.direct).min()
    }
}

impl Roads {
    /// How soon each of the starters reaches the place, exact for the `wanted` soonest.
    ///
    /// Those that could be there first are asked about first; whoever cannot, by the straight line at the speed of the
    /// fastest road, beat the ones already held is not asked about at all.
    pub(crate) fn climb(
        &self,
        memory: &mut Memory,
        place: Point<f64>,
        starters: &[Starter],
        wanted: usize,
    ) -> Vec<Reach> {
        let mut reaches = vec![Reach::OffRoad; starters.len()];
        let mut leaders = Leaders::new(wanted);
        for class in VehicleClass::ALL {
            self.climb_in_class(class, memory, (place, starters, wanted), &mut leaders, &mut reaches);
        }
        let unmet = if leaders.is_full() { Reach::NotAmongSoonest } else { Reach::Unreachable };
        for reach in reaches.iter_mut().filter(|reach| **reach != Reach::OffRoad) {
            *reach = unmet;
        }
        for (cost, starter) in leaders.into_sorted() {
            reaches[starter as usize] = Reach::of(cost);
        }
        reaches
    }

    fn climb_in_class(
        &self,
        class: VehicleClass,
        memory: &mut Memory,
        (place, starters, wanted): (Point<f64>, &[Starter], usize),
        leaders: &mut Leaders,
        reaches: &mut [Reach],
    ) {
        let mut of_class = (0..).zip(starters).filter(|(_, starter)| starter.class == class).peekable();
        if of_class.peek().is_none() {
            return;
        }
        let (Some(roads), Some(place)) = (self.metered(class), self.stand(place, class)) else { return };
        let entries = self.entries(&place, class);
        let bound = (wanted < starters.len()).then(|| self.bound(class));
        let least_ms = |known: &Known| bound.map_or(0, |bound| self.least_ms(bound, known, &entries));
        let mut candidates = Vec::new();
        for (index, starter) in of_class {
            if let Some(known) = memory.stands.get(self, starter) {
                // Told apart from those that are off the road; what it is, is said at the end.
                reaches[index as usize] = Reach::NotAmongSoonest;
                let direct = known.stand.direct_to(&place);
                let least_ms = if direct.is_some() { 0 } else { least_ms(&known) };
                candidates.push(Candidate { starter: index, least_ms, known, direct });
            }
        }
        candidates.sort_unstable_by_key(|candidate| candidate.least_ms);
        roads.ask(&mut memory.to_place, entries.iter().map(|link| (link.node, link.cost)));
        for candidate in &candidates {
            if !leaders.admit(candidate.least_ms) {
                break;
            }
            if let Some(cost) = candidate.cost(roads, &mut memory.to_place) {
                leaders.take(cost, candidate.starter);
            }
        }
    }

    /// Milliseconds from a vehicle to a place at the very least.
    fn least_ms(&self, bound: Bound, known: &Known, entries: &[Link]) -> u32 {
        let between = |exit: &Link, entry: &Link| {
            let ms = bound.ms(self.position(exit.node), self.position(entry.node));
            exit.cost.ms().saturating_add(ms).saturating_add(entry.cost.ms())
        };
        let over_exit = |exit| entries.iter().map(move |entry| between(exit, entry)).min();
        known.exits().filter_map(over_exit).min().unwrap_or(u32::MAX)
    }
}
