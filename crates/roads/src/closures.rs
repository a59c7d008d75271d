//! Which roads are closed, and by what.

use std::collections::{BTreeMap, HashMap};

use geo::{LineString, Point};

use crate::network::SegmentId;

/// A blocked road or area: flood, crowd, market, fallen tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Closure {
    /// Its name among closures; closing the same id again moves it.
    pub id: String,
    /// What it covers.
    pub shape: ClosedShape,
}

/// What a closure covers. Closed roads are closed to every vehicle, in both directions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClosedShape {
    /// The segment nearest to a point, whatever else is closed.
    Segment(Point<f64>),
    /// Every segment that touches a circle.
    Circle {
        /// Its centre.
        centre: Point<f64>,
        /// Its radius in metres.
        radius_m: f64,
    },
}

/// What a closure closed, for the map. No line at all means that there was no road to close.
#[derive(Clone, Debug, PartialEq)]
pub struct ClosedRoads {
    /// The closure's id.
    pub id: String,
    /// The segments it closes, whole.
    pub lines: Vec<LineString<f64>>,
}

/// All closures in force. Where two overlap, a segment opens when the last one is lifted.
#[derive(Debug, Default)]
pub(crate) struct Closures {
    segments: BTreeMap<String, Vec<SegmentId>>,
    times_closed: HashMap<SegmentId, u32>,
}

impl Closures {
    pub(crate) fn is_closed(&self, segment: SegmentId) -> bool {
        self.times_closed.contains_key(&segment)
    }

    /// All closures with the segments they close, by id.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, &Vec<SegmentId>)> {
        self.segments.iter()
    }

    /// Adds a closure that is not in force yet.
    pub(crate) fn add(&mut self, id: String, segments: Vec<SegmentId>) {
        for &segment in &segments {
            *self.times_closed.entry(segment).or_default() += 1;
        }
        self.segments.insert(id, segments);
    }

    /// Lifts a closure and gives the segments it had closed, or `None` where there is none of this id.
    pub(crate) fn lift(&mut self, id: &str) -> Option<Vec<SegmentId>> {
        let segments = self.segments.remove(id)?;
        for segment in &segments {
            if let Some(times) = self.times_closed.get_mut(segment) {
                *times -= 1;
                if *times == 0 {
                    self.times_closed.remove(segment);
                }
            }
        }
        Some(segments)
    }

    /// The ids of all closures.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.segments.keys().cloned().collect()
    }
}
