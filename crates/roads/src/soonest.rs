//! Who reaches a place soonest, by climbing the hierarchy.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use geo::Point;

use crate::bound::Bound;
use crate::class::VehicleClass;
use crate::hierarchy::{Metered, ToPlace};
use crate::leaders::Leaders;
use crate::memory::{Known, Memory};
use crate::roads::{Reach, Roads, Starter};
use crate::search::{Cost, Link};
use crate::stand::Stand;

/// How it is found out who is soonest. Who it is and how soon is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Dijkstra's algorithm backwards from the place until the wanted vehicles are met.
    PlainSearch,
    /// A customizable contraction hierarchy.
    Hierarchy,
}

/// The place that is asked about, as one class of vehicle reaches it.
struct Goal<'a> {
    class: VehicleClass,
    roads: Metered<'a>,
    place: Point<f64>,
    stand: Stand,
    entries: Vec<Link>,
}

impl Goal<'_> {
    fn cost_from(&self, known: &Known, memory: &mut ToPlace) -> Option<Cost> {
        let over = |link: &Link| Some(self.roads.cost_from(memory, link.node)?.plus(link.cost));
        known.exits().filter_map(over).chain(known.stand.direct_to(&self.stand)).min()
    }
}

impl Roads {
    /// How soon each of the starters reaches the place, exact for the `wanted` soonest.
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
            if !starters.iter().any(|starter| starter.class == class) {
                continue;
            }
            let (Some(roads), Some(stand)) = (self.metered(class), self.stand(place, class)) else {
                continue;
            };
            let entries = self.entries(&stand, class);
            roads.ask(&mut memory.to_place, entries.iter().map(|link| (link.node, link.cost)));
            let goal = Goal { class, roads, place, stand, entries };
            if wanted < starters.len() {
                self.lead_among(memory, &goal, starters, &mut leaders, &mut reaches);
            } else {
                self.reach_all(memory, &goal, starters, &mut reaches);
            }
        }
        if wanted < starters.len() {
            let unmet = if leaders.is_full() { Reach::NotAmongSoonest } else { Reach::Unreachable };
            for reach in reaches.iter_mut().filter(|reach| **reach != Reach::OffRoad) {
                *reach = unmet;
            }
            for (cost, starter) in leaders.into_sorted() {
                reaches[starter as usize] = Reach::of(cost);
            }
        }
        reaches
    }

    fn reach_all(&self, memory: &mut Memory, goal: &Goal<'_>, starters: &[Starter], reaches: &mut [Reach]) {
        for (starter, reach) in starters.iter().zip(reaches).filter(|(own, _)| own.class == goal.class) {
            if let Some(known) = memory.stands.get(self, starter) {
                let cost = goal.cost_from(known, &mut memory.to_place);
                *reach = cost.map_or(Reach::Unreachable, Reach::of);
            }
        }
    }

    /// Those that could be there first are asked about first. Whoever cannot, by the straight line at the speed of the
    /// fastest road, beat the ones already held is not asked about at all: not even its road is looked for.
    fn lead_among(
        &self,
        memory: &mut Memory,
        goal: &Goal<'_>,
        starters: &[Starter],
        leaders: &mut Leaders,
        reaches: &mut [Reach],
    ) {
        let bound = self.bound(goal.class);
        let of_class = (0..).zip(starters).filter(|(_, own)| own.class == goal.class);
        let at_best = of_class.map(|(index, own)| Reverse((bound.ms_off_road(own.point, goal.place), index)));
        let mut waiting: BinaryHeap<Reverse<(u32, u32)>> = at_best.collect();
        for &Reverse((_, index)) in &waiting {
            // Told apart from those that are off the road; what it is, is said at the end.
            reaches[index as usize] = Reach::NotAmongSoonest;
        }
        while let Some(Reverse((_, index))) = waiting.pop().filter(|own| leaders.admit(own.0.0)) {
            let Some(known) = memory.stands.get(self, &starters[index as usize]) else {
                reaches[index as usize] = Reach::OffRoad;
                continue;
            };
            let is_beside = known.stand.direct_to(&goal.stand).is_some();
            if (is_beside || leaders.admit(self.least_ms(bound, known, &goal.entries)))
                && let Some(cost) = goal.cost_from(known, &mut memory.to_place)
            {
                leaders.take(cost, index);
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
