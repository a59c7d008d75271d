//! The network as data: junctions, the segments between them, the ways they belong to, and their names.

use geo::{Coord, LineString, Point, Rect};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::arc::{ArcId, Direction, SegmentId};
use crate::barrier::Barrier;
use crate::class::{Access, Oneway, RoadClass, VehicleSet};
use crate::details::Details;
use crate::position::Position;

/// A junction of roads, or the end of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// An immutable road network.
///
/// It can be stored and read back with serde. What is read is checked first, so that a `Network` in hand is always
/// sound: every index in it points somewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "StoredNetwork")]
pub struct Network {
    pub(crate) nodes: Vec<Position>,
    pub(crate) segments: Vec<SegmentRecord>,
    /// The lines of all segments, ends included, one after the other.
    pub(crate) shapes: Vec<Position>,
    pub(crate) ways: Vec<WayRecord>,
    pub(crate) names: Vec<String>,
    /// The turn restrictions.
    pub(crate) forbidden: Vec<ForbiddenWord>,
    pub(crate) barriers: Vec<BarrierRecord>,
}

/// A network as it came from outside.
#[derive(Deserialize)]
struct StoredNetwork {
    nodes: Vec<Position>,
    segments: Vec<SegmentRecord>,
    shapes: Vec<Position>,
    ways: Vec<WayRecord>,
    names: Vec<String>,
    forbidden: Vec<ForbiddenWord>,
    barriers: Vec<BarrierRecord>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct SegmentRecord {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) way: u32,
    pub(crate) first_shape: u32,
    pub(crate) length_cm: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct WayRecord {
    pub(crate) osm_id: i64,
    pub(crate) name: Option<u32>,
    pub(crate) class: RoadClass,
    pub(crate) oneway: Oneway,
    pub(crate) access: Access,
    pub(crate) maxspeed_kmh: Option<u16>,
    pub(crate) details: Details,
    /// The whole way.
    pub(crate) length_cm: u32,
}

/// Arcs, each going on from the one before, that may not be driven one after the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ForbiddenWord {
    pub(crate) arcs: Vec<ArcId>,
    pub(crate) binds: VehicleSet,
}

/// A barrier and the junction that it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct BarrierRecord {
    pub(crate) node: u32,
    pub(crate) barrier: Barrier,
}

/// Why a stored network cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BrokenNetwork {
    /// More segments or positions than a 32-bit index can name.
    #[error("the network has more parts than it can number")]
    TooLarge,
    /// A segment ends at a node that does not exist.
    #[error("segment {0} ends at a node that does not exist")]
    NodeOfSegment(u32),
    /// A segment belongs to a way that does not exist.
    #[error("segment {0} belongs to a way that does not exist")]
    WayOfSegment(u32),
    /// A segment's line has no two positions, or leads elsewhere than its two nodes.
    #[error("the line of segment {0} does not join its two nodes")]
    LineOfSegment(u32),
    /// A way's name does not exist.
    #[error("way {0} has a name that does not exist")]
    NameOfWay(u32),
    /// A position is not on the earth.
    #[error("a position is not on the earth")]
    Position,
    /// A turn restriction names a road that does not exist, or roads that do not follow each other.
    #[error("turn restriction {0} is not along roads")]
    Turn(u32),
    /// A barrier stands where there is no junction.
    #[error("barrier {0} stands on no junction")]
    Barrier(u32),
}

impl TryFrom<StoredNetwork> for Network {
    type Error = BrokenNetwork;

    fn try_from(stored: StoredNetwork) -> Result<Self, BrokenNetwork> {
        let StoredNetwork { nodes, segments, shapes, ways, names, forbidden, barriers } = stored;
        let network = Self { nodes, segments, shapes, ways, names, forbidden, barriers };
        network.check()?;
        Ok(network)
    }
}

impl Network {
    /// Whether every index points somewhere and every line joins its nodes. Reading a stored network calls this.
    ///
    /// # Errors
    /// The first thing found broken.
    pub fn check(&self) -> Result<(), BrokenNetwork> {
        if self.segments.len() >= (u32::MAX / 2) as usize || self.shapes.len() >= u32::MAX as usize {
            return Err(BrokenNetwork::TooLarge);
        }
        if !self.nodes.iter().chain(&self.shapes).all(|position| position.is_on_earth()) {
            return Err(BrokenNetwork::Position);
        }
        for (index, segment) in (0..).zip(&self.segments) {
            self.check_segment(index, segment)?;
        }
        let named = |way: &WayRecord| way.name.is_none_or(|name| (name as usize) < self.names.len());
        if let Some(way) = self.ways.iter().position(|way| !named(way)) {
            return Err(BrokenNetwork::NameOfWay(way as u32));
        }
        self.check_turns()
    }

