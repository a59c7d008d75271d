//! Random small networks, whose costs change, against Dijkstra's algorithm; and cuts whose size one can see.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::ops::ControlFlow;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

use super::flow::{Flow, Pole};
use super::metric::{Metric, packed};
use super::order::{Work, nested_dissection};
use super::part::Part;
use super::{Hierarchy, Metered, Order, ToPlace, Tracer, UnfitOrder};
use crate::class::VehicleClass;
use crate::graph::Graph;
use crate::network::Network;
use crate::search::Cost;
use crate::{NetworkBuilder, osm};

const CLASS: VehicleClass = VehicleClass::Car;

/// A tangle of roads between random places: parallel ones, loops, dead ends, and pieces without a connection.
fn tangle(rng: &mut StdRng, places: i64, ways: i64) -> Network {
    let mut builder = NetworkBuilder::new();
    for place in 0..places {
        builder.add_node(place, (rng.random_range(112.0..112.1), rng.random_range(-7.3..-7.2)).into());
    }
    for way in 0..ways {
        // Mostly short streets between neighbours in number, so that there are quarters to be found.
        let mut next = rng.random_range(0..places);
        let nodes = (0..rng.random_range(2..6)).map(|_| {
            let step =
                if rng.random_bool(0.9) { rng.random_range(-3..=3) } else { rng.random_range(0..places) };
            next = (next + step).rem_euclid(places);
            next
        });
        let road = osm::way_from_tags(way, nodes.collect(), [("highway", "residential")]);
        builder.add_way(road.expect("a road"));
    }
    builder.build()
}

/// Small costs with many ties, some of nothing, and barred slots.
fn random_cost(rng: &mut StdRng) -> Option<Cost> {
    rng.random_bool(0.85).then(|| Cost::new(rng.random_range(0..5), rng.random_range(0..3)))
}

/// The cost from every node to the place.
fn dijkstra(graph: &Graph, costs: &[Option<Cost>], place: u32) -> Vec<Option<Cost>> {
    let mut least = vec![None; graph.node_count()];
    let mut queue = BinaryHeap::from([Reverse((Cost::new(0, 0), place))]);
    while let Some(Reverse((cost, node))) = queue.pop() {
        if least[node as usize].is_some() {
            continue;
        }
        least[node as usize] = Some(cost);
        for (slot, (tail, head)) in graph.ends().enumerate() {
            if let Some(more) = costs[slot].filter(|_| head == node) {
                queue.push(Reverse((cost.plus(more), tail)));
            }
        }
    }
    least
}

fn check(
    graph: &Graph,
    costs: &[Option<Cost>],
    roads: Metered<'_>,
    rng: &mut StdRng,
    at: &str,
) -> (usize, usize) {
    let mut memory = ToPlace::default();
    let place = rng.random_range(0..graph.node_count() as u32);
    let expected = dijkstra(graph, costs, place);
    let mut beyond = 0;
    for _ in 0..2 {
        roads.ask(&mut memory, [(place, Cost::new(0, 0))].into_iter());
        let mut nodes: Vec<u32> = (0..graph.node_count() as u32).collect();
        nodes.shuffle(rng);
        // What is found out within a limit must not mislead whoever asks later without one.
        for (pass, &node) in nodes.iter().chain(&nodes).enumerate() {
            let limit =
                if pass < nodes.len() { Cost::new(rng.random_range(0..12), 0) } else { Cost::ENDLESS };
            let (told, cost) = (roads.cost_from(&mut memory, node, limit), expected[node as usize]);
            let is_beyond = told.is_none() && cost.is_some_and(|cost| cost > limit);
            assert!(told == cost || is_beyond, "{at}: {node} to {place}: {told:?}, not {cost:?}");
            beyond += usize::from(is_beyond);
        }
    }
    check_way(graph, costs, roads, (&expected, place), rng, at);
    check_sweep(graph, costs, roads, rng, at);
    (expected.iter().flatten().count(), beyond)
}

