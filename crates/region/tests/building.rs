//! What a build finds, reports and takes from other files.
#![allow(clippy::unwrap_used, reason = "in a test")]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use region::{
    BuildError, BuildOptions, Progress, Region, Report, SkipReason, Stage, Station, StationKind, Warning,
    build, testing,
};

/// Remembers what it was told.
#[derive(Default)]
struct Watcher {
    seen: Vec<(Stage, f64)>,
}

impl Progress for Watcher {
    fn at(&mut self, stage: Stage, fraction: f64) {
        self.seen.push((stage, fraction));
    }
}

fn build_town(folder: &Path, options: &BuildOptions) -> (Report, Region) {
    let input = testing::small_town_pbf(folder).unwrap();
    let output = folder.join("town.region");
    let report = build(&input, &output, options, &mut Watcher::default()).unwrap();
    (report, Region::open(output).unwrap())
}

#[test]
fn the_report_counts_what_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (report, region) = build_town(folder.path(), &BuildOptions::default());
    assert_eq!(report.name, "kota-melati", "after the file");
    assert_eq!(region.info().name, report.name);
    assert_eq!(report.roads.segments, region.network().unwrap().segment_count());
    assert_eq!(report.roads.nodes, region.network().unwrap().node_count());
    assert!((16.0..20.0).contains(&report.roads.km), "{} km", report.roads.km);
    assert_eq!(report.streets, 14, "13 names, two streets of one of them");
    assert_eq!(report.stations[&StationKind::Fire], 2);
    assert_eq!(report.stations[&StationKind::Ambulance], 0);
    assert_eq!((report.zones, report.house_numbers), (2, 2));
    assert_eq!(report.missing.nodes, 1, "the track that leaves the extract");
    assert_eq!(report.missing.areas, 1, "the village cut at the edge");
    assert_eq!(report.warnings, []);
    assert_eq!(report.file_bytes, fs::metadata(folder.path().join("town.region")).unwrap().len());
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["stations"]["fire"], 2);
}

#[test]
fn what_is_missing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let mut map = testing::pbf::MapData::default();
    map.node(1, 114.0, -8.0, &[]);
    map.node(2, 114.1, -8.0, &[]);
    map.way(1, &[1, 2], &[("highway", "residential")]);
    let input = folder.path().join("roads-only.osm.pbf");
    fs::write(&input, map.to_bytes()).unwrap();
    let output = folder.path().join("out.region");
    let report = build(&input, &output, &BuildOptions::default(), &mut Watcher::default()).unwrap();
    let said: Vec<String> = report.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "no fire stations in this file: add them with --stations",
            "no hospital stations in this file: add them with --stations",
            "no police stations in this file: add them with --stations",
            "no administrative zones in this file: add them with --zones",
            "no villages or towns in this file: search knows streets only",
        ]
    );
    assert!(Region::open(output).unwrap().search_index().unwrap().is_empty());
}

#[test]
fn progress_runs_through_all_stages_and_never_back() {
    let folder = tempfile::tempdir().unwrap();
    let input = testing::small_town_pbf(folder.path()).unwrap();
    let mut watcher = Watcher::default();
    build(&input, &folder.path().join("out.region"), &BuildOptions::default(), &mut watcher).unwrap();
    assert!(watcher.seen.is_sorted_by(|a, b| a <= b), "{:?}", watcher.seen);
    let mut stages: Vec<Stage> = watcher.seen.iter().map(|(stage, _)| *stage).collect();
    stages.dedup();
    assert_eq!(
        stages,
        [Stage::Reading, Stage::Roads, Stage::Areas, Stage::Search, Stage::Tiles, Stage::Writing]
    );
    assert_eq!(watcher.seen.last(), Some(&(Stage::Writing, 1.0)));
}

/// Stops the build at one of the looks that it takes.
#[derive(Default)]
struct Impatient {
    looks: Cell<usize>,
    stop_at: usize,
    stage: Option<Stage>,
}

impl Progress for Impatient {
    fn at(&mut self, stage: Stage, _: f64) {
        self.stage = Some(stage);
    }

    fn cancelled(&self) -> bool {
        self.looks.set(self.looks.get() + 1);
        self.looks.get() > self.stop_at
    }
}

#[test]
fn a_build_may_be_cancelled_at_any_look_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let input = testing::small_town_pbf(folder.path()).unwrap();
    let output = folder.path().join("out.region");
    let (mut looks, mut stages) = (0, BTreeMap::new());
    loop {
        let mut watcher = Impatient { stop_at: looks, ..Impatient::default() };
        let Err(stopped) = build(&input, &output, &BuildOptions::default(), &mut watcher) else { break };
        assert!(matches!(stopped, BuildError::Cancelled(_)), "{stopped} at look {looks}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "the input alone, after look {looks}");
        *stages.entry(watcher.stage).or_insert(0) += 1;
        // Drawing has a look for each tile.
        looks += if watcher.stage == Some(Stage::Tiles) { 13 } else { 1 };
    }
    assert!(output.exists(), "not cancelled, it is whole");
    for stage in [Stage::Reading, Stage::Roads, Stage::Areas, Stage::Search, Stage::Tiles, Stage::Writing] {
        assert!(stages.get(&Some(stage)).is_some_and(|heard| *heard >= 2), "{stage:?} of {stages:?}");
    }
}

fn station<'a>(stations: &'a [Station], id: &str) -> &'a Station {
    stations.iter().find(|station| station.id == id).unwrap()
}