    fn check_turns(&self) -> Result<(), BrokenNetwork> {
        let is_way = |word: &ForbiddenWord| {
            let exist = word.arcs.iter().all(|arc| (arc.segment().0 as usize) < self.segments.len());
            let meet = |pair: &[ArcId]| self.head(pair[0]) == self.tail(pair[1]);
            exist && word.arcs.len() > 1 && word.arcs.windows(2).all(meet)
        };
        if let Some(turn) = self.forbidden.iter().position(|word| !is_way(word)) {
            return Err(BrokenNetwork::Turn(turn as u32));
        }
        let stands = |at: &BarrierRecord| (at.node as usize) < self.nodes.len();
        match self.barriers.iter().position(|at| !stands(at)) {
            Some(barrier) => Err(BrokenNetwork::Barrier(barrier as u32)),
            None => Ok(()),
        }
    }

    fn check_segment(&self, index: u32, segment: &SegmentRecord) -> Result<(), BrokenNetwork> {
        let node = |id: u32| self.nodes.get(id as usize).ok_or(BrokenNetwork::NodeOfSegment(index));
        let (from, to) = (node(segment.from)?, node(segment.to)?);
        if segment.way as usize >= self.ways.len() {
            return Err(BrokenNetwork::WayOfSegment(index));
        }
        let line = self.shapes.get(self.shape_range(index)).unwrap_or_default();
        if line.len() < 2 || line.first() != Some(from) || line.last() != Some(to) {
            return Err(BrokenNetwork::LineOfSegment(index));
        }
        Ok(())
    }

    fn shape_range(&self, segment: u32) -> std::ops::Range<usize> {
        let first = self.segments[segment as usize].first_shape as usize;
        let end = self
            .segments
            .get(segment as usize + 1)
            .map_or(self.shapes.len(), |next| next.first_shape as usize);
        first..end
    }

    /// The positions along a segment, both ends included.
    pub(crate) fn shape(&self, segment: SegmentId) -> &[Position] {
        &self.shapes[self.shape_range(segment.0)]
    }

    pub(crate) fn record(&self, segment: SegmentId) -> &SegmentRecord {
        &self.segments[segment.0 as usize]
    }

    pub(crate) fn way_record(&self, segment: SegmentId) -> &WayRecord {
        &self.ways[self.record(segment).way as usize]
    }

    /// The junction that an arc leaves.
    pub(crate) fn tail(&self, arc: ArcId) -> u32 {
        let segment = self.record(arc.segment());
        if arc.direction() == Direction::Forward { segment.from } else { segment.to }
    }

    /// The junction that an arc leads to.
    pub(crate) fn head(&self, arc: ArcId) -> u32 {
        self.tail(arc.reversed())
    }

    /// Number of forbidden sequences of roads, as turn restrictions make them.
    pub fn forbidden_turn_count(&self) -> usize {
        self.forbidden.len()
    }

    /// Number of barriers on roads.
    pub fn barrier_count(&self) -> usize {
        self.barriers.len()
    }

    /// Number of junctions and road ends. Their ids are `0..node_count()`.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// Number of segments. Their ids are `0..segment_count()`.
    pub fn segment_count(&self) -> usize {
        self.segments.len()
    }

    /// Where a node is, if there is one of this id.
    pub fn node(&self, id: NodeId) -> Option<Point<f64>> {
        self.nodes.get(id.0 as usize).map(|position| position.point())
    }

    /// A segment, if there is one of this id.
    pub fn segment(&self, id: SegmentId) -> Option<Segment<'_>> {
        ((id.0 as usize) < self.segments.len()).then_some(Segment { network: self, id })
    }

    /// All segments, in the order of their ids.
    pub fn segments(&self) -> impl ExactSizeIterator<Item = Segment<'_>> {
        (0..self.segments.len() as u32).map(|id| Segment { network: self, id: SegmentId(id) })
    }

    /// The smallest box of longitude and latitude around all roads; `None` for a network without any.
    pub fn bounds(&self) -> Option<Rect<f64>> {
        let first = self.shapes.first()?;
        let (mut min, mut max) = (*first, *first);
        for position in &self.shapes {
            min.lon_e7 = min.lon_e7.min(position.lon_e7);
            min.lat_e7 = min.lat_e7.min(position.lat_e7);
            max.lon_e7 = max.lon_e7.max(position.lon_e7);
            max.lat_e7 = max.lat_e7.max(position.lat_e7);
        }
        Some(Rect::new(min.point().0, max.point().0))
    }
}

/// A segment as seen from outside: a stretch of one way between two junctions.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    network: &'a Network,
    id: SegmentId,
}