/// The way drives from the start to the place, slot by slot, at the cost that was told.
fn check_way(
    graph: &Graph,
    costs: &[Option<Cost>],
    roads: Metered<'_>,
    (expected, place): (&[Option<Cost>], u32),
    rng: &mut StdRng,
    at: &str,
) {
    let ends: Vec<(u32, u32)> = graph.ends().collect();
    let exits: Vec<(u32, Cost)> = (0..2)
        .map(|_| (rng.random_range(0..graph.node_count() as u32), Cost::new(rng.random_range(0..9), 0)))
        .collect();
    let found = roads.way(&mut Tracer::default(), &exits, &[(place, Cost::new(1, 0))], |slot| costs[slot]);
    let from = |&(node, cost): &(u32, Cost)| Some(expected[node as usize]?.plus(cost).plus(Cost::new(1, 0)));
    assert_eq!(found.as_ref().map(|way| way.cost), exits.iter().filter_map(from).min(), "{at}");
    let Some(way) = found else { return };
    let (mut node, mut cost) = exits[way.exit];
    for &slot in &way.slots {
        let (tail, head) = ends[slot];
        assert_eq!(node, tail, "{at}: the way hangs together");
        cost = cost.plus(costs[slot].expect("a road that may be driven"));
        node = head;
    }
    assert_eq!((node, cost.plus(Cost::new(1, 0))), (place, way.cost), "{at}: the way's end");
}

fn check_sweep(graph: &Graph, costs: &[Option<Cost>], roads: Metered<'_>, rng: &mut StdRng, at: &str) {
    let given: Vec<(u32, u32)> =
        (0..3).map(|_| (rng.random_range(0..graph.node_count() as u32), rng.random_range(0..9))).collect();
    let swept = roads.ms_from(given.iter().copied());
    let place = rng.random_range(0..graph.node_count() as u32);
    let back = dijkstra(graph, costs, place);
    let nearest = given.iter().filter_map(|&(node, ms)| Some(back[node as usize]?.ms() + ms)).min();
    assert_eq!(swept(place), nearest, "{at}: whole map");
}

#[test]
fn every_cost_is_dijkstras_and_stays_so_when_roads_change() {
    let (mut reached, mut beyond) = (0, 0);
    for seed in 0..400 {
        let rng = &mut StdRng::seed_from_u64(seed);
        // Now and then large enough to be cut in two.
        let size = if seed % 8 == 1 { 300 } else { 60 };
        let places = rng.random_range(2..size);
        let ways = rng.random_range(1..size);
        let network = tangle(rng, places, ways);
        let graph = Graph::new(&network);
        if graph.node_count() == 0 {
            continue;
        }
        let mut order = Order::new(&network);
        if seed % 4 == 0 {
            // A poor order, and none that keeps parts together: it serves, and is put right.
            order.nodes.shuffle(rng);
        }
        let mut hierarchy = Hierarchy::new(&graph, &order).expect("its own order");
        let mut costs: Vec<_> = graph.ends().map(|_| random_cost(rng)).collect();
        for round in 0..4 {
            let at = format!("seed {seed}, round {round}");
            let roads = hierarchy.prepare(CLASS, |slot| costs[slot]);
            let (more, farther) = check(&graph, &costs, roads, rng, &at);
            (reached, beyond) = (reached + more, beyond + farther);
            let changed: Vec<usize> =
                (0..rng.random_range(1..6)).map(|_| rng.random_range(0..costs.len())).collect();
            for &slot in &changed {
                costs[slot] = random_cost(rng);
            }
            let Hierarchy { topology, metrics } = &mut hierarchy;
            let metric = metrics[CLASS as usize].get_mut().expect("it was asked for");
            metric.update(topology, &changed, |slot| packed(costs[slot]));
            assert_eq!(*metric, Metric::new(topology, |slot| packed(costs[slot])), "{at}: as if made anew");
        }
    }
    assert!(reached > 5_000, "only {reached} were reached: these networks show little");
    assert!(beyond > 5_000, "only {beyond} were known to be too far: that shows little");
}

#[test]
fn an_order_serves_only_its_own_network() {
    let rng = &mut StdRng::seed_from_u64(1);
    let (network, other) = (tangle(rng, 20, 20), tangle(rng, 30, 30));
    let graph = Graph::new(&network);
    let order = Order::new(&network);
    let twice = Order { nodes: order.nodes.iter().map(|&node| node.max(1)).collect() };
    let beyond = Order { nodes: order.nodes.iter().map(|&node| node + 1).collect() };
    let refused = |order: &Order| Hierarchy::new(&graph, order).err() == Some(UnfitOrder);
    assert!(!refused(&order));
    assert!(refused(&Order::new(&other)) && refused(&twice) && refused(&beyond));
    let nothing = NetworkBuilder::new().build();
    assert!(Hierarchy::new(&Graph::new(&nothing), &Order::new(&nothing)).is_ok(), "no roads at all");
}

