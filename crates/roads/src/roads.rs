//! The road network as the room uses it.

mod changes;
mod way;

use std::hint::black_box;
use std::panic::resume_unwind;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use geo::Point;

use crate::arc::SegmentId;
use crate::bound::Bound;
use crate::changes::Changes;
use crate::class::VehicleClass;
use crate::closures::Closures;
use crate::diagnosis::{Components, Footing};
use crate::graph::Graph;
use crate::hierarchy::{Hierarchy, Metered, Order, UnfitOrder};
use crate::memory::Memory;
use crate::network::Network;
use crate::profile::{Period, Profiles, Speed};
use crate::search::{Cost, Link, Query};
use crate::snap::{SegmentIndex, Snap, TOGETHER};
use crate::soonest::Engine;
use crate::stand::Stand;
use crate::weights::{Driver, Weights, mark_ms};

/// A road network that answers who reaches a place soonest.
///
/// Questions take `&self` and may be asked from many threads at once; closures take `&mut self`, by one writer.
///
/// A vehicle or a place hangs on the nearest segment that the vehicle's class may use and that is not closed. The
/// straight line between the point and the road counts with the access speed of the profiles, at both ends: so one who
/// stands beyond a closure is reached at its edge, and the last metres are not free.
pub struct Roads {
    network: Network,
    profiles: Profiles,
    graph: Graph,
    index: SegmentIndex,
    closures: Closures,
    epoch: u64,
    changes: Changes,
    period: Period,
    /// What each segment is to one who looks for a road, by vehicle class, made when the class is first asked for. It is
    /// small, so that finding a road seldom waits for memory.
    footing: [OnceLock<Vec<Footing>>; VehicleClass::ALL.len()],
    /// By vehicle class, made when the class is first asked for.
    weights: [OnceLock<Weights>; VehicleClass::ALL.len()],
    /// Lower bounds of travel times, by vehicle class, made with the first question that needs one.
    bounds: [OnceLock<Bound>; VehicleClass::ALL.len()],
    hierarchy: Option<Hierarchy>,
    memories: Mutex<Vec<Memory>>,
}

/// A vehicle that could be sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Starter {
    /// Where it is, longitude and latitude.
    pub point: Point<f64>,
    /// How it drives.
    pub class: VehicleClass,
}

/// How soon a vehicle reaches the place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// It does, exactly so.
    Reached {
        /// Travel time in milliseconds, the straight lines to and from the road included.
        travel_ms: u32,
        /// Distance along the road in metres: of the soonest ways the shortest.
        distance_m: f64,
    },
    /// As many as were wanted are at least as soon; how long this one takes, or whether a road is near it at all, was not
    /// found out.
    NotAmongSoonest,
    /// No road leads from there to the place.
    Unreachable,
    /// The vehicle or the place is too far from any road that the vehicle can use.
    OffRoad,
}

/// The answer to who reaches a place soonest.
#[derive(Clone, Debug, PartialEq)]
pub struct Soonest {
    /// The state of the closures that it was found under.
    pub epoch: u64,
    /// One for each starter, in the order that they were given.
    pub reaches: Vec<Reach>,
}

impl Roads {
    /// Makes a network ready for questions, with nothing closed.
    pub fn new(network: Network, profiles: Profiles) -> Self {
        let (graph, index) = thread::scope(|scope| {
            let graph = scope.spawn(|| Graph::new(&network));
            let index = SegmentIndex::new(&network);
            (graph.join().unwrap_or_else(|panic| resume_unwind(panic)), index)
        });
        Self {
            graph,
            index,
            network,
            profiles,
            closures: Closures::default(),
            epoch: 0,
            changes: Changes::default(),
            period: Period::default(),
            footing: Default::default(),
            weights: Default::default(),
            bounds: Default::default(),
            hierarchy: None,
            memories: Mutex::default(),
        }
    }

    /// The network as it was given.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Answers by a contraction hierarchy from now on. Without an order every answer comes from
    /// the plain search: the same answers, but on a large map not at once.
    ///
    /// # Errors
    /// The order was made for another network; nothing has changed then.
    pub fn use_order(&mut self, order: &Order) -> Result<(), UnfitOrder> {
        self.hierarchy = Some(Hierarchy::new(&self.graph, order)?);
        self.changes.push_everything();
        Ok(())
    }

    /// Makes everything ready that the first question about this class would otherwise wait for, on two processors.
    pub fn prepare(&self, class: VehicleClass) {
        thread::scope(|scope| {
            scope.spawn(|| {
                self.footing(class);
                self.bound(class);
            });
            self.metered(class);
        });
    }

