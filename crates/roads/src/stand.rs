//! A vehicle or a place that stands somewhere along a segment, and how it is tied to the graph.

use crate::class::VehicleClass;
use crate::network::{Network, SegmentRecord};
use crate::profile::{Direction, Profiles};
use crate::search::{Cost, End, Link};
use crate::snap::Snap;

/// A snapped point with what a search must know about it, for one class of vehicle.
///
/// A point at the very end of a segment is at that node: it may leave and be reached there whatever the one-way rule of
/// the segment says, so it does not matter which of the roads that meet there it was snapped to.
#[derive(Clone, Debug)]
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
    /// `None` where the class does not drive on the segment at all.
    pub(crate) fn new(
        network: &Network,
        profiles: &Profiles,
        class: VehicleClass,
        snap: Snap,
    ) -> Option<Self> {
        let (profile, way) = (profiles.of(class), network.way_record(snap.segment));
        let segment = *network.record(snap.segment);
        let speed = profile.speed(way)?;
        let before = Cost::new(speed.travel_ms(snap.offset_cm), snap.offset_cm);
        let whole = Cost::new(speed.travel_ms(segment.length_cm), segment.length_cm);
        let access_cm = (snap.off_road_m * 100.0).round() as u32;
        Some(Self {
            forward: profile.admits(way, Direction::Forward),
            backward: profile.admits(way, Direction::Backward),
            before,
            after: whole.minus(before),
            access: Cost::new(profiles.access().travel_ms(access_cm), 0),
            segment,
            snap,
        })
    }

    /// How the point is reached from the nodes of its segment.
    pub(crate) fn entries(&self, layer: u32) -> impl Iterator<Item = Link> {
        self.links(layer, self.forward, self.backward)
    }

    /// How the nodes of its segment are reached from the point.
    pub(crate) fn exits(&self, layer: u32) -> impl Iterator<Item = Link> {
        self.links(layer, self.backward, self.forward)
    }

    fn links(&self, layer: u32, over_from: bool, over_to: bool) -> impl Iterator<Item = Link> {
        let at_from = self.snap.offset_cm == 0;
        let at_to = self.snap.offset_cm == self.segment.length_cm;
        let from =
            Link { layer, node: self.segment.from, end: End::From, cost: self.before.plus(self.access) };
        let to = Link { layer, node: self.segment.to, end: End::To, cost: self.after.plus(self.access) };
        let from = (over_from || at_from).then_some(from);
        let to = (over_to || at_to).then_some(to);
        from.into_iter().chain(to)
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