impl<'a> Segment<'a> {
    /// Its id.
    pub fn id(&self) -> SegmentId {
        self.id
    }

    /// The node at its beginning, in the direction of the way's nodes.
    pub fn from(&self) -> NodeId {
        NodeId(self.network.record(self.id).from)
    }

    /// The node at its end.
    pub fn to(&self) -> NodeId {
        NodeId(self.network.record(self.id).to)
    }

    /// The way it is a part of, by its OpenStreetMap id.
    pub fn osm_way_id(&self) -> i64 {
        self.network.way_record(self.id).osm_id
    }

    /// The street's name.
    pub fn name(&self) -> Option<&'a str> {
        self.network.way_record(self.id).name.map(|name| self.network.names[name as usize].as_str())
    }

    /// What kind of road it is.
    pub fn class(&self) -> RoadClass {
        self.network.way_record(self.id).class
    }

    /// Its directions.
    pub fn oneway(&self) -> Oneway {
        self.network.way_record(self.id).oneway
    }

    /// Who may drive on it.
    pub fn access(&self) -> Access {
        self.network.way_record(self.id).access
    }

    /// Signed speed limit in km/h.
    pub fn maxspeed_kmh(&self) -> Option<u16> {
        self.network.way_record(self.id).maxspeed_kmh
    }

    /// What else the map says about its way.
    pub fn details(&self) -> Details {
        self.network.way_record(self.id).details
    }

    /// Length along the road, in metres.
    pub fn length_m(&self) -> f64 {
        f64::from(self.network.record(self.id).length_cm) / 100.0
    }

    /// Its line from `from` to `to`.
    pub fn line(&self) -> LineString<f64> {
        self.network.shape(self.id).iter().map(|position| Coord::from(position.point())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{BarrierRecord, BrokenNetwork, ForbiddenWord, Network};
    use crate::arc::ArcId;
    use crate::{Barrier, BarrierKind, NetworkBuilder, VehicleSet, osm};

    /// Two segments of one street.
    fn street() -> Network {
        let mut builder = NetworkBuilder::new();
        for (node, lon) in [(1, 112.70), (2, 112.71), (3, 112.72)] {
            builder.add_node(node, (lon, -7.26).into());
        }
        for (way, nodes) in [(1, vec![1, 2]), (2, vec![2, 3])] {
            let tags = [("highway", "residential"), ("name", "Jalan Raya")];
            builder.add_way(osm::way_from_tags(way, nodes, tags).expect("a road"));
        }
        builder.build()
    }

    fn word(arcs: &[u32]) -> ForbiddenWord {
        let arcs = arcs.iter().map(|&arc| ArcId::from_index(arc)).collect();
        ForbiddenWord { arcs, binds: VehicleSet::ALL }
    }

    fn gate(node: u32) -> BarrierRecord {
        BarrierRecord { node, barrier: Barrier::of(BarrierKind::Gate) }
    }

    #[test]
    fn each_kind_of_damage_is_told() {
        type Damage = fn(&mut Network);
        let cases: [(Damage, BrokenNetwork); 13] = [
            (|it| it.segments[0].from = 9, BrokenNetwork::NodeOfSegment(0)),
            (|it| it.segments[1].to = 9, BrokenNetwork::NodeOfSegment(1)),
            (|it| it.segments[1].way = 9, BrokenNetwork::WayOfSegment(1)),
            (|it| it.segments[1].from = it.segments[1].to, BrokenNetwork::LineOfSegment(1)),
            (|it| it.segments[1].first_shape = 1, BrokenNetwork::LineOfSegment(0)),
            (|it| it.segments[1].first_shape = 9, BrokenNetwork::LineOfSegment(0)),
            (|it| it.shapes.truncate(3), BrokenNetwork::LineOfSegment(1)),
            (|it| it.ways[1].name = Some(9), BrokenNetwork::NameOfWay(1)),
            (|it| it.shapes[0].lat_e7 = 900_000_001, BrokenNetwork::Position),
            (|it| it.forbidden = vec![word(&[0, 2]), word(&[0])], BrokenNetwork::Turn(1)),
            (|it| it.forbidden = vec![word(&[0, 9])], BrokenNetwork::Turn(0)),
            (|it| it.forbidden = vec![word(&[0, 2]), word(&[2, 0])], BrokenNetwork::Turn(1)),
            (|it| it.barriers = vec![gate(2), gate(3)], BrokenNetwork::Barrier(1)),
        ];
        assert_eq!(street().check(), Ok(()));
        for (damage, told) in cases {
            let mut network = street();
            damage(&mut network);
            assert_eq!(network.check(), Err(told));
        }
    }
}
