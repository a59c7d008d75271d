//! Who reaches a place soonest, by climbing the hierarchy.

use geo::Point;

use crate::class::VehicleClass;
use crate::hierarchy::{Metered, ToPlace};
use crate::leaders::Leaders;
use crate::memory::{Known, Memory};
use crate::roads::{Reach, Roads, Starter};
use crate::search::{Cost, Link};
use crate::snap::TOGETHER;
use crate::stand::Stand;

/// How it is found out who is soonest. Who it is and how soon is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Dijkstra's algorithm backwards from the place until the wanted vehicles are met.
    PlainSearch,
    /// A customizable contraction hierarchy.
    Hierarchy,
}

/// So many times as many as are wanted are asked about first: the nearest, among whom the soonest mostly are.
const FIRST: usize = 2;

/// The place that is asked about, as one class of vehicle reaches it.
struct Goal<'a> {
    class: VehicleClass,
    roads: Metered<'a>,
    place: Point<f64>,
    stand: Stand,
}

impl Goal<'_> {
    /// What a vehicle costs; `None` where no way leads, and perhaps where it is more than the limit.
    fn cost_from(&self, known: &Known, memory: &mut ToPlace, limit: Cost) -> Option<Cost> {
        let over = |link: &Link| {
            let left = limit.left_after(link.cost)?;
            Some(self.roads.cost_from(memory, link.node, left)?.plus(link.cost))
        };
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
        // Told apart from those that are off the road; what it is, is said at the end.
        let mut reaches = vec![Reach::NotAmongSoonest; starters.len()];
        let mut leaders = Leaders::new(wanted);
        let mut present = [false; VehicleClass::ALL.len()];
        for starter in starters {
            present[starter.class as usize] = true;
        }
        for class in VehicleClass::ALL.into_iter().filter(|&class| present[class as usize] && wanted > 0) {
            let (Some(roads), Some(stand)) = (self.metered(class), self.stand(place, class)) else {
                for (starter, reach) in starters.iter().zip(&mut reaches) {
                    *reach = if starter.class == class { Reach::OffRoad } else { *reach };
                }
                continue;
            };
            let entries = self.entries(&stand, class);
            roads.ask(&mut memory.to_place, entries.iter().map(|link| (link.node, link.cost)));
            let goal = Goal { class, roads, place, stand };
            if wanted < starters.len() {
                self.lead_among(memory, &goal, starters, &mut leaders, &mut reaches);
            } else {
                self.reach_all(memory, &goal, starters, &mut reaches);
            }
        }
        if !leaders.is_full() {
            for reach in reaches.iter_mut().filter(|reach| **reach == Reach::NotAmongSoonest) {
                *reach = Reach::Unreachable;
            }
        }
        for (cost, starter) in leaders.into_sorted() {
            reaches[starter as usize] = Reach::of(cost);
        }
        reaches
    }

    fn reach_all(&self, memory: &mut Memory, goal: &Goal<'_>, starters: &[Starter], reaches: &mut [Reach]) {
        let Memory { stands, to_place, .. } = memory;
        let mut reach = |known: &Known| {
            goal.cost_from(known, to_place, Cost::ENDLESS).map_or(Reach::Unreachable, Reach::of)
        };
        let mut moved = Vec::new();
        for (index, starter) in starters.iter().enumerate().filter(|(_, own)| own.class == goal.class) {
            match stands.recall(self, starter) {
                Some(known) => reaches[index] = reach(known),
                None => moved.push(index),
            }
        }
        for some in moved.chunks(TOGETHER) {
            self.fetch(some.iter().map(|&index| starters[index].point), goal.class);
            for &index in some {
                reaches[index] = stands.get(self, &starters[index]).map_or(Reach::OffRoad, &mut reach);
            }
        }
    }

    /// The nearest by straight line are asked about first. Of the others whoever cannot, by the straight line at the speed
    /// of the fastest roads there, beat the ones then held is not asked about at all: not even its road is looked for.
    fn lead_among(
        &self,
        memory: &mut Memory,
        goal: &Goal<'_>,
        starters: &[Starter],
        leaders: &mut Leaders,
        reaches: &mut [Reach],
    ) {
        let bound = self.bound(goal.class).around(goal.place);
        let Memory { stands, to_place, apart, .. } = memory;
        let squared =
            |own: &Starter| if own.class == goal.class { bound.squared(own.point) } else { f64::INFINITY };
        apart.measure(starters.iter().map(squared));
        let mut ask = |number: u32, leaders: &mut Leaders| {
            let known = stands.get(self, &starters[number as usize]);
            let limit = leaders.limit().unwrap_or(Cost::ENDLESS);
            match known.map(|known| goal.cost_from(known, to_place, limit)) {
                Some(Some(cost)) => leaders.take(cost, number),
                Some(None) => {}
                None => reaches[number as usize] = Reach::OffRoad,
            }
        };
        let nearest = apart.nearest(FIRST * leaders.wanted());
        for &number in &nearest {
            ask(number, leaders);
        }
        let mut within = bound.squared_within(leaders.limit());
        let mut next = 0;
        while let Some(number) = apart.next_within(next, within) {
            if nearest.binary_search(&number).is_err() {
                ask(number, leaders);
                within = bound.squared_within(leaders.limit());
            }
            next = number + 1;
        }
    }
}