    /// The state of the closures: it grows with each change.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// The nearest place on an open road that the class may use; `None` where there is none within the limit of the
    /// profiles.
    ///
    /// A small piece of road that hangs together with no other is passed over when there is a proper road at most the
    /// profiles' `fragment_skip_m` farther away: such pieces are flaws of the map more often than roads without a way
    /// out. On an islet, where no proper road is near, they serve.
    pub fn snap(&self, point: Point<f64>, class: VehicleClass) -> Option<Snap> {
        let of_segment = self.footing(class);
        let footing = |segment: SegmentId| match of_segment[segment.0 as usize] {
            footing if footing != Footing::None && self.closures.is_closed(segment) => Footing::None,
            footing => footing,
        };
        let nearest = self.nearest(point, |segment| footing(segment) != Footing::None)?;
        if footing(nearest.segment) == Footing::Road {
            return Some(nearest);
        }
        let limit_m =
            self.profiles.off_road_limit_m().min(nearest.off_road_m + self.profiles.fragment_skip_m());
        let is_proper = |segment| footing(segment) == Footing::Road;
        Some(self.index.nearest(&self.network, point, limit_m, is_proper).unwrap_or(nearest))
    }

    /// [`Self::snap`] for many points, sooner than one by one: they wait for memory together.
    pub fn snap_all(&self, points: &[Point<f64>], class: VehicleClass) -> Vec<Option<Snap>> {
        let mut snaps = Vec::with_capacity(points.len());
        for some in points.chunks(TOGETHER) {
            self.fetch(some.iter().copied(), class);
            snaps.extend(some.iter().map(|&point| self.snap(point, class)));
        }
        snaps
    }

    /// Has what is near a few points at hand.
    pub(crate) fn fetch(&self, points: impl Iterator<Item = Point<f64>>, class: VehicleClass) {
        let mut together = [Point::default(); TOGETHER];
        for (place, point) in together.iter_mut().zip(points) {
            *place = point;
        }
        let footing = self.footing(class);
        let segments = self.index.fetch(&self.network, together);
        black_box(segments.map(|segment| footing.get(segment.0 as usize).copied()));
    }

    fn footing(&self, class: VehicleClass) -> &[Footing] {
        self.footing[class as usize].get_or_init(|| {
            let parts = Components::new(&self.network, self.profiles.of(class));
            parts.footing(self.profiles.fragment_cm())
        })
    }

    /// How fast a class drives on a segment just now; `None` where it doesn't.
    pub(crate) fn speed(&self, segment: SegmentId, class: VehicleClass) -> Option<Speed> {
        let speed = self.open_speed(segment, class)?;
        match self.closures.effect(segment) {
            None => Some(speed),
            Some(effect) => effect.limit_kmh().map(|kmh| speed.at_most(kmh)),
        }
    }

    /// How fast it drives there with nothing closed or slowed.
    fn open_speed(&self, segment: SegmentId, class: VehicleClass) -> Option<Speed> {
        self.profiles.of(class).speed(self.network.way_record(segment), self.period)
    }

    /// The name of the nearest street that has one, for any vehicle, closed or not.
    pub fn street_at(&self, point: Point<f64>) -> Option<&str> {
        let name = |segment| self.network.way_record(segment).name;
        let snap = self.nearest(point, |segment| name(segment).is_some())?;
        self.network.names.get(name(snap.segment)? as usize).map(String::as_str)
    }

    fn nearest(&self, point: Point<f64>, is_usable: impl Fn(SegmentId) -> bool) -> Option<Snap> {
        self.index.nearest(&self.network, point, self.profiles.off_road_limit_m(), is_usable)
    }

    /// Who reaches the place soonest: exact for the `wanted` soonest of all starters, whatever their class.
    ///
    /// With `wanted >= starters.len()` all are exact.
    pub fn soonest(&self, place: Point<f64>, starters: &[Starter], wanted: usize) -> Soonest {
        self.soonest_by(Engine::Hierarchy, place, starters, wanted)
    }

    /// The same by this engine; without an order the plain search stands in for the hierarchy.
    pub fn soonest_by(
        &self,
        engine: Engine,
        place: Point<f64>,
        starters: &[Starter],
        wanted: usize,
    ) -> Soonest {
        if engine == Engine::PlainSearch || self.hierarchy.is_none() {
            return self.search(place, starters, Some(wanted));
        }
        let reaches = self.with_memory(|memory| self.climb(memory, place, starters, wanted));
        Soonest { epoch: self.epoch, reaches }
    }

    /// The same for all starters, by a full search of everything from which the place can be reached: the baseline that
    /// [`Self::soonest`] and later engines are measured and checked against.
    pub fn all_by_full_search(&self, place: Point<f64>, starters: &[Starter]) -> Soonest {
        self.search(place, starters, None)
    }

