//! What coverage counts: roads by zone, prepared once for a network.

use geo::{BoundingRect, Contains, MultiPolygon, Point};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::grid::Grid;
use super::reach::Outgoing;
use crate::class::{Access, RoadClass, VehicleClass};
use crate::network::{Network, Segment};
use crate::position::point_along;
use crate::roads::Roads;

/// The zone of a road that lies in none, or that does not count.
const NOWHERE: u32 = u32::MAX;

/// The roads that count, each in its zone.
///
/// Those count along which people live and work: from trunk roads down to service ways, unless they are closed to
/// everybody. Nobody lives on a motorway or on a ramp to one; what lies on tracks and alleys, and on roads too narrow or too
/// low for a fire engine, is reached from the road's end.
#[derive(Debug)]
pub struct Ground {
    pub(super) outgoing: Outgoing,
    /// By segment.
    pub(super) length_cm: Vec<u32>,
    zone_of: Vec<u32>,
    /// By zone.
    road_cm: Vec<u64>,
    centres: Vec<Option<Point<f64>>>,
    pub(super) grid: Grid,
}

impl Ground {
    /// Prepares a network's roads for these zones.
    pub fn new(roads: &Roads, zones: &[MultiPolygon<f64>]) -> Self {
        let network = roads.network();
        let lookup = Lookup::new(zones);
        let mut road_cm = vec![0; zones.len()];
        let counts =
            |segment: Segment<'_>| counts(segment) && roads.has_room(segment.id(), VehicleClass::Heavy);
        let mut sums = vec![Point::new(0.0, 0.0); zones.len()];
        let zone = |segment: Segment<'_>| {
            let middle = middle(network, segment);
            let zone = counts(segment).then(|| lookup.zone(middle)).flatten()?;
            let length_cm = network.record(segment.id()).length_cm;
            road_cm[zone as usize] += u64::from(length_cm);
            sums[zone as usize] += middle * f64::from(length_cm);
            Some(zone)
        };
        let zone_of: Vec<u32> = network.segments().map(zone).map(|zone| zone.unwrap_or(NOWHERE)).collect();
        let mean = |(sum, &cm): (Point<f64>, &u64)| (cm > 0).then(|| sum / cm as f64);
        let means: Vec<Option<Point<f64>>> = sums.into_iter().zip(&road_cm).map(mean).collect();
        let centres = centres(network, &zone_of, &means);
        Self {
            outgoing: Outgoing::new(roads.graph()),
            length_cm: network.segments.iter().map(|segment| segment.length_cm).collect(),
            zone_of,
            road_cm,
            centres,
            grid: Grid::new(network, counts),
        }
    }

    /// How many zones there are.
    pub fn zones(&self) -> usize {
        self.road_cm.len()
    }

    /// The length of road that counts in a zone, in centimetres.
    pub fn road_cm(&self, zone: usize) -> u64 {
        self.road_cm[zone]
    }

    /// The middle of a zone: the point on its roads that is nearest to where they lie on average, which may be in a zone that
    /// this one surrounds. `None` where no road of the zone counts.
    pub fn centre(&self, zone: usize) -> Option<Point<f64>> {
        self.centres[zone]
    }

    /// The zone of a segment that counts.
    pub(super) fn zone_of(&self, segment: u32) -> Option<usize> {
        let zone = self.zone_of[segment as usize];
        (zone != NOWHERE).then_some(zone as usize)
    }
}

/// Whether a road is one along which people live and work.
fn counts(segment: Segment<'_>) -> bool {
    use RoadClass::{Motorway, MotorwayLink, Path, Pedestrian, Track, TrunkLink};
    let passed_by = [Motorway, MotorwayLink, TrunkLink, Track, Pedestrian, Path];
    segment.access() != Access::Closed && !passed_by.contains(&segment.class())
}

/// For each zone that bend, end or middle of its segments which is nearest to its mean.
fn centres(network: &Network, zone_of: &[u32], means: &[Option<Point<f64>>]) -> Vec<Option<Point<f64>>> {
    let mut nearest: Vec<Option<(f64, Point<f64>)>> = vec![None; means.len()];
    for (segment, &zone) in network.segments().zip(zone_of) {
        let Some(mean) = means.get(zone as usize).copied().flatten() else { continue };
        let bends = network.shape(segment.id()).iter().map(|position| position.point());
        let own = &mut nearest[zone as usize];
        for point in bends.chain([middle(network, segment)]) {
            let away = point - mean;
            let squared = (away.x() * mean.y().to_radians().cos()).powi(2) + away.y().powi(2);
            if own.is_none_or(|(least, _)| squared < least) {
                *own = Some((squared, point));
            }
        }
    }
    nearest.into_iter().map(|own| own.map(|(_, point)| point)).collect()
}

/// The middle of a segment, along the road.
fn middle(network: &Network, segment: Segment<'_>) -> Point<f64> {
    point_along(network.shape(segment.id()), network.record(segment.id()).length_cm / 2)
}

/// Which zone a point lies in.
struct Lookup<'a> {
    zones: &'a [MultiPolygon<f64>],
    boxes: RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>,
}

impl<'a> Lookup<'a> {
    fn new(zones: &'a [MultiPolygon<f64>]) -> Self {
        let boxes = (0..).zip(zones).filter_map(|(index, zone)| {
            let rect = zone.bounding_rect()?;
            let corners = Rectangle::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
            Some(GeomWithData::new(corners, index))
        });
        Self { zones, boxes: RTree::bulk_load(boxes.collect()) }
    }

    fn zone(&self, point: Point<f64>) -> Option<u32> {
        let around = AABB::from_point([point.x(), point.y()]);
        let candidates = self.boxes.locate_in_envelope_intersecting(around).map(|zone| zone.data);
        candidates.filter(|&zone| self.zones[zone as usize].contains(&point)).min()
    }
}
