//! What is odd about a region is found and said.
#![allow(clippy::unwrap_used, reason = "in a test")]

use region::testing::pbf::MapData;
use region::{BuildOptions, Checkup, HitKind, Region, Silent, Stuck, Warning, build};

/// A main street from west to east, 2 km along the equator; `more` is drawn at (metres east, metres north).
fn checked(more: impl FnOnce(&mut MapData)) -> (Vec<Warning>, Checkup) {
    let folder = tempfile::tempdir().unwrap();
    let mut map = MapData::default();
    for east in 0..5 {
        at(&mut map, i64::from(east) + 1, (f64::from(east) * 500.0, 0.0), &[]);
    }
    map.way(1, &[1, 2, 3, 4, 5], &[("highway", "primary"), ("name", "Jl. Raya")]);
    more(&mut map);
    let (input, output) = (folder.path().join("in.osm.pbf"), folder.path().join("out.region"));
    std::fs::write(&input, map.to_bytes()).unwrap();
    let report = build(&input, &output, &BuildOptions::default(), &mut Silent).unwrap();
    (report.warnings, Region::open(output).unwrap().check().unwrap())
}

fn at(map: &mut MapData, id: i64, (east, north): (f64, f64), tags: &[(&str, &str)]) {
    const DEGREE_M: f64 = 111_195.0;
    map.node(id, 114.0 + east / DEGREE_M, north / DEGREE_M, tags);
}

fn fire(name: &str) -> [(&str, &str); 2] {
    [("amenity", "fire_station"), ("name", name)]
}

#[test]
fn a_sound_region_has_nothing_odd() {
    let (_, checkup) = checked(|map| at(map, 10, (700.0, 10.0), &fire("Pos Tengah")));
    assert_eq!((&checkup.islands, &checkup.traps, &checkup.unreachable), (&vec![], &vec![], &vec![]));
    assert!(!checkup.is_serious(), "{:?}", checkup.stuck);
    assert_eq!(checkup.search[&HitKind::Facility], 1);
    assert!(checkup.to_string().contains("every station can get out"), "{checkup}");
}

#[test]
fn islands_dead_ends_and_stuck_stations_are_found() {
    let (warnings, checkup) = checked(|map| {
        // An island of 1 km with a fire station, and a street that one can only enter, with another.
        at(map, 20, (0.0, 5000.0), &[]);
        at(map, 21, (1000.0, 5000.0), &[]);
        map.way(2, &[20, 21], &[("highway", "residential"), ("name", "Jl. Pulau")]);
        at(map, 22, (500.0, 5010.0), &fire("Pos Pulau"));
        at(map, 30, (1000.0, -800.0), &[]);
        map.way(3, &[3, 30], &[("highway", "residential"), ("name", "Jl. Buntu"), ("oneway", "yes")]);
        at(map, 31, (1000.0, -790.0), &fire("Pos Buntu"));
        at(map, 40, (500.0, 600.0), &[]);
        map.way(4, &[40, 2], &[("highway", "residential"), ("oneway", "yes")]);
        at(map, 50, (100_000.0, 0.0), &fire("Pos Jauh"));
        map.way(5, &[4, 40], &[("highway", "jalan_tikus")]);
    });
    let streets = |parts: &[region::OddRoads]| -> Vec<Option<String>> {
        parts.iter().map(|part| part.street.clone()).collect()
    };
    assert_eq!(streets(&checkup.islands), [Some("Jl. Pulau".to_owned())]);
    assert!((checkup.islands[0].km - 1.0).abs() < 0.01, "{:?}", checkup.islands);
    assert!((checkup.traps[0].km - 0.8).abs() < 0.01 && checkup.traps.len() == 1, "{:?}", checkup.traps);
    assert!((checkup.unreachable[0].km - 0.6).abs() < 0.01, "{:?}", checkup.unreachable);
    let stuck: Vec<_> = checkup.stuck.iter().map(|station| (station.name.as_str(), station.why)).collect();
    assert_eq!(
        stuck,
        [("Pos Pulau", Stuck::CutOff), ("Pos Buntu", Stuck::CutOff), ("Pos Jauh", Stuck::Outside)]
    );
    assert!(checkup.is_serious());
    assert!(warnings.iter().any(|warning| matches!(warning, Warning::RoadsWithoutClass { count: 1, .. })));
    let table = checkup.to_string();
    for said in [
        "Jl. Pulau",
        "stations that stand at a road that leads to no main road: 2",
        "stations that lie outside the roads of this region: 1",
        "1 roads have no class",
        "no hospital stations",
    ] {
        assert!(table.contains(said), "{said}: {table}");
    }
}
