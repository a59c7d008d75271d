//! `RoutingKit`'s customizable contraction hierarchy, by the crate `routingkit-cch`, with exactly our arcs and times.
//!
//! Units and incidents stand on junctions, so that no part of a segment has to be reckoned and both must give the same
//! milliseconds. Ours is given coordinates, and remembers the road of a unit that has not
//! moved; the peer is told the nodes.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use geo::Point;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use roads::testing::{TimedArc, timed_arcs};
use roads::{NodeId, Reach, Roads, Starter, VehicleClass};
use routingkit_cch::{CCH, CCHManyToOne, CCHMetric, CCHMetricPartialUpdater, compute_order_inertial};

use crate::samples::{Samples, ratio, times, told};
use crate::table::{Table, reading};
use crate::trouble::Trouble;

const UNITS: usize = 100;
const WANTED: usize = 5;
const PER_FLEET: usize = 20;
const SEED: u64 = 115;
/// `RoutingKit`'s `inf_weight`.
const INFINITE: u32 = 2_147_483_647;

#[derive(Default)]
struct Compared {
    order: Duration,
    customize: Duration,
    peer: Samples,
    pinning: Samples,
    ours_all: Samples,
    ours_five: Samples,
    peer_closure: Samples,
    wrong: usize,
}

/// Prints both side by side for each network.
pub(crate) fn measure<'a>(
    networks: impl Iterator<Item = (&'a str, &'a Roads)>,
    queries: usize,
) -> Result<(), Trouble> {
    let mut table = Table::new(&[
        "100 units on junctions, all ambulances",
        "peer's order",
        "customizing",
        "peer, all 100",
        "+ pinning 100",
        "one arc closed",
        "ours, all 100",
        "ours, soonest 5",
        "peer ÷ ours, all",
        "peer ÷ ours, 5",
        "differ",
    ]);
    for (name, roads) in networks {
        let compared = compare(roads, queries)?;
        table.row([
            name.to_owned(),
            told(compared.order),
            told(compared.customize),
            told(compared.peer.p50()),
            told(compared.pinning.p50()),
            told(compared.peer_closure.p50()),
            told(compared.ours_all.p50()),
            told(compared.ours_five.p50()),
            ratio(times(compared.peer.p50(), compared.ours_all.p50())),
            ratio(times(compared.peer.p50(), compared.ours_five.p50())),
            format!("{} of {}", compared.wrong, compared.peer.len() * UNITS),
        ]);
    }
    table.print();
    reading(
        "Medians. The peer's nodes are pinned before its query, and it gives all 100 or nothing; ours takes coordinates \
         and tells distances too, and remembers the roads of units that have not moved.",
    );
    Ok(())
}

/// The arcs as the peer wants them.
struct Arcs {
    tail: Vec<u32>,
    head: Vec<u32>,
    ms: Vec<u32>,
}

fn compare(roads: &Roads, queries: usize) -> Result<Compared, Trouble> {
    let class = VehicleClass::Ambulance;
    let arcs = arcs(&timed_arcs(roads, class));
    let mut compared = Compared::default();
    let began = Instant::now();
    let order = order(roads, &arcs);
    compared.order = began.elapsed();
    let cch = CCH::new(&order, &arcs.tail, &arcs.head, |_| {}, false);
    let began = Instant::now();
    let mut metric = CCHMetric::new(&cch, arcs.ms.clone());
    compared.customize = began.elapsed();

    let rng = &mut StdRng::seed_from_u64(SEED);
    let junctions = junctions(roads, rng, queries + UNITS * queries.div_ceil(PER_FLEET));
    let (places, mut units) = (&junctions[..queries], junctions[queries..].chunks(UNITS));
    {
        let mut many = CCHManyToOne::new(&metric, &junctions[..1]);
        let mut fleet: &[u32] = &[];
        for (query, &place) in places.iter().enumerate() {
            if query % PER_FLEET == 0 {
                fleet = units.next().ok_or(Trouble::Surprise("too few junctions"))?;
                compared.pinning.time(|| many.repin_sources(fleet));
                let _warm = many.distances_to(place);
            }
            compared.ask(roads, &mut many, fleet, place)?;
        }
    }
    let mut updater = CCHMetricPartialUpdater::new(&cch);
    for _ in 0..queries {
        let arc = rng.random_range(0..arcs.ms.len());
        let closed = BTreeMap::from([(arc as u32, INFINITE)]);
        compared.peer_closure.time(|| updater.apply(&mut metric, &closed));
        updater.apply(&mut metric, &BTreeMap::from([(arc as u32, arcs.ms[arc])]));
    }
    Ok(compared)
}

