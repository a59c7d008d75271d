//! From ways and nodes to a network.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::ops::ControlFlow;

use geo::Point;

use crate::barrier::{Barrier, BarrierKind};
use crate::class::{Access, Oneway, RoadClass};
use crate::details::{Details, Limits};
use crate::graph::Star;
use crate::hilbert::hilbert;
use crate::network::{BarrierRecord, Network, SegmentId, SegmentRecord, WayRecord};
use crate::position::Position;
use crate::restriction::{LeftOut, Restriction, TurnReader};

/// One road way: a line of nodes with what its tags say. [`crate::osm::way_from_tags`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// OpenStreetMap's id of the way.
    pub osm_id: i64,
    /// OpenStreetMap's ids of its nodes, in order.
    pub nodes: Vec<i64>,
    /// What kind of road it is.
    pub class: RoadClass,
    /// The street's name.
    pub name: Option<String>,
    /// Its directions, relative to the order of `nodes`.
    pub oneway: Oneway,
    /// Who may drive on it.
    pub access: Access,
    /// Signed speed limit in km/h.
    pub maxspeed_kmh: Option<u16>,
    /// What else the map says.
    pub details: Details,
}

/// Gathers ways, nodes, barriers and turn restrictions, in any order, and makes a [`Network`] of them.
///
/// A way is cut at every node that another way (or the same way once more) also passes, and at every barrier; the
/// stretches between the cuts become segments. A way whose node was never added, as at the edge of an extract, ends
/// there.
#[derive(Debug, Default)]
pub struct NetworkBuilder {
    ways: Vec<Way>,
    positions: HashMap<i64, Position>,
    barriers: BTreeMap<i64, Barrier>,
    restrictions: Vec<Restriction>,
}

impl NetworkBuilder {
    /// A builder without ways and nodes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a way.
    pub fn add_way(&mut self, way: Way) {
        self.ways.push(way);
    }

    /// Adds a node. Nodes that no way uses do no harm; a point that is not on the earth counts as missing.
    pub fn add_node(&mut self, osm_id: i64, point: Point<f64>) {
        if let Some(position) = Position::new(point) {
            self.positions.insert(osm_id, position);
        }
    }

    /// Adds a barrier at a node. One that is on no road does no harm.
    pub fn add_barrier(&mut self, osm_id: i64, barrier: Barrier) {
        self.barriers.insert(osm_id, barrier);
    }

    /// Adds a turn restriction.
    pub fn add_restriction(&mut self, restriction: Restriction) {
        self.restrictions.push(restriction);
    }

    /// Makes the network.
    pub fn build(self) -> Network {
        self.build_and_tell().0
    }

    /// Makes the network, and tells which turn restrictions are not in it.
    pub fn build_and_tell(self) -> (Network, Vec<LeftOut>) {
        let Ok(built) = self.build_watched(|_| ControlFlow::<Infallible>::Continue(()));
        built
    }

    /// The same while somebody watches, who is told now and then what share is done (0 to 1).
    ///
    /// # Errors
    /// What the watcher breaks off with.
    pub fn build_watched<B>(
        mut self,
        watch: impl FnMut(f64) -> ControlFlow<B>,
    ) -> Result<(Network, Vec<LeftOut>), B> {
        let mut steps = Steps { watch, from: 0.0, to: 0.0, done: 0, all: 0 };
        self.put_landings();
        let stretches = self.stretches(&mut steps)?;
        let node_of = number_nodes(&stretches, &self.positions, &mut steps)?;
        let mut nodes = vec![Position { lon_e7: 0, lat_e7: 0 }; node_of.len()];
        for (osm_id, &node) in &node_of {
            nodes[node as usize] = self.positions[osm_id];
        }

        let ids: Vec<i64> = self.ways.iter().map(|way| way.osm_id).collect();
        let (ways, names) = intern(self.ways);
        let barriers = self
            .barriers
            .iter()
            .filter_map(|(id, &barrier)| node_of.get(id).map(|&node| BarrierRecord { node, barrier }));
        let mut network = Network {
            nodes,
            segments: Vec::with_capacity(stretches.len()),
            shapes: Vec::new(),
            ways,
            names,
            forbidden: Vec::new(),
            barriers: barriers.collect(),
        };
        let segments = lay(&mut network, &stretches, &node_of, &self.positions, &mut steps)?;
        let mut segments_of: HashMap<i64, Vec<SegmentId>> = HashMap::new();
        steps.phase(1.0, stretches.len());
        for (stretch, segment) in stretches.iter().zip(segments) {
            steps.step()?;
            segments_of.entry(ids[stretch.way]).or_default().push(segment);
        }
        let left_out = forbid(&mut network, &self.restrictions, &segments_of, &node_of);
        Ok((network, left_out))
    }

