//! Turn restrictions, barriers and ferries come from the map data into the region's roads.
#![allow(clippy::unwrap_used, reason = "in a test")]

use std::fs;

use geo::Point;
use region::{BuildOptions, Region, Silent, build, testing};
use roads::{Profiles, Reach, Roads, Starter, VehicleClass};

/// A crossroads 100 m to each side, with a gate in the east and a ferry from there.
///
/// ```text
///      +-- 4
///     /    |
///   3 ---- 1 --gate(5)-- 6 ~~~~ 7
///          |
///          2
/// ```
#[test]
fn what_stands_in_the_way_is_in_the_region() {
    let folder = tempfile::tempdir().unwrap();
    let mut map = testing::pbf::MapData::default();
    let (lon, lat, step) = (112.74, -7.26, 0.0009);
    for (id, east, north) in
        [(1, 0.0, 0.0), (2, 0.0, -1.0), (3, -1.0, 0.0), (4, 0.0, 1.0), (6, 2.0, 0.0), (7, 9.0, 0.0)]
    {
        map.node(id, lon + east * step, lat + north * step, &[]);
    }
    map.node(5, lon + step, lat, &[("barrier", "gate"), ("access", "private")]);
    for (id, nodes) in [(12, [2, 1]), (13, [1, 3]), (14, [1, 4]), (17, [3, 4])] {
        map.way(id, &nodes, &[("highway", "residential"), ("surface", "asphalt")]);
    }
    map.way(15, &[1, 5, 6], &[("highway", "residential"), ("maxheight", "2.2")]);
    map.way(16, &[6, 7], &[("route", "ferry"), ("duration", "10")]);
    // From the south over the west arm and on to the north: forbidden. The other is not for us.
    let ways = [(12, "from"), (13, "via"), (17, "to")];
    map.relation(21, &ways, &[("type", "restriction"), ("restriction", "no_u_turn")]);
    map.relation(
        22,
        &ways,
        &[("type", "restriction"), ("restriction", "no_u_turn"), ("except", "emergency")],
    );
    let (input, output) = (folder.path().join("cross.osm.pbf"), folder.path().join("cross.region"));
    fs::write(&input, map.to_bytes()).unwrap();
    build(&input, &output, &BuildOptions::default(), &mut Silent).unwrap();

    let network = Region::open(&output).unwrap().network().unwrap();
    assert_eq!(network.forbidden_turn_count(), 1);
    assert_eq!(
        network.barrier_count(),
        2,
        "the gate, and the landing on this shore; the other is not in the extract"
    );
    let roads = Roads::new(network, Profiles::shipped().unwrap());
    let seconds = |class, east: f64| {
        let starter = Starter { point: Point::new(lon, lat), class };
        match roads.soonest(Point::new(lon + east * step, lat), &[starter], 1).reaches[0] {
            Reach::Reached { travel_ms, .. } => Some(travel_ms / 1000),
            _ => None,
        }
    };
    // 150 m at 25 km/h with siren, and 20 s at the gate.
    assert_eq!(seconds(VehicleClass::Car, 1.5), Some(38));
    // Too low for an engine: it stops at the crossing, and the crew walks 150 m.
    assert_eq!(seconds(VehicleClass::Heavy, 1.5), Some(53));
    assert_eq!(seconds(VehicleClass::Car, 0.0), Some(0));
}
