//! Many vehicles that keep their places between questions, so that a question touches only those near the place.

use geo::Point;

use crate::class::VehicleClass;
use crate::hierarchy::Hung;
use crate::leaders::Leaders;
use crate::lists::Lists;
use crate::memory::Known;
use crate::roads::{Reach, Roads, Starter};
use crate::soonest::Engine;

/// A vehicle leaves its segment by at most so many ways: along it to the one end and to the other.
const EXITS: u32 = 2;

/// Vehicles by numbers that whoever asks has chosen: small ones, for they are kept in a list. They stand on the roads
/// that they were first put on.
#[derive(Debug, Default)]
pub struct Fleet {
    /// The changes of the roads that have been taken in.
    seen: u64,
    members: Vec<Option<Member>>,
    /// By class the ways out of its vehicles' segments, hung on the nodes to which they lead.
    exits: [Hung; VehicleClass::ALL.len()],
    /// By segment the vehicles on it.
    on_segment: Lists,
}

#[derive(Clone, Copy, Debug)]
struct Member {
    starter: Starter,
    known: Option<Known>,
}

impl Member {
    fn of(roads: &Roads, starter: Starter) -> Self {
        Self { starter, known: Known::of(roads, &starter) }
    }

    /// The segment that it is on, and where the ways out lead: all that its being kept depends on.
    fn place(&self) -> Option<(VehicleClass, u32, [Option<u32>; EXITS as usize])> {
        let known = self.known.as_ref()?;
        let mut nodes = known.exits().map(|exit| exit.node);
        Some((self.starter.class, known.stand.snap.segment.0, [nodes.next(), nodes.next()]))
    }
}

impl Fleet {
    /// Where a vehicle is now. Where it was before is forgotten.
    pub fn put(&mut self, roads: &Roads, number: u32, starter: Starter) {
        self.refresh(roads);
        if self.starter(number) != Some(starter) {
            self.set(roads, number, Some(Member::of(roads, starter)));
        }
    }

    /// Takes a vehicle out.
    pub fn remove(&mut self, roads: &Roads, number: u32) {
        self.refresh(roads);
        if self.starter(number).is_some() {
            self.set(roads, number, None);
        }
    }

    /// Where a vehicle was last put.
    pub fn starter(&self, number: u32) -> Option<Starter> {
        Some(self.member(number)?.starter)
    }

    fn member(&self, number: u32) -> Option<&Member> {
        self.members.get(number as usize)?.as_ref()
    }

    /// After the roads have changed, whoever that may concern is put on them again.
    fn refresh(&mut self, roads: &Roads) {
        let changes = roads.changes();
        if self.seen == changes.count() {
            return;
        }
        let seen = std::mem::replace(&mut self.seen, changes.count());
        let Some(lately) = changes.since(seen) else {
            let members = std::mem::take(self).members;
            self.seen = changes.count();
            for (number, member) in (0..).zip(members) {
                self.set(roads, number, member.map(|member| Member::of(roads, member.starter)));
            }
            return;
        };
        for number in 0..self.members.len() as u32 {
            let Some(&Member { starter, ref known }) = self.member(number) else { continue };
            if lately.clone().any(|change| roads.concerns(change, starter.point, known.as_ref())) {
                self.set(roads, number, Some(Member::of(roads, starter)));
            }
        }
    }

    /// Keeps a vehicle here from now on, or nowhere.
    fn set(&mut self, roads: &Roads, number: u32, member: Option<Member>) {
        let index = number as usize;
        if self.members.len() <= index {
            self.members.resize(index + 1, None);
        }
        let after = member.as_ref().and_then(Member::place);
        let before = std::mem::replace(&mut self.members[index], member).and_then(|member| member.place());
        // Most have merely driven on along their road.
        if before == after {
            return;
        }
        if let Some((class, segment, nodes)) = before {
            self.on_segment.take(segment, number);
            for (exit, node) in (number * EXITS..).zip(nodes.into_iter().flatten()) {
                roads.take_off(&mut self.exits[class as usize], exit, node);
            }
        }
        if let Some((class, segment, nodes)) = after {
            self.on_segment.put(segment, number);
            for (exit, node) in (number * EXITS..).zip(nodes.into_iter().flatten()) {
                roads.hang(&mut self.exits[class as usize], exit, node);
            }
        }
    }
}

impl Roads {
    /// The `wanted` soonest of those vehicles of a fleet that are asked for, the soonest first, each exact. However
    /// large the fleet, only those are looked at that could be there in time. Fewer than wanted means that no road
    /// leads to the place from the others.
    pub fn soonest_of(
        &self,
        fleet: &mut Fleet,
        place: Point<f64>,
        wanted: usize,
        is_asked: impl Fn(u32) -> bool,
    ) -> Vec<(u32, Reach)> {
        fleet.refresh(self);
        if !self.has_hierarchy() {
            return self.soonest_by_search(fleet, place, wanted, is_asked);
        }
        let mut leaders = Leaders::new(wanted);
        for class in VehicleClass::ALL {
            if wanted > 0 && !fleet.exits[class as usize].is_empty() {
                self.lead(fleet, class, place, &is_asked, &mut leaders);
            }
        }
        leaders.into_sorted().into_iter().map(|(cost, number)| (number, Reach::of(cost))).collect()
    }

    fn soonest_by_search(
        &self,
        fleet: &Fleet,
        place: Point<f64>,
        wanted: usize,
        is_asked: impl Fn(u32) -> bool,
    ) -> Vec<(u32, Reach)> {
        let asked = (0..fleet.members.len() as u32).filter(|&number| is_asked(number));
        let (numbers, starters): (Vec<u32>, Vec<Starter>) =
            asked.filter_map(|number| Some((number, fleet.starter(number)?))).unzip();
        let reaches = self.soonest_by(Engine::PlainSearch, place, &starters, wanted).reaches;
        let mut soonest: Vec<(u32, Reach)> = numbers.into_iter().zip(reaches).collect();
        soonest.retain(|(_, reach)| reach.travel_ms().is_some());
        soonest.sort_by_key(|(_, reach)| reach.travel_ms());
        soonest
    }

    fn lead(
        &self,
        fleet: &Fleet,
        class: VehicleClass,
        place: Point<f64>,
        is_asked: impl Fn(u32) -> bool,
        leaders: &mut Leaders,
    ) {
        let (Some(roads), Some(place)) = (self.metered(class), self.stand(place, class)) else { return };
        let known = |number: u32| {
            let member = fleet.member(number).filter(|member| member.starter.class == class)?;
            member.known.as_ref().filter(|_| is_asked(number))
        };
        for number in fleet.on_segment.at(place.snap.segment.0) {
            if let Some(cost) = known(number).and_then(|known| known.stand.direct_to(&place)) {
                leaders.improve(cost, number);
            }
        }
        let entries = self.entries(&place, class);
        self.with_memory(|memory| {
            roads.ask(&mut memory.to_place, entries.iter().map(|link| (link.node, link.cost)));
            let exits = &fleet.exits[class as usize];
            roads.visit(&mut memory.to_place, exits, leaders.limit(), |exit, cost| {
                let number = exit / EXITS;
                let way_out = known(number).and_then(|known| known.exits().nth((exit % EXITS) as usize));
                if let Some(way_out) = way_out {
                    leaders.improve(cost.plus(way_out.cost), number);
                }
                leaders.limit()
            });
        });
    }
}