#[test]
fn stations_come_from_csv() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("pos-damkar.csv");
    fs::write(
        &csv,
        "\u{feff}name,lat,lon,kind\n\
         Mako,-8.2112,114.3797,\n\
         \"Puskesmas Badean, Pembantu\",-8.3022,114.3484,\n\
         Sektor Srono,-8.3975,114.2697,fire_station\n\
         Tanpa Titik,,,\n\
         Terlalu Utara,98.0,114.3,\n",
    )
    .unwrap();
    let options = BuildOptions { stations: vec![csv], ..BuildOptions::default() };
    let (report, region) = build_town(folder.path(), &options);
    let stations = region.stations().unwrap();
    assert_eq!(station(&stations, "s1").kind, StationKind::Fire, "from the file's name");
    assert_eq!(station(&stations, "s2").kind, StationKind::Clinic, "from its own name");
    assert_eq!(station(&stations, "s2").name, "Puskesmas Badean, Pembantu");
    assert_eq!(station(&stations, "s3").kind, StationKind::Fire);
    let skipped = |row| Warning::Skipped { file: "pos-damkar.csv".to_owned(), row, why: SkipReason::NoPoint };
    assert_eq!(report.warnings, [Warning::StationsOutside { count: 2 }, skipped(4), skipped(5)]);
    let index = region.search_index().unwrap();
    assert_eq!(index.search("sektor srono", &testing::centre().into(), 1)[0].label, "Sektor Srono");
}

#[test]
fn stations_come_from_csv_with_semicolons_and_decimal_commas() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("stations.csv");
    fs::write(&csv, "Nama;Latitude;Longitude\nPolsek Kota;-8,2112;114,3797\nWarung;-8,2;114,3\n").unwrap();
    let options = BuildOptions { stations: vec![csv], ..BuildOptions::default() };
    let (report, region) = build_town(folder.path(), &options);
    let stations = region.stations().unwrap();
    let polsek = station(&stations, "s1");
    assert_eq!((polsek.kind, polsek.point.x_y()), (StationKind::Police, (114.3797, -8.2112)));
    let why = SkipReason::NoKind;
    assert_eq!(report.warnings, [Warning::Skipped { file: "stations.csv".to_owned(), row: 2, why }]);
}

#[test]
fn stations_and_zones_come_from_geojson() {
    let folder = tempfile::tempdir().unwrap();
    let stations = folder.path().join("stations.geojson");
    fs::write(
        &stations,
        r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":42,"name":"Pos Baru","facility_type":"fire_station"},
             "geometry":{"type":"Point","coordinates":[114.37,-8.21]}},
            {"type":"Feature","properties":{"name":"Kantor","facility_type":"office"},
             "geometry":{"type":"Point","coordinates":[114.37,-8.21]}}]}"#,
    )
    .unwrap();
    let zones = folder.path().join("zones.geojson");
    fs::write(
        &zones,
        r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"kode":"35.10","nama":"Dusun Krajan"},
             "geometry":{"type":"Polygon","coordinates":[[[114.361,-8.216],[114.364,-8.216],[114.364,-8.214],[114.361,-8.216]]]}},
            {"type":"Feature","properties":{"nama":"Tanpa Luas"},
             "geometry":{"type":"Polygon","coordinates":[[[114.361,-8.216],[114.364,-8.216],[114.361,-8.216]]]}},
            {"type":"Feature","properties":{},
             "geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,1]]]}}]}"#,
    )
    .unwrap();
    let options = BuildOptions { stations: vec![stations], zones: vec![zones], ..BuildOptions::default() };
    let (report, region) = build_town(folder.path(), &options);
    assert_eq!(station(&region.stations().unwrap(), "s42").kind, StationKind::Fire);
    let skipped = |file: &str, row, why| Warning::Skipped { file: file.to_owned(), row, why };
    assert_eq!(
        report.warnings,
        [
            skipped("zones.geojson", 2, SkipReason::NoArea),
            skipped("zones.geojson", 3, SkipReason::NoName),
            skipped("stations.geojson", 2, SkipReason::NoKind),
        ]
    );
    let zones = region.zones().unwrap();
    let zone = zones.iter().find(|zone| zone.id == "z35.10").unwrap();
    assert_eq!((zone.name.as_str(), zone.level), ("Dusun Krajan", None));
    let index = region.search_index().unwrap();
    let hit = &index.search("jl melati 14", &testing::centre().into(), 1)[0];
    assert_eq!(hit.context, "Dusun Krajan", "the smallest zone around it");
}

#[test]
fn extra_files_that_are_something_else_stop_the_build() {
    let folder = tempfile::tempdir().unwrap();
    let input = testing::small_town_pbf(folder.path()).unwrap();
    let table: [(&str, &[u8], bool, &str); 5] = [
        ("a.csv", b"first,second\n1,2\n", true, "neither GeoJSON nor CSV"),
        ("b.csv", b"\x00\x01\x02", true, "neither GeoJSON nor CSV"),
        ("c.json", b"{\"type\":\"Feature", true, "not a GeoJSON feature collection"),
        ("d.json", b"{\"a\": 1}", false, "not a GeoJSON feature collection"),
        ("e.json", b"name,lat,lon", false, "not a GeoJSON feature collection"),
    ];
    for (name, content, as_stations, expected) in table {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        let (stations, zones) = if as_stations { (vec![path], vec![]) } else { (vec![], vec![path]) };
        let options = BuildOptions { stations, zones, ..BuildOptions::default() };
        let output = folder.path().join("out.region");
        let error = build(&input, &output, &options, &mut Watcher::default()).unwrap_err().to_string();
        assert!(error.contains(expected) && error.contains(name), "{name}: {error}");
        assert!(!output.exists());
    }
}

#[test]
fn a_region_can_be_shared_between_threads() {
    fn check<T: Send + Sync>() {}
    check::<Region>();
    check::<region::SearchIndex>();
}
