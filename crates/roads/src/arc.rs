//! Segments and their directions, by number.

use serde::{Deserialize, Serialize};

/// A stretch of road between two junctions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SegmentId(pub u32);

/// The two ways to drive along a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Forward,
    Backward,
}

/// One direction of a segment: `2 * segment` from its first node to its last, `2 * segment + 1` back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct ArcId(u32);

impl ArcId {
    pub(crate) fn new(segment: SegmentId, direction: Direction) -> Self {
        Self(segment.0 << 1 | u32::from(direction == Direction::Backward))
    }

    #[cfg(test)]
    pub(crate) fn from_index(index: u32) -> Self {
        Self(index)
    }

    pub(crate) fn both(segment: SegmentId) -> [Self; 2] {
        [Self::new(segment, Direction::Forward), Self::new(segment, Direction::Backward)]
    }

    pub(crate) fn segment(self) -> SegmentId {
        SegmentId(self.0 >> 1)
    }

    pub(crate) fn direction(self) -> Direction {
        if self.0 & 1 == 0 { Direction::Forward } else { Direction::Backward }
    }

    /// The same segment, driven the other way.
    pub(crate) fn reversed(self) -> Self {
        Self(self.0 ^ 1)
    }
}
