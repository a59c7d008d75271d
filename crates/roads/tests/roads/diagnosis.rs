//! What is odd about a network.
#![allow(clippy::many_single_char_names, reason = "corners of a sketch")]

use geo::Point;
use roads::VehicleClass::{Heavy, Motorcycle};
use roads::{Oneway, Profiles, RoadClass, RoadPart, Roads};

use crate::town::Town;

/// A block of two-way streets, 1 km a side, with what the tests add.
///
/// ```text
///   d ---- c
///   |      |
///   a ---- b
/// ```
fn block() -> (Town, [i64; 4]) {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    let corners = [(0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0)].map(|(x, y)| town.node(x, y));
    let [a, b, c, d] = corners;
    for side in [[a, b], [b, c], [c, d], [d, a]] {
        town.way(&side);
    }
    (town, corners)
}

fn profiles() -> Profiles {
    Profiles::shipped().expect("the shipped table is valid")
}

/// Segments and tens of metres of each.
fn sizes(parts: &[RoadPart]) -> Vec<(usize, u32)> {
    parts.iter().map(|part| (part.segments, (part.km * 100.0).round() as u32)).collect()
}

#[test]
fn parts_that_hang_together_are_told_apart() {
    let (mut town, [a, ..]) = block();
    let [x, y, z, gang] =
        [(5000.0, 0.0), (5200.0, 0.0), (5300.0, 0.0), (0.0, -400.0)].map(|(e, n)| town.node(e, n));
    town.way(&[x, y]);
    town.way(&[z, y]).oneway = Oneway::Forward;
    town.way(&[a, gang]).class = RoadClass::Path;
    let network = town.network();
    let heavy = network.diagnose(&profiles(), Heavy);
    assert_eq!(sizes(&heavy.parts), [(4, 400), (2, 30)], "a one-way street hangs together too");
    assert!([x, z].map(|node| town.point_of(node)).contains(&heavy.parts[1].point));
    let unused: Vec<_> =
        heavy.unused_km.iter().map(|&(class, km)| (class, (km * 100.0).round() as u32)).collect();
    assert_eq!(unused, [(RoadClass::Path, 40)]);
    let motorcycle = network.diagnose(&profiles(), Motorcycle);
    assert_eq!((sizes(&motorcycle.parts), motorcycle.unused_km.len()), (vec![(5, 440), (2, 30)], 0));
}

#[test]
fn one_ways_that_end_nowhere_are_told() {
    let (mut town, [a, b, ..]) = block();
    let [out, end, begin, stub] =
        [(1200.0, 0.0), (1500.0, 0.0), (-300.0, 0.0), (-500.0, 0.0)].map(|(e, n)| town.node(e, n));
    // From b out, with a two-way street at its end; into a; a two-way dead end is no flaw.
    town.way(&[b, out]).oneway = Oneway::Forward;
    town.way(&[out, end]);
    town.way(&[a, begin]).oneway = Oneway::Backward;
    let network = town.network();
    let told = network.diagnose(&profiles(), Heavy);
    assert_eq!(
        (sizes(&told.parts), sizes(&told.traps), sizes(&told.unreachable)),
        (vec![(7, 480)], vec![(2, 50)], vec![(1, 30)])
    );

    town.way(&[begin, stub]);
    town.way(&[stub, a]).oneway = Oneway::Backward;
    let told = town.network().diagnose(&profiles(), Heavy);
    assert_eq!((sizes(&told.traps), told.unreachable.len()), (vec![(2, 50)], 0), "now there is a way in");
}

#[test]
fn a_fragment_is_passed_over_where_a_proper_road_is_near() {
    let (mut town, _) = block();
    // 100 m of road in the middle of the block, and an islet with 3 km far out.
    let [x, y, i, j] =
        [(500.0, 400.0), (600.0, 400.0), (9000.0, 0.0), (12_000.0, 0.0)].map(|(e, n)| town.node(e, n));
    town.way(&[x, y]);
    town.way(&[i, j]);
    // And one with 500 m, where no proper road is near.
    let [k, l] = [(0.0, 9000.0), (500.0, 9000.0)].map(|(e, n)| town.node(e, n));
    town.way(&[k, l]);
    let roads = Roads::new(town.network(), profiles());
    let off_road = |east, north| {
        let snap = roads.snap(town.at(east, north), Heavy).expect("a road is near");
        snap.off_road_m.round() as u32
    };
    // The fragment is 300 m away, the south side 100 m; then 10 m and 390 m: too far for 300 m more.
    assert_eq!(off_road(550.0, 100.0), 100);
    assert_eq!(off_road(550.0, 390.0), 10);
    // 120 m from the fragment and 280 m from the street.
    assert_eq!(off_road(550.0, 280.0), 280);
    assert_eq!((off_road(10_000.0, 30.0), off_road(100.0, 9_020.0)), (30, 20), "islets serve");
}
