//! From ways and nodes to a network.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::convert::Infallible;
use std::ops::ControlFlow;

use geo::Point;

use crate::arc::SegmentId;
use crate::barrier::{Barrier, BarrierKind};
use crate::class::{Access, Oneway, RoadClass};
use crate::details::Details;
use crate::graph::Star;
use crate::hilbert::hilbert;
use crate::network::{BarrierRecord, Network, SegmentRecord, WayRecord};
use crate::position::Position;
use crate::restriction::{LeftOut, Restriction, TurnReader, Via};

mod lines;

use lines::{Known, Lines};

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
    nodes: Vec<(i64, Position)>,
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

    /// Adds a node. Nodes that no way uses do no harm; a point that is not on the earth counts as missing. Nodes are best
    /// added once, and in the order of their ids.
    pub fn add_node(&mut self, osm_id: i64, point: Point<f64>) {
        if let Some(position) = Position::new(point) {
            self.nodes.push((osm_id, position));
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
        let known = Known::new(self.nodes);
        let cuts = self.barriers.keys().filter_map(|&id| known.number(id));
        let lines = Lines::new(&self.ways, &known, cuts, &mut steps)?;
        let junctions = Junctions::new(&lines, &known, &mut steps)?;
        steps.look()?;

        let ids: Vec<i64> = self.ways.iter().map(|way| way.osm_id).collect();
        let (ways, names) = intern(self.ways);
        steps.look()?;
        let junction = |id: i64| junctions.of(known.number(id)?);
        let barriers = self.barriers.iter();
        let barriers =
            barriers.filter_map(|(&id, &barrier)| Some(BarrierRecord { node: junction(id)?, barrier }));
        let mut network = Network {
            nodes: junctions.nodes.iter().map(|&node| known.position(node)).collect(),
            segments: Vec::with_capacity(lines.stretches.len()),
            shapes: Vec::new(),
            ways,
            names,
            forbidden: Vec::new(),
            barriers: barriers.collect(),
        };
        let segments = lay(&mut network, &lines, &junctions, &known, &mut steps)?;
        let left_out = if self.restrictions.is_empty() {
            Vec::new()
        } else {
            let of_ways =
                lines.stretches.iter().zip(segments).map(|(it, segment)| (ids[it.way as usize], segment));
            forbid(&mut network, &self.restrictions, of_ways, junction)
        };
        Ok((network, left_out))
    }

    /// A landing wherever a ferry meets the land; whatever else stands there keeps out whom it keeps out, and the wait for
    /// the ship counts. Where one part of a crossing is joined to the next, out on the water, nobody boards.
    fn put_landings(&mut self) {
        let is_ferry = |way: &&Way| way.class == RoadClass::Ferry;
        let of_ferries = self.ways.iter().filter(is_ferry).flat_map(|way| way.nodes.iter().copied());
        let on_ferries: HashSet<i64> = of_ferries.collect();
        if on_ferries.is_empty() {
            return;
        }
        let on_land = self.ways.iter().filter(|way| !is_ferry(way)).flat_map(|way| &way.nodes);
        for node in on_land.filter(|node| on_ferries.contains(node)) {
            let landing = BarrierKind::FerryLanding;
            self.barriers.entry(*node).and_modify(|own| own.kind = landing).or_insert(Barrier::of(landing));
        }
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

    /// A look between two phases, or within what takes a while at once.
    fn look<B>(&mut self) -> Result<(), B>
    where
        W: FnMut(f64) -> ControlFlow<B>,
    {
        match (self.watch)(self.to) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(why) => Err(why),
        }
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

/// The nodes where stretches end, numbered along Hilbert's curve over their bounding box.
struct Junctions {
    /// The node of each.
    nodes: Vec<u32>,
    /// By node, which junction it is.
    of: Vec<Option<u32>>,
}

impl Junctions {
    fn new<B>(
        lines: &Lines,
        known: &Known,
        steps: &mut Steps<impl FnMut(f64) -> ControlFlow<B>>,
    ) -> Result<Self, B> {
        let mut of = vec![None; known.len()];
        steps.phase(0.5, lines.stretches.len());
        for &stretch in &lines.stretches {
            steps.step()?;
            for node in lines.ends(stretch) {
                of[node as usize] = Some(0);
            }
        }
        let is_end = |node: &u32| of[*node as usize].is_some();
        let mut nodes: Vec<u32> = (0..known.len() as u32).filter(is_end).collect();
        let lon = Span::of(nodes.iter().map(|&node| known.position(node).lon_e7));
        let lat = Span::of(nodes.iter().map(|&node| known.position(node).lat_e7));
        steps.look()?;
        nodes.sort_by_cached_key(|&node| {
            let at = known.position(node);
            hilbert(lon.cell(at.lon_e7), lat.cell(at.lat_e7))
        });
        for (&node, junction) in nodes.iter().zip(0..) {
            of[node as usize] = Some(junction);
        }
        Ok(Self { nodes, of })
    }

    fn of(&self, node: u32) -> Option<u32> {
        self.of[node as usize]
    }
}

/// Lays the stretches as segments, ordered by their nodes, and gives the segment of each.
fn lay<B>(
    network: &mut Network,
    lines: &Lines,
    junctions: &Junctions,
    known: &Known,
    steps: &mut Steps<impl FnMut(f64) -> ControlFlow<B>>,
) -> Result<Vec<SegmentId>, B> {
    let ends = |&stretch| lines.ends(stretch).map(|node| junctions.of(node).unwrap_or_default());
    let mut ordered: Vec<([u32; 2], u32)> = lines.stretches.iter().map(ends).zip(0..).collect();
    ordered.sort_unstable();
    steps.look()?;
    let mut segments = vec![SegmentId(0); ordered.len()];
    steps.phase(1.0, ordered.len());
    for (segment, ([from, to], index)) in (0..).map(SegmentId).zip(ordered) {
        steps.step()?;
        let stretch = lines.stretches[index as usize];
        let first_shape = network.shapes.len();
        network.shapes.extend(lines.of(stretch).iter().map(|&node| known.position(node)));
        let line = &network.shapes[first_shape..];
        let length_cm =
            line.windows(2).map(|piece| piece[0].centimetres_to(piece[1])).fold(0, u32::saturating_add);
        let (way, first_shape) = (stretch.way, first_shape as u32);
        let whole_cm = &mut network.ways[way as usize].length_cm;
        *whole_cm = whole_cm.saturating_add(length_cm);
        network.segments.push(SegmentRecord { from, to, way, first_shape, length_cm });
        segments[index as usize] = segment;
    }
    Ok(segments)
}

/// Adds what turn restrictions forbid, and tells which of them it could not. `of_ways` are the segments of each way by its
/// OpenStreetMap id, in the order of its nodes.
fn forbid(
    network: &mut Network,
    restrictions: &[Restriction],
    of_ways: impl Iterator<Item = (i64, SegmentId)>,
    junction: impl Fn(i64) -> Option<u32>,
) -> Vec<LeftOut> {
    let mut ways: HashSet<i64> = HashSet::new();
    let mut node_of: HashMap<i64, u32> = HashMap::new();
    for restriction in restrictions {
        ways.extend(restriction.from.iter().chain(&restriction.to));
        match &restriction.via {
            Via::Node(id) => node_of.extend(junction(*id).map(|node| (*id, node))),
            Via::Ways(via) => ways.extend(via),
        }
    }
    let mut segments_of: HashMap<i64, Vec<SegmentId>> = HashMap::new();
    for (way, segment) in of_ways.filter(|(way, _)| ways.contains(way)) {
        segments_of.entry(way).or_default().push(segment);
    }
    let star = Star::new(network);
    let reader = TurnReader::new(network, &star, &segments_of, &node_of);
    let (words, troubles): (Vec<_>, Vec<_>) =
        restrictions.iter().map(|restriction| reader.words(restriction)).unzip();
    network.forbidden = words.concat();
    troubles.into_iter().flatten().collect()
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