impl Compared {
    /// One question to both.
    fn ask(
        &mut self,
        roads: &Roads,
        many: &mut CCHManyToOne<'_>,
        fleet: &[u32],
        place: u32,
    ) -> Result<(), Trouble> {
        let starters = starters(roads, fleet)?;
        let place_at = point(roads, place)?;
        let ours = self.ours_all.time(|| roads.soonest(place_at, &starters, UNITS)).reaches;
        let theirs = self.peer.time(|| many.distances_to(place));
        self.ours_five.time(|| roads.soonest(place_at, &starters, WANTED));
        let differ = ours.iter().zip(theirs).filter(|&(ours, theirs)| match *ours {
            // Who arrives at a copy of the junction has arrived for us; the peer is asked for the plain node alone.
            Reach::Reached { travel_ms, .. } => theirs.is_some_and(|theirs| theirs != travel_ms),
            _ => theirs.is_some(),
        });
        self.wrong += differ.count();
        Ok(())
    }
}

fn point(roads: &Roads, node: u32) -> Result<Point<f64>, Trouble> {
    roads.network().node(NodeId(node)).ok_or(Trouble::Surprise("a junction is not in the network"))
}

fn starters(roads: &Roads, fleet: &[u32]) -> Result<Vec<Starter>, Trouble> {
    let starter = |&node: &u32| Ok(Starter { point: point(roads, node)?, class: VehicleClass::Ambulance });
    fleet.iter().map(starter).collect()
}

/// Junctions where an ambulance can be: both ends of a road that it may drive.
fn junctions(roads: &Roads, rng: &mut StdRng, count: usize) -> Vec<u32> {
    let network = roads.network();
    // Where another road crosses without meeting, or in the same place, we would find that one.
    let drives = |node: u32| {
        let snap = network.node(NodeId(node)).and_then(|point| roads.snap(point, VehicleClass::Ambulance));
        let segment =
            snap.filter(|snap| snap.off_road_m == 0.0).and_then(|snap| network.segment(snap.segment));
        segment.is_some_and(|segment| [segment.from(), segment.to()].contains(&NodeId(node)))
    };
    std::iter::repeat_with(|| rng.random_range(0..network.node_count() as u32))
        .filter(|&node| drives(node))
        .take(count)
        .collect()
}

fn arcs(timed: &[TimedArc]) -> Arcs {
    Arcs {
        tail: timed.iter().map(|arc| arc.tail).collect(),
        head: timed.iter().map(|arc| arc.head).collect(),
        ms: timed.iter().map(|arc| arc.ms).collect(),
    }
}

/// The peer's own order, by inertial flow. Copies of junctions where turns are forbidden lie where the junction lies.
fn order(roads: &Roads, arcs: &Arcs) -> Vec<u32> {
    let network = roads.network();
    let nodes = arcs.tail.iter().chain(&arcs.head).max().map_or(0, |&last| last as usize + 1);
    let at = |node: usize| network.node(NodeId(node as u32)).unwrap_or_default();
    let (lat, lon): (Vec<f32>, Vec<f32>) = (0..nodes.max(network.node_count()))
        .map(at)
        .map(|point| (point.y() as f32, point.x() as f32))
        .unzip();
    compute_order_inertial(lat.len() as u32, &arcs.tail, &arcs.head, &lat, &lon)
}
