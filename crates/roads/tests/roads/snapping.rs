//! From a point to the road beside it.

use geo::Point;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use roads::VehicleClass::{self, Ambulance, Motorcycle};
use roads::{Access, Network, Profiles, RoadClass, Roads, SHIPPED_PROFILES, SegmentId};

use crate::full_search::nearest_on;
use crate::town::Town;

/// A street of a kilometre from west to east, an alley 20 m north of it, and a closed yard 10 m south of it.
fn street_alley_yard() -> (Town, Roads) {
    let mut town = Town::empty(Point::new(112.74, -7.26));
    for (north, class, access, name) in [
        (0.0, RoadClass::Residential, Access::Open, Some("Jalan Raya")),
        (20.0, RoadClass::Path, Access::Open, Some("Gang Buntu")),
        (-10.0, RoadClass::Service, Access::Closed, None),
    ] {
        let nodes = [0.0, 400.0, 1000.0].map(|east| town.node(east, north));
        let way = town.way(&nodes);
        (way.class, way.access, way.name) = (class, access, name.map(str::to_owned));
    }
    let roads = Roads::new(town.network(), Profiles::shipped().expect("the shipped table is valid"));
    (town, roads)
}

#[test]
fn a_point_snaps_to_the_nearest_road_that_its_class_may_use() {
    let (town, roads) = street_alley_yard();
    for (east, north, class, street, offset_m, off_road_m) in [
        (250.0, 4.0, Ambulance, "Jalan Raya", 250.0, 4.0),
        (700.0, 15.0, Motorcycle, "Gang Buntu", 700.0, 5.0),
        // An ambulance does not fit into the alley, and nobody may enter the yard.
        (700.0, 15.0, Ambulance, "Jalan Raya", 700.0, 15.0),
        (700.0, -9.0, Ambulance, "Jalan Raya", 700.0, 9.0),
        // Beyond the end of the road, its end is nearest.
        (1030.0, -40.0, Ambulance, "Jalan Raya", 1000.0, 50.0),
        (-3.0, 0.0, Ambulance, "Jalan Raya", 0.0, 3.0),
        // Just within the limit of 2 km.
        (500.0, -1990.0, Ambulance, "Jalan Raya", 500.0, 1990.0),
    ] {
        let at = format!("{east} m east, {north} m north, {class:?}");
        let snap = roads.snap(town.at(east, north), class).expect(&at);
        let segment = roads.network().segment(snap.segment).expect("a segment of the network");
        assert_eq!(segment.name(), Some(street), "{at}");
        assert!((f64::from(snap.offset_cm) / 100.0 - offset_m).abs() < 0.1, "{at}: {snap:?}");
        assert!((snap.off_road_m - off_road_m).abs() < 0.1, "{at}: {snap:?}");
    }
}

#[test]
fn no_road_is_near() {
    let (town, roads) = street_alley_yard();
    let nowhere = [
        town.at(500.0, -2010.0),
        Point::new(0.0, 0.0),
        Point::new(f64::NAN, -7.26),
        Point::new(f64::INFINITY, 0.0),
        Point::new(112.74, -97.26),
    ];
    for point in nowhere {
        assert_eq!(roads.snap(point, VehicleClass::Car), None, "{point:?}");
        assert_eq!(roads.street_at(point), None, "{point:?}");
    }
    assert_eq!(roads.snap_all(&nowhere, VehicleClass::Car), [None; 5]);
    let empty = Roads::new(Town::empty(nowhere[1]).network(), Profiles::shipped().expect("valid"));
    assert_eq!(empty.snap(town.at(0.0, 0.0), VehicleClass::Car), None);
    assert_eq!(empty.snap_all(&nowhere, VehicleClass::Car), [None; 5]);
}

#[test]
fn a_place_has_the_name_of_the_nearest_named_street() {
    let (town, roads) = street_alley_yard();
    assert_eq!(roads.street_at(town.at(300.0, 18.0)), Some("Gang Buntu"), "whoever may drive there");
    assert_eq!(roads.street_at(town.at(300.0, -10.0)), Some("Jalan Raya"), "the yard has no name");
}

/// Draws the roads of a nasty case; each is a line of metres east and north.
type Draw = fn(&mut Town);

fn road(town: &mut Town, class: RoadClass, line: &[(f64, f64)]) {
    let nodes: Vec<i64> = line.iter().map(|&(east, north)| town.node(east, north)).collect();
    town.way(&nodes).class = class;
}

