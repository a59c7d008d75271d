//! What each arc costs one class of vehicle.

use crate::arc::{Direction, SegmentId};
use crate::automaton::Mark;
use crate::class::VehicleClass;
use crate::graph::{ArcId, Graph};
use crate::network::Network;
use crate::profile::{Period, Profile, Speed};
use crate::search::Cost;

/// The time of an arc that may not be driven.
pub(crate) const BARRED: u32 = u32::MAX;

/// Travel times in milliseconds, by slot of the graph; [`BARRED`] where there is no way.
#[derive(Debug)]
pub(crate) struct Weights {
    ms: Vec<u32>,
    /// The slots that pass a barrier, in order, with the part of their time that is spent there.
    delays: Vec<(u32, u32)>,
}

impl Weights {
    /// `speed` is how fast the class drives on a segment just now, if at all.
    pub(crate) fn new(
        network: &Network,
        graph: &Graph,
        driver: Driver<'_>,
        speed: impl Fn(SegmentId) -> Option<Speed>,
    ) -> Self {
        // Segment by segment first, as they lie in memory: the slots of a segment are far from each other.
        let of_arcs: Vec<[u32; 2]> = (0..network.segment_count() as u32)
            .map(SegmentId)
            .map(|segment| {
                let speed = speed(segment);
                ArcId::both(segment).map(|arc| arc_ms(network, driver.profile, arc, speed))
            })
            .collect();
        let of_arc = |arc: ArcId| {
            of_arcs[arc.segment().0 as usize][usize::from(arc.direction() == Direction::Backward)]
        };
        let ms = graph.arcs().iter().map(|incoming| of_arc(incoming.arc));
        let mut weights = Self { ms: ms.collect(), delays: Vec::new() };
        for &(slot, mark) in graph.marks() {
            let delay_ms = mark_ms(network, driver, mark);
            let ms = &mut weights.ms[slot as usize];
            *ms = after_mark(*ms, delay_ms);
            weights.delays.extend(delay_ms.filter(|&delay_ms| delay_ms > 0).map(|delay_ms| (slot, delay_ms)));
        }
        weights
    }

    /// The part of a slot's time that is spent at a barrier before the arc begins.
    pub(crate) fn delay_ms(&self, slot: usize) -> u32 {
        let found = self.delays.binary_search_by_key(&(slot as u32), |&(slot, _)| slot);
        found.map_or(0, |at| self.delays[at].1)
    }

    pub(crate) fn ms(&self, slot: usize) -> u32 {
        self.ms[slot]
    }

    /// Time and length of a slot; `None` where there is no way.
    pub(crate) fn cost(&self, graph: &Graph, slot: usize) -> Option<Cost> {
        let ms = self.ms[slot];
        (ms != BARRED).then(|| Cost::new(ms, graph.arc(slot).length_cm))
    }

    /// Gives both directions of a segment the times of a new speed, or bars them.
    pub(crate) fn set_speed(
        &mut self,
        network: &Network,
        graph: &Graph,
        driver: Driver<'_>,
        segment: SegmentId,
        speed: Option<Speed>,
    ) {
        for slot in graph.slots_of(network, segment) {
            let ms = arc_ms(network, driver.profile, graph.arc(slot).arc, speed);
            self.ms[slot] = after_mark(ms, mark_ms(network, driver, graph.mark(slot)));
        }
    }
}

/// Who drives, and when.
#[derive(Clone, Copy)]
pub(crate) struct Driver<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) class: VehicleClass,
    pub(crate) period: Period,
}

/// Milliseconds that a mark adds for a driver; `None` where it stops them.
pub(crate) fn mark_ms(network: &Network, driver: Driver<'_>, mark: Mark) -> Option<u32> {
    let Driver { profile, class, period } = driver;
    if profile.obeys_turn_restrictions && mark.forbidden_to.contains(class) {
        return None;
    }
    let barrier_ms = |index| profile.barrier_ms(network.barriers[index as usize].barrier, period);
    mark.barrier.map_or(Some(0), barrier_ms)
}

fn after_mark(ms: u32, delay_ms: Option<u32>) -> u32 {
    match delay_ms {
        Some(delay_ms) if ms != BARRED => ms.saturating_add(delay_ms).min(BARRED - 1),
        _ => BARRED,
    }
}

fn arc_ms(network: &Network, profile: &Profile, arc: ArcId, speed: Option<Speed>) -> u32 {
    match speed {
        Some(speed) if profile.admits(network.way_record(arc.segment()), arc.direction()) => {
            speed.travel_ms(network.record(arc.segment()).length_cm).min(BARRED - 1)
        }
        _ => BARRED,
    }
}