    fn search(&self, place: Point<f64>, starters: &[Starter], wanted: Option<usize>) -> Soonest {
        let mut reaches = vec![Reach::OffRoad; starters.len()];
        let mut query = self.query();
        let mut asked = Vec::new();
        let met = self.with_memory(|memory| {
            for class in VehicleClass::ALL {
                let of_class = || (0..).zip(starters).filter(|(_, starter)| starter.class == class);
                if of_class().next().is_none() {
                    continue;
                }
                let Some(place) = self.stand(place, class) else { continue };
                let layer = self.add_layer(&mut query, class, &place);
                for (index, starter) in of_class() {
                    if let Some(known) = memory.stands.get(self, starter) {
                        query.targets.push(known.target(&place, layer));
                        asked.push(index);
                    }
                }
            }
            query.wanted = wanted.map_or(usize::MAX, |wanted| wanted.min(asked.len()));
            query.run(&mut memory.plain)
        });
        let unmet = if met.len() < query.wanted { Reach::Unreachable } else { Reach::NotAmongSoonest };
        for &index in &asked {
            reaches[index] = unmet;
        }
        for (target, cost) in met {
            reaches[asked[target]] = Reach::of(cost);
        }
        Soonest { epoch: self.epoch, reaches }
    }

    pub(crate) fn stand(&self, point: Point<f64>, class: VehicleClass) -> Option<Stand> {
        let snap = self.snap(point, class)?;
        let speed = self.speed(snap.segment, class)?;
        Some(Stand::new(&self.network, &self.profiles, class, snap, speed))
    }

    fn query(&self) -> Query<'_> {
        Query { graph: &self.graph, layers: Vec::new(), entries: Vec::new(), targets: Vec::new(), wanted: 0 }
    }

    fn add_layer<'a>(&'a self, query: &mut Query<'a>, class: VehicleClass, place: &Stand) -> u32 {
        let layer = query.layers.len() as u32;
        query.layers.push(self.weights(class));
        query.entries.extend(self.entries_in(place, class, layer));
        layer
    }

    /// How the nodes around a vehicle are reached from it.
    pub(crate) fn exits(&self, stand: &Stand) -> [Option<Link>; 2] {
        stand.exits(&self.network, &self.graph, 0)
    }

    /// How a place is reached from the nodes around it.
    pub(crate) fn entries(&self, place: &Stand, class: VehicleClass) -> Vec<Link> {
        self.entries_in(place, class, 0)
    }

    fn entries_in(&self, place: &Stand, class: VehicleClass, layer: u32) -> Vec<Link> {
        let driver = self.driver(class);
        let mark_ms = |mark| mark_ms(&self.network, driver, mark);
        place.entries(&self.network, &self.graph, layer, mark_ms)
    }

    /// The hierarchy as a class drives it, where there is one.
    pub(crate) fn metered(&self, class: VehicleClass) -> Option<Metered<'_>> {
        Some(self.hierarchy.as_ref()?.prepare(class, |slot| self.cost(class, slot)))
    }

    pub(crate) fn bound(&self, class: VehicleClass) -> &Bound {
        self.bounds[class as usize].get_or_init(|| {
            // With nothing closed: what is closed now may open again.
            let speed = |segment| self.open_speed(segment, class);
            let (beside, off_road_m) = (self.profiles.access(), self.profiles.off_road_limit_m());
            Bound::new(&self.network, &self.index, speed, beside, off_road_m)
        })
    }

    /// A class as it drives just now.
    fn driver(&self, class: VehicleClass) -> Driver<'_> {
        Driver { profile: self.profiles.of(class), class, period: self.period }
    }

    /// What a slot of the graph costs a class; `None` where it may not drive.
    fn cost(&self, class: VehicleClass, slot: usize) -> Option<Cost> {
        self.weights(class).cost(&self.graph, slot)
    }

    /// The graph of all roads.
    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Time over the straight line between a point and its road.
    pub(crate) fn access_ms(&self, snap: &Snap) -> u32 {
        self.profiles.access().travel_ms((snap.off_road_m * 100.0).round() as u32)
    }

    pub(crate) fn weights(&self, class: VehicleClass) -> &Weights {
        self.weights[class as usize].get_or_init(|| {
            let speed = |segment| self.speed(segment, class);
            Weights::new(&self.network, &self.graph, self.driver(class), speed)
        })
    }

    pub(crate) fn with_memory<T>(&self, answer: impl FnOnce(&mut Memory) -> T) -> T {
        let pool = || self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = pool().pop().unwrap_or_default();
        let answer = answer(&mut memory);
        pool().push(memory);
        answer
    }
}

impl Reach {
    /// Travel time in milliseconds of one that was reached.
    pub fn travel_ms(&self) -> Option<u32> {
        match *self {
            Self::Reached { travel_ms, .. } => Some(travel_ms),
            Self::NotAmongSoonest | Self::Unreachable | Self::OffRoad => None,
        }
    }

    pub(crate) fn of(cost: Cost) -> Self {
        Self::Reached { travel_ms: cost.ms(), distance_m: f64::from(cost.cm()) / 100.0 }
    }
}
