//! What each arc costs one class of vehicle.

use crate::automaton::Mark;
use crate::class::VehicleClass;
use crate::graph::{ArcId, Graph};
use crate::network::{Network, SegmentId};
use crate::profile::Profile;

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
    pub(crate) fn new(
        network: &Network,
        graph: &Graph,
        (profile, class): (&Profile, VehicleClass),
        is_closed: impl Fn(SegmentId) -> bool,
    ) -> Self {
        let ms = graph.arcs().iter().map(|incoming| {
            if is_closed(incoming.arc.segment()) { BARRED } else { arc_ms(network, profile, incoming.arc) }
        });
        let mut weights = Self { ms: ms.collect(), delays: Vec::new() };
        for &(slot, mark) in graph.marks() {
            let delay_ms = mark_ms(network, (profile, class), mark);
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

    /// Bars both directions of a segment.
    pub(crate) fn close(&mut self, network: &Network, graph: &Graph, segment: SegmentId) {
        for slot in graph.slots_of(network, segment) {
            self.ms[slot] = BARRED;
        }
    }

    /// Gives both directions of a segment their own times again.
    pub(crate) fn reopen(
        &mut self,
        network: &Network,
        graph: &Graph,
        (profile, class): (&Profile, VehicleClass),
        segment: SegmentId,
    ) {
        for slot in graph.slots_of(network, segment) {
            let ms = arc_ms(network, profile, graph.arc(slot).arc);
            self.ms[slot] = after_mark(ms, mark_ms(network, (profile, class), graph.mark(slot)));
        }
    }
}

/// Milliseconds that a mark adds for a class; `None` where it stops it.
pub(crate) fn mark_ms(
    network: &Network,
    (profile, class): (&Profile, VehicleClass),
    mark: Mark,
) -> Option<u32> {
    if profile.obeys_turn_restrictions && mark.forbidden_to.contains(class) {
        return None;
    }
    mark.barrier.map_or(Some(0), |index| profile.barrier_ms(network.barriers[index as usize].barrier))
}

fn after_mark(ms: u32, delay_ms: Option<u32>) -> u32 {
    match delay_ms {
        Some(delay_ms) if ms != BARRED => ms.saturating_add(delay_ms).min(BARRED - 1),
        _ => BARRED,
    }
}

fn arc_ms(network: &Network, profile: &Profile, arc: ArcId) -> u32 {
    let way = network.way_record(arc.segment());
    match profile.speed(way) {
        Some(speed) if profile.admits(way, arc.direction()) => {
            speed.travel_ms(network.record(arc.segment()).length_cm).min(BARRED - 1)
        }
        _ => BARRED,
    }
}
