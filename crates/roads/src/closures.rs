//! Which roads are closed or slow, and by what.

use crate::arc::SegmentId;
use std::collections::BTreeMap;

use geo::{LineString, Point, Polygon};
use rustc_hash::FxHashMap;

/// A blocked or slow road or area: flood, crowd, market, fallen tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Closure {
    /// Its name among closures; closing the same id again moves it.
    pub id: String,
    /// What it covers.
    pub shape: ClosedShape,
    /// What it does to the roads that it covers.
    pub effect: Effect,
}

impl Closure {
    /// A closure that lets nobody through.
    pub fn closed(id: impl Into<String>, shape: ClosedShape) -> Self {
        Self { id: id.into(), shape, effect: Effect::Closed }
    }
}

/// What a closure does to roads: to every vehicle, in both directions. Of several over one road the strictest holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nobody passes.
    Closed,
    /// Nobody drives faster than this.
    Slowed {
        /// In km/h; zero closes.
        kmh: u16,
    },
}

impl Effect {
    /// Walking pace, through water or a crowd: 5 km/h.
    pub const WALKING_PACE: Self = Self::Slowed { kmh: 5 };

    /// The speed in km/h that is left, if any.
    pub(crate) fn limit_kmh(self) -> Option<u16> {
        match self {
            Self::Closed | Self::Slowed { kmh: 0 } => None,
            Self::Slowed { kmh } => Some(kmh),
        }
    }
}

/// What a closure covers.
#[derive(Clone, Debug, PartialEq)]
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
    /// Every segment that runs through or touches an area.
    Outline(Polygon<f64>),
}

/// What a closure covers, for the map. No line at all means that there was no road to close.
#[derive(Clone, Debug, PartialEq)]
pub struct ClosedRoads {
    /// The closure's id.
    pub id: String,
    /// What it does to them.
    pub effect: Effect,
    /// The segments it covers, whole.
    pub lines: Vec<LineString<f64>>,
}

/// What a shape would cover, were it closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Covered {
    /// The segments, whole.
    pub lines: Vec<LineString<f64>>,
    /// Their length in all, metres.
    pub length_m: f64,
    /// The names of their streets, by the alphabet.
    pub streets: Vec<String>,
}

/// All closures in force. Where several overlap, each holds by itself until it is lifted.
#[derive(Debug, Default)]
pub(crate) struct Closures {
    segments: BTreeMap<String, (Effect, Vec<SegmentId>)>,
    /// The effects on each segment, one for each closure that covers it.
    effects: FxHashMap<SegmentId, Vec<Effect>>,
}

impl Closures {
    /// The strictest effect on a segment; none where nothing covers it.
    pub(crate) fn effect(&self, segment: SegmentId) -> Option<Effect> {
        self.effects.get(&segment)?.iter().min().copied()
    }

    pub(crate) fn is_closed(&self, segment: SegmentId) -> bool {
        self.effect(segment).is_some_and(|effect| effect.limit_kmh().is_none())
    }

    /// All closures with the segments they cover, by id.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, &(Effect, Vec<SegmentId>))> {
        self.segments.iter()
    }

    /// Adds a closure that is not in force yet.
    pub(crate) fn add(&mut self, id: String, effect: Effect, segments: Vec<SegmentId>) {
        for &segment in &segments {
            self.effects.entry(segment).or_default().push(effect);
        }
        self.segments.insert(id, (effect, segments));
    }

    /// Lifts a closure and gives the segments it had covered, or `None` where there is none of this id.
    pub(crate) fn lift(&mut self, id: &str) -> Option<Vec<SegmentId>> {
        let (effect, segments) = self.segments.remove(id)?;
        for segment in &segments {
            if let Some(effects) = self.effects.get_mut(segment) {
                effects.iter().position(|own| *own == effect).map(|at| effects.swap_remove(at));
                if effects.is_empty() {
                    self.effects.remove(segment);
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