    /// A landing at each end of a ferry, unless something else stands there.
    fn put_landings(&mut self) {
        let landing = Barrier { kind: BarrierKind::FerryLanding, access: None, limits: Limits::default() };
        for way in self.ways.iter().filter(|way| way.class == RoadClass::Ferry) {
            for &node in way.nodes.first().iter().chain(&way.nodes.last()) {
                self.barriers.entry(*node).or_insert(landing);
            }
        }
    }

    /// The ways, cut at junctions.
    fn stretches<B>(&self, steps: &mut Steps<impl FnMut(f64) -> ControlFlow<B>>) -> Result<Vec<Stretch>, B> {
        let mut runs: Vec<Stretch> = Vec::with_capacity(self.ways.len());
        steps.phase(0.1, self.ways.len());
        for (way, facts) in self.ways.iter().enumerate() {
            steps.step()?;
            runs.extend(self.runs(way, &facts.nodes));
        }
        let mut passes: HashMap<i64, u32> = HashMap::new();
        steps.phase(0.25, runs.len());
        for run in &runs {
            steps.step()?;
            for id in &run.nodes {
                *passes.entry(*id).or_default() += 1;
            }
        }
        let is_junction = |id: i64| passes[&id] > 1 || self.barriers.contains_key(&id);
        let mut stretches = Vec::with_capacity(runs.len());
        steps.phase(0.35, runs.len());
        for run in &runs {
            steps.step()?;
            stretches.extend(cut(run, is_junction));
        }
        Ok(stretches)
    }

    /// The parts of a way whose nodes are all known, without repetitions of a node right after itself.
    fn runs(&self, way: usize, nodes: &[i64]) -> Vec<Stretch> {
        nodes
            .split(|id| !self.positions.contains_key(id))
            .map(|run| {
                let mut nodes = run.to_vec();
                nodes.dedup();
                Stretch { way, nodes }
            })
            .filter(|run| run.nodes.len() > 1)
            .collect()
    }
}

/// Tells a watcher how far the work is, and hears whether to break off.
struct Steps<W> {
    watch: W,
    /// Shares of the whole between which the steps of this phase lie.
    from: f64,
    to: f64,
    done: usize,
    all: usize,
}

/// So many steps take about a millisecond or two.
const GLANCE_EVERY: usize = 8192;

impl<W> Steps<W> {
    /// Begins a phase of so many steps, which ends at a share of the whole.
    fn phase(&mut self, to: f64, all: usize) {
        (self.from, self.to, self.done, self.all) = (self.to, to, 0, all.max(1));
    }

    fn step<B>(&mut self) -> Result<(), B>
    where
        W: FnMut(f64) -> ControlFlow<B>,
    {
        if self.done.is_multiple_of(GLANCE_EVERY) {
            let share = self.from + (self.to - self.from) * (self.done as f64 / self.all as f64);
            if let ControlFlow::Break(why) = (self.watch)(share) {
                return Err(why);
            }
        }
        self.done += 1;
        Ok(())
    }
}

/// A part of a way: the index of the way and some of its nodes, by OpenStreetMap id.
struct Stretch {
    way: usize,
    nodes: Vec<i64>,
}

/// Lays the stretches as segments, ordered by their nodes, and gives the segment of each.
fn lay<B>(
    network: &mut Network,
    stretches: &[Stretch],
    node_of: &HashMap<i64, u32>,
    positions: &HashMap<i64, Position>,
    steps: &mut Steps<impl FnMut(f64) -> ControlFlow<B>>,
) -> Result<Vec<SegmentId>, B> {
    let ends =
        |stretch: &Stretch| (node_of[&stretch.nodes[0]], node_of[&stretch.nodes[stretch.nodes.len() - 1]]);
    let mut ordered: Vec<_> = stretches.iter().map(ends).zip(0..).collect();
    ordered.sort_unstable();
    let mut segments = vec![SegmentId(0); stretches.len()];
    steps.phase(0.9, ordered.len());
    for (segment, ((from, to), index)) in (0..).map(SegmentId).zip(ordered) {
        steps.step()?;
        let stretch: &Stretch = &stretches[index];
        let first_shape = network.shapes.len();
        network.shapes.extend(stretch.nodes.iter().map(|id| positions[id]));
        let line = &network.shapes[first_shape..];
        let length_cm =
            line.windows(2).map(|piece| piece[0].centimetres_to(piece[1])).fold(0, u32::saturating_add);
        let (way, first_shape) = (stretch.way as u32, first_shape as u32);
        let whole_cm = &mut network.ways[stretch.way].length_cm;
        *whole_cm = whole_cm.saturating_add(length_cm);
        network.segments.push(SegmentRecord { from, to, way, first_shape, length_cm });
        segments[index] = segment;
    }
    Ok(segments)
}

