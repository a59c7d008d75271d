//! From ways to segments, and to a file and back.

use std::ops::ControlFlow;

use geo::Point;
use roads::{Network, NetworkBuilder, Profiles, RoadClass, Roads, Starter, VehicleClass};

use crate::town::Town;

/// A crossroads whose east-west street bends on both sides:
///
/// ```text
///            n
///            |
///   w -.-.-- x -.-- e
///            |
///            s
/// ```
fn crossroads() -> Town {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let street = [(-300.0, 0.0), (-200.0, 20.0), (-100.0, 10.0), (0.0, 0.0), (100.0, 30.0), (200.0, 0.0)];
    let street = street.map(|(east, north)| town.node(east, north));
    let (north, south) = (town.node(0.0, 250.0), town.node(0.0, -250.0));
    town.way(&street).name = Some("Jalan Barat".to_owned());
    let cross = town.way(&[north, street[3], south]);
    cross.name = Some("Jalan Utara".to_owned());
    cross.class = RoadClass::Primary;
    town
}

#[test]
fn ways_are_cut_at_junctions_and_nowhere_else() {
    let network = crossroads().network();
    assert_eq!((network.segment_count(), network.node_count()), (4, 5));
    let mut segments: Vec<_> = network
        .segments()
        .map(|segment| (segment.osm_way_id(), segment.line().0.len(), segment.length_m().round() as i32))
        .collect();
    segments.sort_unstable();
    assert_eq!(
        segments,
        [(1, 3, 209), (1, 4, 303), (2, 2, 250), (2, 2, 250)],
        "bends stay within their segment"
    );
    for segment in network.segments() {
        let ends = [segment.from(), segment.to()].map(|node| network.node(node));
        let line = segment.line();
        assert_eq!(ends, [line.points().next(), line.points().next_back()], "a line joins its nodes");
    }
    let names: Vec<_> = network.segments().filter(|segment| segment.class() == RoadClass::Primary).collect();
    assert!(names.iter().all(|segment| segment.name() == Some("Jalan Utara")) && names.len() == 2);
}

#[test]
fn whoever_watches_sees_it_grow_and_may_break_off() {
    let builder = || crossroads().builder();
    let mut shares = Vec::new();
    let built = builder().build_watched(|share| {
        shares.push(share);
        ControlFlow::<()>::Continue(())
    });
    assert_eq!(built, Ok((crossroads().network(), Vec::new())));
    assert!(shares.is_sorted() && shares.iter().all(|share| (0.0..1.0).contains(share)), "{shares:?}");
    for at in 1..=shares.len() {
        let mut left = at;
        let broken = builder().build_watched(|_| {
            left -= 1;
            if left == 0 { ControlFlow::Break(at) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(broken.err(), Some(at), "at the {at}. glance of {}", shares.len());
    }
}

#[test]
fn a_way_ends_where_the_extract_ends() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let [a, b, c, d] = [0.0, 100.0, 300.0, 400.0].map(|east| town.node(east, 0.0));
    town.way(&[a, b, -7, c, d]);
    let network = town.network();
    assert_eq!(network.segment_count(), 2, "the gap is not bridged");
    assert_eq!(network.node_count(), 4);
}

#[test]
fn what_is_no_road_leaves_no_trace() {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let [a, b, unused] = [0.0, 100.0, 900.0].map(|east| town.node(east, 0.0));
    town.way(&[a, a, b, b]);
    town.way(&[a]);
    town.way(&[]);
    town.way(&[-7, -8]);
    let network = town.network();
    assert_eq!((network.segment_count(), network.node_count()), (1, 2));
    let bounds = network.bounds().expect("there is a road");
    assert!(bounds.max().x < town.point_of(unused).x(), "a node without a road is not in the network");

    let mut off_earth = NetworkBuilder::new();
    off_earth.add_node(1, Point::new(f64::NAN, 0.0));
    off_earth.add_node(2, Point::new(0.0, 91.0));
    assert_eq!(off_earth.build().bounds(), None);
}

#[test]
fn the_same_ways_give_the_same_network() {
    assert_eq!(Town::random(3).network(), Town::random(3).network());
}

#[test]
fn a_network_survives_storage() {
    for seed in 0..50 {
        let network = Town::random(seed).network();
        network.check().expect("what the builder makes is sound");
        let stored = postcard::to_allocvec(&network).expect("it can be stored");
        assert_eq!(postcard::from_bytes::<Network>(&stored).expect("and read"), network, "seed {seed}");
    }
}

#[test]
fn a_corrupt_file_is_refused_or_harmless() {
    let town = crossroads();
    let stored = postcard::to_allocvec(&town.network()).expect("it can be stored");
    let mut refused = 0;
    for at in 0..stored.len() {
        for flip in [0x01, 0x02, 0x10, 0x40, 0x80, 0xff] {
            let mut corrupt = stored.clone();
            corrupt[at] ^= flip;
            match postcard::from_bytes::<Network>(&corrupt) {
                Ok(network) => ask_everything(network, &town),
                Err(_) => refused += 1,
            }
        }
        assert!(postcard::from_bytes::<Network>(&stored[..at]).is_err(), "cut at {at}");
    }
    assert!(refused > stored.len(), "most damage is seen");
}

/// No question may panic, whatever the answer.
fn ask_everything(network: Network, town: &Town) {
    let roads = Roads::new(network, Profiles::shipped().expect("the shipped table is valid"));
    let points: Vec<Point<f64>> = town.nodes.iter().map(|&(_, point)| point).collect();
    let starters: Vec<Starter> =
        points.iter().map(|&point| Starter { point, class: VehicleClass::Heavy }).collect();
    for &place in &points {
        let _ = (roads.soonest(place, &starters, 2), roads.all_by_full_search(place, &starters));
        let _ = (roads.way(points[0], place, VehicleClass::Heavy), roads.street_at(place));
    }
}
