//! What changes on the roads: closures, slow roads, and the hour of the day.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use geo::Point;

use super::Roads;
use crate::arc::SegmentId;
use crate::changes::{Change, Changes};
use crate::class::VehicleClass;
use crate::closures::{ClosedRoads, ClosedShape, Closure, Covered, Effect};
use crate::memory::Known;
use crate::profile::{Period, StationType};
use crate::snap::SegmentIndex;

impl Roads {
    /// How long a crew takes from the alarm to wheels at this part of the day, by where it waits, in seconds.
    pub fn turnout_s(&self, station: StationType) -> u32 {
        self.profiles.turnout_s(station, self.period)
    }

    /// Whether a class of vehicle is small and light enough for a segment.
    pub(crate) fn has_room(&self, segment: SegmentId, class: VehicleClass) -> bool {
        self.profiles.of(class).has_room(&self.network.way_record(segment).details)
    }

    /// The part of the day that travel times are for.
    pub fn period(&self) -> Period {
        self.period
    }

    /// Reckons with the speeds of a part of the day from the next question on.
    pub fn set_period(&mut self, period: Period) {
        if period != self.period {
            self.period = period;
            self.epoch += 1;
            self.changes.push_everything();
            self.weights = Default::default();
            self.bounds = Default::default();
            if let Some(hierarchy) = &mut self.hierarchy {
                hierarchy.forget_costs();
            }
        }
    }

    /// Puts exactly these closures in force and lifts all others. The answer counts from the next question on.
    pub fn set_closures(&mut self, closures: impl IntoIterator<Item = Closure>) -> Vec<ClosedRoads> {
        for id in self.closures.ids() {
            self.lift(&id);
        }
        for closure in closures {
            self.shut(closure);
        }
        self.epoch += 1;
        self.closed()
    }

    /// Adds a closure, or moves the one that has its id, and says what it closes.
    pub fn close(&mut self, closure: Closure) -> ClosedRoads {
        self.epoch += 1;
        let (id, effect) = (closure.id.clone(), closure.effect);
        let segments = self.shut(closure);
        self.lines(id, effect, &segments)
    }

    /// Lifts a closure. Roads that another closure covers stay closed. `false` where there is none of this id.
    pub fn reopen(&mut self, id: &str) -> bool {
        let lifted = self.lift(id);
        self.epoch += u64::from(lifted);
        lifted
    }

    /// All closures in force with what they cover, by id.
    pub fn closed(&self) -> Vec<ClosedRoads> {
        let closures = self.closures.iter();
        closures.map(|(id, (effect, segments))| self.lines(id.clone(), *effect, segments)).collect()
    }

    /// What has changed on the roads lately.
    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Whether a change may have moved or altered the stand of whoever was found to stand here.
    pub(crate) fn concerns(&self, change: &Change, point: Point<f64>, known: Option<&Known>) -> bool {
        // A road that is farther away than the one stood on is not stood on instead, but for a fragment.
        let reach_m = known.map_or(self.profiles.off_road_limit_m(), |known| {
            known.stand.snap.off_road_m + self.profiles.fragment_skip_m()
        });
        let is_on_it = |known: &Known| change.segments.binary_search(&known.stand.snap.segment).is_ok();
        known.is_some_and(is_on_it)
            || change.opened.as_ref().is_some_and(|opened| opened.is_within(point, reach_m))
    }

    fn lines(&self, id: String, effect: Effect, segments: &[SegmentId]) -> ClosedRoads {
        let segments = segments.iter().filter_map(|&segment| self.network.segment(segment));
        ClosedRoads { id, effect, lines: segments.map(|segment| segment.line()).collect() }
    }

    /// What a shape would cover, were it closed. Nothing changes.
    pub fn covered(&self, shape: &ClosedShape) -> Covered {
        let segments = self.under(shape);
        let own = || segments.iter().filter_map(|&segment| self.network.segment(segment));
        let streets: BTreeSet<&str> = own().filter_map(|segment| segment.name()).collect();
        Covered {
            lines: own().map(|segment| segment.line()).collect(),
            length_m: own().map(|segment| segment.length_m()).sum(),
            streets: streets.into_iter().map(str::to_owned).collect(),
        }
    }

    fn under(&self, shape: &ClosedShape) -> Vec<SegmentId> {
        match shape {
            ClosedShape::Segment(point) => {
                self.nearest(*point, |_| true).iter().map(|snap| snap.segment).collect()
            }
            ClosedShape::Circle { centre, radius_m } => {
                self.index.touching(&self.network, *centre, *radius_m)
            }
            ClosedShape::Outline(area) => self.index.within(&self.network, area),
        }
    }

    fn shut(&mut self, closure: Closure) -> Vec<SegmentId> {
        self.lift(&closure.id);
        let segments = self.under(&closure.shape);
        self.closures.add(closure.id, closure.effect, segments.clone());
        self.reweigh(&segments, false);
        segments
    }

    fn lift(&mut self, id: &str) -> bool {
        let Some(segments) = self.closures.lift(id) else { return false };
        self.reweigh(&segments, true);
        true
    }

    /// Brings the times of these segments up to date with the closures. `may_open` where one of them was lifted.
    fn reweigh(&mut self, segments: &[SegmentId], may_open: bool) {
        let mut in_order = segments.to_vec();
        in_order.sort_unstable();
        let opened = may_open.then(|| SegmentIndex::around(&self.network, segments));
        self.changes.push(Change { segments: in_order, opened });
        for class in VehicleClass::ALL {
            let Some(mut weights) = self.weights[class as usize].take() else { continue };
            for &segment in segments {
                let speed = self.speed(segment, class);
                weights.set_speed(&self.network, &self.graph, self.driver(class), segment, speed);
            }
            self.weights[class as usize] = OnceLock::from(weights);
        }
        self.update_hierarchy(segments);
    }

    /// Takes the times of these segments over into the hierarchy.
    fn update_hierarchy(&mut self, segments: &[SegmentId]) {
        let Some(hierarchy) = &mut self.hierarchy else { return };
        let slots = segments.iter().flat_map(|&segment| self.graph.slots_of(&self.network, segment));
        let slots: Vec<usize> = slots.collect();
        for class in VehicleClass::ALL {
            if let Some(weights) = self.weights[class as usize].get() {
                hierarchy.update(class, &slots, |slot| weights.cost(&self.graph, slot));
            }
        }
    }
}
