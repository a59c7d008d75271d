//! A vehicle or a place that stands somewhere along a segment, and how it is tied to the graph.

use crate::arc::{ArcId, Direction};
use crate::automaton::Mark;
use crate::class::VehicleClass;
use crate::graph::Graph;
use crate::network::{Network, SegmentRecord};
use crate::profile::{Profiles, Speed};
use crate::search::{Cost, End, Link};
use crate::snap::Snap;

/// A snapped point with what a search must know about it, for one class of vehicle.
///
/// A point at the very end of a segment is at that node: it may leave and be reached there whatever the one-way rule of
/// the segment says, so it does not matter which of the roads that meet there it was snapped to.
///
/// Turn restrictions and barriers hold for the last turn, onto the segment of a place, as for any other. Where a
/// vehicle came from before is not known: its first arc begins all that is remembered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stand {
    pub(crate) snap: Snap,
    segment: SegmentRecord,
    /// The directions in which the segment may be driven.
    forward: bool,
    backward: bool,
    /// Along the road from the segment's first node to the point, and on to its last.
    before: Cost,
    after: Cost,
    /// Over the straight line between the point and the road. It costs time, but it is no road distance.
    access: Cost,
}

impl Stand {
    /// `speed` is how fast the class drives on the segment just now.
    pub(crate) fn new(
        network: &Network,
        profiles: &Profiles,
        class: VehicleClass,
        snap: Snap,
        speed: Speed,
    ) -> Self {
        let (profile, way) = (profiles.of(class), network.way_record(snap.segment));
        let segment = *network.record(snap.segment);
        let before = Cost::new(speed.travel_ms(snap.offset_cm), snap.offset_cm);
        let whole = Cost::new(speed.travel_ms(segment.length_cm), segment.length_cm);
        let access_cm = (snap.off_road_m * 100.0).round() as u32;
        Self {
            forward: profile.admits(way, Direction::Forward),
            backward: profile.admits(way, Direction::Backward),
            before,
            after: whole.minus(before),
            access: Cost::new(profiles.access().travel_ms(access_cm), 0),
            segment,
            snap,
        }
    }

    /// How the point is reached from the nodes around it: from a junction that it stands on at any of its nodes,
    /// otherwise over its segment, from each node where that may be entered. `mark_ms` says what a mark adds for the
    /// class, or that it stops it.
    pub(crate) fn entries(
        &self,
        network: &Network,
        graph: &Graph,
        layer: u32,
        mark_ms: impl Fn(Mark) -> Option<u32>,
    ) -> Vec<Link> {
        let mut entries = Vec::new();
        let sides = [
            (End::From, self.segment.from, self.at_from(), self.forward, Direction::Forward, self.before),
            (End::To, self.segment.to, self.at_to(), self.backward, Direction::Backward, self.after),
        ];
        for (end, junction, is_there, is_open, direction, along) in sides {
            let cost = along.plus(self.access);
            if is_there {
                entries.extend(graph.nodes_at(junction).map(|node| Link { layer, node, end, cost }));
            } else if is_open {
                for slot in graph.slots_of_arc(network, ArcId::new(self.snap.segment, direction)) {
                    if let Some(ms) = mark_ms(graph.mark(slot)) {
                        let (node, cost) = (graph.arc(slot).tail, cost.plus(Cost::new(ms, 0)));
                        entries.push(Link { layer, node, end, cost });
                    }
                }
            }
        }
        entries
    }

    /// How the nodes around it are reached from the point: out at the segment's first end and at its last, where it may.
    /// Whoever stands on a junction is there: the segment is one road of several that lead on.
    pub(crate) fn exits(&self, network: &Network, graph: &Graph, layer: u32) -> [Option<Link>; 2] {
        let sides = [
            (End::From, self.segment.from, self.at_from(), self.backward, Direction::Backward, self.before),
            (End::To, self.segment.to, self.at_to(), self.forward, Direction::Forward, self.after),
        ];
        sides.map(|(end, junction, is_there, is_open, direction, along)| {
            let node = match (is_there, is_open) {
                (true, _) => junction,
                (false, true) if !self.at_from() && !self.at_to() => {
                    graph.arrival(network, ArcId::new(self.snap.segment, direction))
                }
                _ => return None,
            };
            Some(Link { layer, node, end, cost: along.plus(self.access) })
        })
    }

    fn at_from(&self) -> bool {
        self.snap.offset_cm == 0
    }

    fn at_to(&self) -> bool {
        self.snap.offset_cm == self.segment.length_cm
    }

    /// From this point to another one on the same segment, without passing a node.
    pub(crate) fn direct_to(&self, place: &Self) -> Option<Cost> {
        let (here, there) = (self.snap.offset_cm, place.snap.offset_cm);
        let way = if self.snap.segment != place.snap.segment {
            None
        } else if here == there {
            Some(Cost::new(0, 0))
        } else if here < there {
            self.forward.then(|| place.before.minus(self.before))
        } else {
            self.backward.then(|| self.before.minus(place.before))
        };
        way.map(|cost| cost.plus(self.access).plus(place.access))
    }
}