/// Short streets in rows, one after the other.
fn rows(town: &mut Town, count: u32) {
    for index in 0..count {
        let (east, north) = (f64::from(index % 20) * 60.0, f64::from(index / 20) * 60.0);
        road(
            town,
            RoadClass::Residential,
            &[(east, north), (east + 30.0, north + 20.0), (east + 55.0, north)],
        );
    }
}

#[test]
fn the_index_finds_what_looking_at_every_road_finds() {
    let java = (112.74, -7.26);
    let cases: [(&str, (f64, f64), Draw); 11] = [
        ("no road at all", java, |_| {}),
        ("one road", java, |town| rows(town, 1)),
        ("a handful of roads", java, |town| rows(town, 9)),
        ("a town", java, |town| rows(town, 700)),
        ("only alleys, where no ambulance fits", java, |town| {
            for north in 0..30 {
                let north = f64::from(north) * 20.0;
                road(town, RoadClass::Path, &[(0.0, north), (400.0, north)]);
            }
        }),
        ("the same road many times, and others through its ends", java, |town| {
            for _ in 0..20 {
                road(town, RoadClass::Residential, &[(0.0, 0.0), (200.0, 0.0), (200.0, 200.0)]);
                road(town, RoadClass::Residential, &[(0.0, 0.0), (-200.0, 0.0), (-200.0, 200.0)]);
            }
        }),
        ("long roads across the town", java, |town| {
            rows(town, 60);
            road(town, RoadClass::Primary, &[(-40_000.0, -30_000.0), (41_000.0, 32_000.0)]);
            road(town, RoadClass::Primary, &[(-40_000.0, 30_000.0), (41_000.0, -29_000.0)]);
        }),
        ("two islands far apart", java, |town| {
            rows(town, 20);
            road(town, RoadClass::Residential, &[(250_000.0, 90_000.0), (250_100.0, 90_040.0)]);
        }),
        ("a road without length", java, |town| {
            rows(town, 30);
            road(town, RoadClass::Residential, &[(100.0, 200.0), (100.0, 200.0)]);
        }),
        ("beside the antimeridian", (179.99, -16.5), |town| rows(town, 300)),
        ("near the pole", (20.0, 89.9), |town| rows(town, 300)),
    ];
    for (case, origin, draw) in cases {
        let mut town = Town::empty(origin.into());
        draw(&mut town);
        // Every road counts, however small the piece that it is part of.
        let table = SHIPPED_PROFILES.replacen("fragment_km = 2", "fragment_km = 0", 1);
        let roads = Roads::new(town.network(), Profiles::from_toml(&table).expect("a valid table"));
        let rng = &mut StdRng::seed_from_u64(112);
        let mut asked = Vec::new();
        for round in 0..400 {
            let spread = [300.0, 2_500.0, 60_000.0][round % 3];
            let point = match round {
                // Right on a node, where several roads are equally near.
                0..30 if !town.nodes.is_empty() => town.nodes[rng.random_range(0..town.nodes.len())].1,
                _ => town.at(rng.random_range(-spread..spread), rng.random_range(-spread..spread)),
            };
            asked.push(point);
            for class in [Ambulance, Motorcycle] {
                let found = roads.snap(point, class);
                let (segment, off_road_m) = by_brute_force(roads.network(), point, class).unzip();
                let at = format!("{case}: {point:?} {class:?}");
                assert_eq!(found.map(|snap| snap.segment), segment, "{at}");
                let off_by = found.zip(off_road_m).map_or(0.0, |(snap, metres)| snap.off_road_m - metres);
                assert!(off_by.abs() < 1e-6, "{at}: {off_by} m off");
            }
        }
        let one_by_one: Vec<_> = asked.iter().map(|&point| roads.snap(point, Ambulance)).collect();
        assert_eq!(roads.snap_all(&asked, Ambulance), one_by_one, "{case}: together");
    }
}

/// The nearest road within 2 km that is wide enough, and of several equally near the one that comes first.
fn by_brute_force(network: &Network, point: Point<f64>, class: VehicleClass) -> Option<(SegmentId, f64)> {
    let is_on_earth = point.x().abs() <= 180.0 && point.y().abs() <= 90.0;
    let fits = |of_road| of_road != RoadClass::Path || class == Motorcycle;
    let usable = network.segments().filter(|segment| is_on_earth && fits(segment.class()));
    let distances = usable.map(|segment| {
        let pieces =
            segment.line().lines().map(|piece| [piece.start_point(), piece.end_point()]).collect::<Vec<_>>();
        let nearest = pieces.iter().map(|&ends| nearest_on(point, ends).1).fold(f64::INFINITY, f64::min);
        (segment.id(), nearest)
    });
    distances.filter(|&(_, metres)| metres <= 2_000.0).min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))
}
