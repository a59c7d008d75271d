//! Files that are odd and yet a map: each gives the region that the plain one gives.
#![allow(clippy::unwrap_used, reason = "in a test")]

use std::fs;

use region::testing::pbf::MapData;
use region::{BuildOptions, Region, Report, Silent, Warning, build, testing};

/// Builds from a map; the region as its counts, roads, stations and zones.
fn built(map: &MapData) -> (Report, Region) {
    built_as(map, &BuildOptions::default())
}

fn built_as(map: &MapData, options: &BuildOptions) -> (Report, Region) {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("kota.osm.pbf"), folder.path().join("kota.region"));
    fs::write(&input, map.to_bytes()).unwrap();
    let report = build(&input, &output, options, &mut Silent).unwrap();
    (report, Region::open(output).unwrap())
}

#[test]
fn other_ways_to_write_a_map_give_the_same_region() {
    let (plain, region) = built(&testing::town());
    let (stations, zones) = (region.stations().unwrap(), region.zones().unwrap());
    let table = [
        ("everything twice, as in extracts put together", testing::town().and(testing::town())),
        ("the places of nodes at the ways", testing::town().with_places_at_ways()),
    ];
    for (what, map) in table {
        let (report, region) = built(&map);
        assert_eq!(report.roads, plain.roads, "{what}");
        assert_eq!(Report { file_bytes: plain.file_bytes, ..report }, plain, "{what}");
        assert_eq!(region.stations().unwrap(), stations, "{what}");
        assert_eq!(region.zones().unwrap(), zones, "{what}");
    }
}

/// A point that lost its place, often to 0, 0, makes a road of hundreds of kilometres.
#[test]
fn a_road_to_nowhere_is_said() {
    let mut map = testing::town();
    map.node(9001, 115.36, -8.19, &[]);
    map.way(9002, &[1, 9001], &[("highway", "residential")]);
    map.way(9003, &[1, 9001], &[("route", "ferry")]);
    let (report, _) = built(&map);
    assert_eq!(report.warnings, [Warning::EndlessRoads { ways: vec![9002] }]);
    assert!(report.warnings[0].to_string().contains("way 9002; mend it"), "{}", report.warnings[0]);
}

/// A name that is no name for a screen is made one: on one line, and no longer than anybody reads.
#[test]
fn names_fit_a_line() {
    let mut map = testing::town();
    let long = "panjang ".repeat(50_000);
    map.node(9001, 114.3660, -8.2101, &[("amenity", "fire_station"), ("name", "Pos\u{1b}[2J\nDua")]);
    map.node(9002, 114.3670, -8.2101, &[("amenity", "police"), ("name", &long)]);
    let name = Some("Kota\r\nMelati ".to_owned());
    let (_, region) = built_as(&map, &BuildOptions { name, ..BuildOptions::default() });
    assert_eq!(region.info().name, "Kota Melati");
    let stations = region.stations().unwrap();
    let name = |id: &str| &stations.iter().find(|station| station.id == id).unwrap().name;
    assert_eq!(name("n9001"), "Pos [2J Dua");
    assert!(name("n9002").starts_with("panjang panjang") && name("n9002").len() <= 255);
}
