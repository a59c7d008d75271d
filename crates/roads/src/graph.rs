//! Which segments lead to which node: what a search from the incident backwards walks over.

use crate::network::{Network, SegmentId};
use crate::profile::Direction;

/// One direction of a segment: `2 * segment` from its first node to its last, `2 * segment + 1` back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ArcId(u32);

impl ArcId {
    pub(crate) fn new(segment: SegmentId, direction: Direction) -> Self {
        Self(segment.0 << 1 | u32::from(direction == Direction::Backward))
    }

    pub(crate) fn segment(self) -> SegmentId {
        SegmentId(self.0 >> 1)
    }

    pub(crate) fn direction(self) -> Direction {
        if self.0 & 1 == 0 { Direction::Forward } else { Direction::Backward }
    }
}

/// An arc as seen from the node that it leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Incoming {
    /// The node it comes from.
    pub(crate) tail: u32,
    pub(crate) arc: ArcId,
    pub(crate) length_cm: u32,
}

/// For each node the arcs that lead to it, whether or not a vehicle may take them. The place of an arc in this list is
/// its *slot*. The arcs that leave a node are the same segments in the other direction, so one list serves both.
#[derive(Debug)]
pub(crate) struct Graph {
    first_slot: Vec<u32>,
    incoming: Vec<Incoming>,
}

impl Graph {
    pub(crate) fn new(network: &Network) -> Self {
        let mut first_slot = vec![0_u32; network.node_count() + 1];
        for segment in &network.segments {
            first_slot[segment.from as usize] += 1;
            first_slot[segment.to as usize] += 1;
        }
        let mut slots = 0;
        for first in &mut first_slot {
            slots += *first;
            *first = slots;
        }

        let unset = Incoming { tail: 0, arc: ArcId(0), length_cm: 0 };
        let mut incoming = vec![unset; slots as usize];
        let mut place = |head: u32, tail: u32, arc: ArcId, length_cm: u32| {
            let slot = &mut first_slot[head as usize];
            *slot -= 1;
            incoming[*slot as usize] = Incoming { tail, arc, length_cm };
        };
        for (id, segment) in (0..).map(SegmentId).zip(&network.segments) {
            place(segment.to, segment.from, ArcId::new(id, Direction::Forward), segment.length_cm);
            place(segment.from, segment.to, ArcId::new(id, Direction::Backward), segment.length_cm);
        }
        Self { first_slot, incoming }
    }

    pub(crate) fn node_count(&self) -> usize {
        self.first_slot.len() - 1
    }

    /// The slots of the arcs that lead to a node.
    pub(crate) fn slots(&self, node: u32) -> std::ops::Range<usize> {
        self.first_slot[node as usize] as usize..self.first_slot[node as usize + 1] as usize
    }

    pub(crate) fn arc(&self, slot: usize) -> &Incoming {
        &self.incoming[slot]
    }

    /// The node that the arc of a slot leads to.
    pub(crate) fn head(&self, slot: usize) -> u32 {
        self.first_slot.partition_point(|&first| first as usize <= slot) as u32 - 1
    }

    /// All arcs, in the order of their slots.
    pub(crate) fn arcs(&self) -> &[Incoming] {
        &self.incoming
    }

    /// The slots of a segment's two arcs.
    pub(crate) fn slots_of(&self, network: &Network, segment: SegmentId) -> impl Iterator<Item = usize> {
        let record = network.record(segment);
        let (to, from) = (self.slots(record.to), self.slots(record.from));
        let forward =
            to.filter(move |&slot| self.incoming[slot].arc == ArcId::new(segment, Direction::Forward));
        let backward =
            from.filter(move |&slot| self.incoming[slot].arc == ArcId::new(segment, Direction::Backward));
        forward.chain(backward)
    }
}
