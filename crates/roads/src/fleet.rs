//! Many vehicles that keep their places between questions, so that a question touches only those near the place.

use geo::Point;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::bound::Bound;
use crate::class::VehicleClass;
use crate::memory::Known;
use crate::roads::{Reach, Roads, Starter};
use crate::search::{Cost, End};
use crate::soonest::Engine;

/// One end of a vehicle's segment, in the plane of lower bounds, with the vehicle's number. Both ends are kept, also one
/// that it may not leave by: who stands on the place's own segment is then always among the nearest.
type Beside = GeomWithData<[f64; 2], (u32, usize)>;

const ENDS: [End; 2] = [End::From, End::To];

/// Vehicles by numbers that whoever asks has chosen: small ones, for they are kept in a list.
#[derive(Debug, Default)]
pub struct Fleet {
    epoch: u64,
    members: Vec<Option<Member>>,
    /// By class, the ends of the segments that its vehicles stand on.
    beside: [RTree<Beside>; VehicleClass::ALL.len()],
}

#[derive(Clone, Copy, Debug)]
struct Member {
    starter: Starter,
    known: Option<Known>,
}

impl Fleet {
    /// Where a vehicle is now. Where it was before is forgotten.
    pub fn put(&mut self, roads: &Roads, number: u32, starter: Starter) {
        self.refresh(roads);
        let index = number as usize;
        if self.members.get(index).copied().flatten().is_some_and(|member| member.starter == starter) {
            return;
        }
        self.remove(roads, number);
        if self.members.len() <= index {
            self.members.resize(index + 1, None);
        }
        let known = Known::of(roads, &starter);
        self.members[index] = Some(Member { starter, known });
        for beside in ends_beside(roads, number, known.as_ref()) {
            self.beside[starter.class as usize].insert(beside);
        }
    }

    /// Takes a vehicle out.
    pub fn remove(&mut self, roads: &Roads, number: u32) {
        let Some(member) = self.members.get_mut(number as usize).and_then(Option::take) else { return };
        for beside in ends_beside(roads, number, member.known.as_ref()) {
            self.beside[member.starter.class as usize].remove(&beside);
        }
    }

    /// Where a vehicle was last put.
    pub fn starter(&self, number: u32) -> Option<Starter> {
        Some(self.members.get(number as usize)?.as_ref()?.starter)
    }

    /// After closures have changed, everybody's road is looked for again.
    fn refresh(&mut self, roads: &Roads) {
        if self.epoch == roads.epoch() {
            return;
        }
        self.epoch = roads.epoch();
        let mut beside: [Vec<Beside>; VehicleClass::ALL.len()] = Default::default();
        for (number, member) in (0..).zip(&mut self.members) {
            if let Some(member) = member {
                member.known = Known::of(roads, &member.starter);
                beside[member.starter.class as usize].extend(ends_beside(
                    roads,
                    number,
                    member.known.as_ref(),
                ));
            }
        }
        self.beside = beside.map(RTree::bulk_load);
    }
}

fn ends_beside<'a>(
    roads: &'a Roads,
    number: u32,
    known: Option<&'a Known>,
) -> impl Iterator<Item = Beside> + 'a {
    let ends = known.into_iter().flat_map(|known| known.stand.junctions()).enumerate();
    ends.map(move |(end, junction)| GeomWithData::new(roads.in_plane(junction), (number, end)))
}

/// The soonest so far, each vehicle once.
struct Leaders {
    wanted: usize,
    /// The soonest first.
    held: Vec<(Cost, u32)>,
}

impl Leaders {
    fn admit(&self, least_ms: u32) -> bool {
        self.held.len() < self.wanted
            || self.held.last().is_some_and(|(last, _)| self.wanted > 0 && least_ms <= last.ms())
    }

    fn take(&mut self, cost: Cost, number: u32) {
        if let Some(at) = self.held.iter().position(|&(_, held)| held == number) {
            if self.held[at].0 <= cost {
                return;
            }
            self.held.remove(at);
        }
        let at = self.held.partition_point(|&held| held < (cost, number));
        self.held.insert(at, (cost, number));
        self.held.truncate(self.wanted);
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
        let mut leaders = Leaders { wanted, held: Vec::new() };
        for class in VehicleClass::ALL {
            if fleet.beside[class as usize].size() > 0 {
                self.lead(fleet, class, place, &is_asked, &mut leaders);
            }
        }
        leaders.held.into_iter().map(|(cost, number)| (number, Reach::of(cost))).collect()
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
        let entries = self.entries(&place, class);
        // Every entry is at one of the two ends of the place's segment, so at most so far from the first of them.
        let [centre, other] = place.junctions().map(|junction| self.in_plane(junction));
        let apart = Bound::apart(centre, other);
        let bound = self.bound(class);
        self.with_memory(|memory| {
            roads.ask(&mut memory.to_place, entries.iter().map(|link| (link.node, link.cost)));
            for (beside, squared) in
                fleet.beside[class as usize].nearest_neighbor_iter_with_distance_2(centre)
            {
                if !leaders.admit(bound.ms_over(squared.sqrt() - apart)) {
                    break;
                }
                let (number, end) = beside.data;
                let known = fleet.members[number as usize].as_ref().and_then(|member| member.known.as_ref());
                let Some(known) = known.filter(|_| is_asked(number)) else { continue };
                let over = known
                    .exits()
                    .find(|exit| exit.end == ENDS[end])
                    .and_then(|exit| Some(roads.cost_from(&mut memory.to_place, exit.node)?.plus(exit.cost)));
                let direct = known.stand.direct_to(&place);
                if let Some(cost) = over.into_iter().chain(direct).min() {
                    leaders.take(cost, number);
                }
            }
        });
    }
}