/// Adds what turn restrictions forbid, and tells which of them it could not.
fn forbid(
    network: &mut Network,
    restrictions: &[Restriction],
    segments_of: &HashMap<i64, Vec<SegmentId>>,
    node_of: &HashMap<i64, u32>,
) -> Vec<LeftOut> {
    if restrictions.is_empty() {
        return Vec::new();
    }
    let star = Star::new(network);
    let reader = TurnReader::new(network, &star, segments_of, node_of);
    let (words, troubles): (Vec<_>, Vec<_>) =
        restrictions.iter().map(|restriction| reader.words(restriction)).unzip();
    network.forbidden = words.concat();
    troubles.into_iter().flatten().collect()
}

fn cut(run: &Stretch, is_junction: impl Fn(i64) -> bool) -> Vec<Stretch> {
    let last = run.nodes.len() - 1;
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in 1..=last {
        if end == last || is_junction(run.nodes[end]) {
            pieces.push(Stretch { way: run.way, nodes: run.nodes[start..=end].to_vec() });
            start = end;
        }
    }
    pieces
}

/// Numbers the ends of all stretches along Hilbert's curve over their bounding box.
fn number_nodes<B>(
    stretches: &[Stretch],
    positions: &HashMap<i64, Position>,
    steps: &mut Steps<impl FnMut(f64) -> ControlFlow<B>>,
) -> Result<HashMap<i64, u32>, B> {
    let mut ends: Vec<i64> = Vec::with_capacity(stretches.len() * 2);
    steps.phase(0.4, stretches.len());
    for stretch in stretches {
        steps.step()?;
        ends.extend([stretch.nodes[0], stretch.nodes[stretch.nodes.len() - 1]]);
    }
    ends.sort_unstable();
    ends.dedup();
    let lon = Span::of(ends.iter().map(|id| positions[id].lon_e7));
    let lat = Span::of(ends.iter().map(|id| positions[id].lat_e7));
    ends.sort_by_cached_key(|id| hilbert(lon.cell(positions[id].lon_e7), lat.cell(positions[id].lat_e7)));
    let mut node_of = HashMap::with_capacity(ends.len());
    steps.phase(0.5, ends.len());
    for (id, node) in ends.into_iter().zip(0..) {
        steps.step()?;
        node_of.insert(id, node);
    }
    Ok(node_of)
}

/// The extent of coordinates in one direction, divided into 65,536 cells.
struct Span {
    min: i64,
    extent: i64,
}

impl Span {
    fn of(values: impl Iterator<Item = i32> + Clone) -> Self {
        let min = i64::from(values.clone().min().unwrap_or(0));
        let max = i64::from(values.max().unwrap_or(0));
        Self { min, extent: (max - min).max(1) }
    }

    fn cell(&self, value: i32) -> u16 {
        ((i64::from(value) - self.min) * i64::from(u16::MAX) / self.extent) as u16
    }
}

/// What is kept of each way, and the names they share.
fn intern(ways: Vec<Way>) -> (Vec<WayRecord>, Vec<String>) {
    let mut index_of: HashMap<String, u32> = HashMap::new();
    let mut names = Vec::new();
    let records = ways
        .into_iter()
        .map(|way| WayRecord {
            osm_id: way.osm_id,
            name: way.name.map(|name| {
                *index_of.entry(name).or_insert_with_key(|name| {
                    names.push(name.clone());
                    names.len() as u32 - 1
                })
            }),
            class: way.class,
            oneway: way.oneway,
            access: way.access,
            maxspeed_kmh: way.maxspeed_kmh,
            details: way.details,
            length_cm: 0,
        })
        .collect();
    (records, names)
}
