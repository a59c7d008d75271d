//! What each arc costs one class of vehicle.

use crate::graph::{ArcId, Graph};
use crate::network::{Network, SegmentId};
use crate::profile::Profile;

/// The time of an arc that may not be driven.
pub(crate) const BARRED: u32 = u32::MAX;

/// Travel times in milliseconds, by slot of the graph; [`BARRED`] where there is no way.
#[derive(Debug)]
pub(crate) struct Weights {
    ms: Vec<u32>,
}

impl Weights {
    pub(crate) fn new(
        network: &Network,
        graph: &Graph,
        profile: &Profile,
        is_closed: impl Fn(SegmentId) -> bool,
    ) -> Self {
        let ms = graph.arcs().iter().map(|incoming| {
            if is_closed(incoming.arc.segment()) { BARRED } else { arc_ms(network, profile, incoming.arc) }
        });
        Self { ms: ms.collect() }
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
    pub(crate) fn reopen(&mut self, network: &Network, graph: &Graph, profile: &Profile, segment: SegmentId) {
        for slot in graph.slots_of(network, segment) {
            self.ms[slot] = arc_ms(network, profile, graph.arc(slot).arc);
        }
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
