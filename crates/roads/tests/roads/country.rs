//! The invented country is what it says it is: tests and benchmarks that stand on it would otherwise prove little.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand::rngs::StdRng;
use roads::testing::Country;
use roads::{Network, Oneway, Profiles, RoadClass, Roads, Starter, VehicleClass};

/// The share of junctions, in percent, where so many segments meet.
fn degrees(network: &Network) -> BTreeMap<usize, usize> {
    let mut meet = vec![0; network.node_count()];
    for node in network.segments().flat_map(|segment| [segment.from(), segment.to()]) {
        meet[node.0 as usize] += 1;
    }
    let mut counts = BTreeMap::new();
    for degree in meet {
        *counts.entry(degree).or_default() += 100;
    }
    counts.into_iter().map(|(degree, count): (_, usize)| (degree, count / network.node_count())).collect()
}

#[test]
fn it_is_as_large_as_asked_for_and_joined_as_real_roads_are() {
    for junctions in [2_000, 20_000, 100_000] {
        let network = Country::new(112, junctions).network();
        let made = network.node_count();
        assert!(made.abs_diff(junctions) < junctions / 10, "{made} junctions instead of {junctions}");
        let share = degrees(&network);
        for (degree, expected) in [(1, 18..30), (2, 10..20), (3, 42..60), (4, 6..16)] {
            assert!(expected.contains(&share[&degree]), "{junctions} junctions: {share:?}");
        }
        let of_junctions = network.segment_count() as f64 / made as f64;
        assert!((1.15..1.35).contains(&of_junctions), "{of_junctions} segments for each junction");
    }
}

#[test]
fn the_same_seed_gives_the_same_country() {
    let [one, same, other] = [7, 7, 8].map(|seed| Country::new(seed, 3_000));
    assert_eq!((&one.ways, &one.nodes), (&same.ways, &same.nodes));
    assert_ne!(one.nodes, other.nodes);
}

#[test]
fn it_has_what_makes_a_search_hard() {
    let country = Country::new(112, 50_000);
    let ways =
        |is_meant: &dyn Fn(&roads::Way) -> bool| country.ways.iter().filter(|way| is_meant(way)).count();
    let all = country.ways.len();
    let one_way = ways(&|way| way.oneway != Oneway::No);
    assert!((all / 50..all / 6).contains(&one_way), "{one_way} of {all} ways are one-way");
    for (what, count) in [
        ("bridges", ways(&|way| way.name.as_ref().is_some_and(|name| name.starts_with("Jembatan")))),
        ("ramps", ways(&|way| way.class == RoadClass::MotorwayLink)),
        ("alleys for motorcycles only", ways(&|way| way.class == RoadClass::Path)),
        ("speed limits", ways(&|way| way.maxspeed_kmh.is_some())),
    ] {
        assert!(count > 7, "{count} {what}");
    }
}

#[test]
fn one_gets_everywhere_but_to_the_islands() {
    let country = Country::new(3, 20_000);
    let roads = Roads::new(country.network(), Profiles::shipped().expect("the shipped table is valid"));
    let rng = &mut StdRng::seed_from_u64(1);
    let starter = |point| Starter { point, class: VehicleClass::Motorcycle };
    let from: Vec<Starter> = (0..2_000).map(|_| starter(country.random_point(rng))).collect();
    let capital = country.settlements.iter().max_by_key(|town| town.junctions).expect("there are towns");
    let island = country.settlements.last().expect("there are towns");
    let reached = |place| {
        let reaches = roads.soonest(place, &from, from.len()).reaches;
        reaches.iter().filter(|reach| matches!(reach, roads::Reach::Reached { .. })).count()
    };
    let (on_mainland, on_island) = (reached(capital.middle), reached(island.middle));
    assert!((1_700..1_990).contains(&on_mainland), "{on_mainland} reach the capital");
    assert!((1..100).contains(&on_island), "{on_island} reach the last island");
}