#[test]
fn whoever_watches_the_order_can_break_it_off() {
    let network = tangle(&mut StdRng::seed_from_u64(2), 200, 300);
    let mut told = Vec::new();
    let watched = Order::watched(&network, |share| {
        told.push(share);
        ControlFlow::Continue(())
    });
    assert_eq!(watched, Some(Order::new(&network)), "to be watched changes nothing");
    assert!(told.is_sorted() && told.iter().all(|share| (0.0..=1.0).contains(share)), "{told:?}");
    // A small network may be done before anybody has looked; then there was nothing to break off.
    let mut looked = false;
    let broken = Order::watched(&network, |_| {
        looked = true;
        ControlFlow::Break(())
    });
    assert_eq!(broken.is_none(), looked);
}

/// How many arcs join the nodes of a part when they are taken away in this order.
fn arcs_of(part: &Part, order: &[u32]) -> usize {
    let mut beside: Vec<BTreeSet<u32>> =
        (0..part.len() as u32).map(|node| part.neighbours(node).iter().copied().collect()).collect();
    let mut arcs = 0;
    for node in order {
        let higher = std::mem::take(&mut beside[*node as usize]);
        arcs += higher.len();
        for &next in &higher {
            beside[next as usize].extend(higher.iter().filter(|&&other| other != next));
            beside[next as usize].remove(node);
        }
    }
    arcs
}

#[test]
fn few_arcs_join_the_nodes_of_a_quarter() {
    // Squares of so many streets each way, and how many arcs are enough: some more than are known to do.
    for (side, enough) in [(2, 5), (4, 44), (7, 220), (20, 4_700)] {
        let at = |x: u32, y: u32| x * side + y;
        let streets = (0..side)
            .flat_map(|x| (1..side).map(move |y| [(at(x, y - 1), at(x, y)), (at(y - 1, x), at(y, x))]));
        let places = (0..side * side).map(|node| [(node / side) as i32, (node % side) as i32]).collect();
        let part = Part::from_edges(places, streets.flatten());
        let mut order = nested_dissection(&part, &Work::default());
        assert!(arcs_of(&part, &order) <= enough, "{side}: {}", arcs_of(&part, &order));
        order.sort_unstable();
        assert!(order.iter().copied().eq(0..side * side), "{side}: each node once");
    }
}

#[test]
fn the_smallest_cut_is_found() {
    // Edges, how many sources and sinks at the two ends of the numbering, and the cut.
    type Case = (&'static str, &'static [(u32, u32)], u32, usize);
    let cases: [Case; 5] = [
        ("a street", &[(0, 1), (1, 2), (2, 3)], 1, 1),
        ("a ring", &[(0, 1), (1, 2), (2, 3), (3, 0)], 1, 2),
        ("two quarters and a bridge", &[(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)], 2, 1),
        ("a ladder", &[(0, 2), (2, 4), (1, 3), (3, 5), (2, 3), (0, 1), (4, 5)], 2, 2),
        ("two islands", &[(0, 1), (2, 3)], 1, 0),
    ];
    for (name, edges, poles, cut) in cases {
        let nodes = 1 + edges.iter().map(|&(a, b)| a.max(b)).max().expect("there are edges");
        let part = Part::from_edges(vec![[0, 0]; nodes as usize], edges.iter().copied());
        let pole = |node| match node {
            _ if node < poles => Pole::Source,
            _ if node >= nodes - poles => Pole::Sink,
            _ => Pole::Between,
        };
        let standing: Vec<Pole> = (0..nodes).map(pole).collect();
        let twins = part.twins();
        let mut flow = Flow::new(&part, &twins);
        assert_eq!(flow.run(&standing, usize::MAX), Some(cut), "{name}");
        for side in [flow.source_side(), flow.sink_side(&standing)] {
            let cut_edges = edges.iter().filter(|&&(a, b)| side[a as usize] != side[b as usize]);
            assert_eq!(cut_edges.count(), cut, "{name}: the cut that was found");
        }
        assert_eq!(flow.run(&standing, cut), Some(cut), "{name}: again, just within the limit");
        if cut > 0 {
            assert_eq!(flow.run(&standing, cut - 1), None, "{name}: more than the limit");
        }
    }
}
