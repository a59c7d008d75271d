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
    let skipped = |row, why| Warning::Skipped { file: "pos-damkar.csv".to_owned(), rows: vec![row], why };
    assert_eq!(
        report.warnings,
        [
            Warning::StationsOutside { count: 2 },
            skipped(4, SkipReason::NoPoint),
            skipped(5, SkipReason::OffEarth)
        ]
    );
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
    assert_eq!(report.warnings, [Warning::Skipped { file: "stations.csv".to_owned(), rows: vec![2], why }]);
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
    let skipped = |file: &str, row, why| Warning::Skipped { file: file.to_owned(), rows: vec![row], why };
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
    let table: [(&str, &[u8], bool, &str); 6] = [
        ("a.csv", b"first,second\n1,2\n", true, "neither GeoJSON nor CSV"),
        ("b.csv", b"\x00\x01\x02", true, "neither GeoJSON nor CSV"),
        ("b.xlsx", b"PK\x03\x04\x14\x00", true, "save it as CSV"),
        ("c.json", b"{\"type\":\"Feature", true, "not GeoJSON that can be read"),
        ("d.json", b"{\"a\": 1}", false, "not GeoJSON that can be read"),
        ("e.json", b"name,lat,lon", false, "not GeoJSON that can be read"),
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

/// Files as spreadsheets and map programs of all kinds save them; each tells the same station.
#[test]
fn stations_are_read_however_they_were_saved() {
    let wide = |text: &str| -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let geojson = r#"{"type":"Feature","id":"7","properties":{"NAMA":"Pos Caf\u00e9","Jenis":"Damkar"},
        "geometry":{"type":"Point","coordinates":[114.3797,-8.2112,12.0]}}"#;
    let table: [(&str, Vec<u8>); 9] = [
        ("commas", "id,name,lat,lon,kind\n7,Pos Café,-8.2112,114.3797,fire\n".into()),
        ("other words", "KODE;NAMA;LINTANG;BUJUR;JENIS\r\n7;Pos Café;-8,2112;114,3797;Damkar\r\n".into()),
        ("tabs", "id\tname\tlat\tlon\tkind\n7\tPos Café\t-8.2112\t114.3797\tfire\n".into()),
        ("a hint first", "sep=;\nid;name;lat;lon;kind\n7;Pos Café;-8.2112;114.3797;fire\n".into()),
        (
            "a semicolon in a heading",
            "\"id; no\",id,name,lat,lon,kind\n1,7,Pos Café,-8.2112,114.3797,fire\n".into(),
        ),
        ("Latin-1", b"id,name,lat,lon,kind\n7,Pos Caf\xe9,-8.2112,114.3797,fire\n".to_vec()),
        ("UTF-16", wide("id\tname\tlat\tlon\tkind\n7\tPos Café\t-8.2112\t114.3797\tfire\n")),
        (
            "a kind in a sentence",
            "id,name,lat,lon,kind\n7,\"Pos\nCafé\",\u{2212}8.2112,114.3797,pos pemadam kebakaran\n".into(),
        ),
        ("one feature", geojson.into()),
    ];
    for (what, content) in table {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pos");
        fs::write(&file, content).unwrap();
        let options = BuildOptions { stations: vec![file], ..BuildOptions::default() };
        let (report, region) = build_town(folder.path(), &options);
        assert_eq!(report.warnings, [], "{what}");
        let stations = region.stations().unwrap();
        let read = station(&stations, "s7");
        assert_eq!((read.name.as_str(), read.kind), ("Pos Café", StationKind::Fire), "{what}");
        assert_eq!(read.point.x_y(), (114.3797, -8.2112), "{what}");
    }
}

#[test]
fn a_station_told_twice_is_one_and_the_room_s_own_counts() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("pos.csv");
    let rows = "name,lat,lon,kind\nPOS DAMKAR BARAT,-8.2098,114.3661,fire\nPos Damkar Barat,-8.2099,114.3660,fire\n\
                ,-8.3,114.3,ambulance\n";
    fs::write(&csv, rows).unwrap();
    let options = BuildOptions { stations: vec![csv], ..BuildOptions::default() };
    let (report, region) = build_town(folder.path(), &options);
    assert_eq!(report.stations[&StationKind::Fire], 2, "as many as the map alone has");
    let stations = region.stations().unwrap();
    assert_eq!(station(&stations, "s1").name, "POS DAMKAR BARAT");
    assert_eq!(station(&stations, "s3").name, "Pos ambulans", "nameless, and in Indonesia");
    let twice = Warning::Skipped { file: "pos.csv".to_owned(), rows: vec![2], why: SkipReason::Twice };
    assert_eq!(report.warnings, [Warning::StationsOutside { count: 1 }, twice]);
}

/// Districts from a file, of a map that has them too: each is there once, or alarms and coverage would count it twice.
#[test]
fn a_zone_told_twice_is_one_and_the_room_s_own_counts() {
    let folder = tempfile::tempdir().unwrap();
    let (plain, region) = build_town(folder.path(), &BuildOptions::default());
    let features: Vec<serde_json::Value> = region
        .zones()
        .unwrap()
        .iter()
        .map(|zone| {
            let geometry: geojson::Geometry = geojson::GeometryValue::from(&zone.area).into();
            serde_json::json!({ "type": "Feature", "properties": { "nama": zone.name.to_uppercase() }, "geometry": geometry })
        })
        .collect();
    let count = features.len();
    let file = folder.path().join("zona.json");
    let twice = [features.clone(), features].concat();
    fs::write(&file, serde_json::json!({ "type": "FeatureCollection", "features": twice }).to_string())
        .unwrap();
    let options = BuildOptions { zones: vec![file], forget: true, ..BuildOptions::default() };
    let (report, region) = build_town(folder.path(), &options);
    assert_eq!((report.zones, plain.zones), (count, count));
    assert!(region.zones().unwrap().iter().all(|zone| zone.id.starts_with('z')), "the file's");
    let rows = (count + 1..=2 * count).collect();
    let why = SkipReason::Twice;
    assert_eq!(report.warnings, [Warning::Skipped { file: "zona.json".to_owned(), rows, why }]);
}

#[test]
fn zones_that_cannot_be_meant_are_said_once() {
    let ring = |rings: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"name":"Zona"}},"geometry":{{"type":"Polygon","coordinates":[{rings}]}}}}"#
        )
    };
    let metres = ring("[[690000,9198000],[691000,9198000],[691000,9199000],[690000,9198000]]");
    let swapped = ring("[[-8.21,114.36],[-8.21,114.37],[-8.20,114.37],[-8.21,114.36]]");
    let line = ring("[[114.36,-8.21],[114.37,-8.21],[114.36,-8.21],[114.36,-8.21]]");
    let far = ring("[[8.21,14.36],[8.21,14.37],[8.20,14.37],[8.21,14.36]]");
    let features = [metres.as_str(), &swapped, &line].repeat(5).join(",");
    let nothing =
        r#"{"type":"Feature","properties":{"name":"Z"},"geometry":{"type":"LineString","coordinates":[[]]}}"#;
    let features = format!("{features},{nothing},7");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("zona.json");
    let said = |features: &str| -> Vec<String> {
        fs::write(&file, format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)).unwrap();
        let options = BuildOptions { zones: vec![file.clone()], ..BuildOptions::default() };
        let report = build_town(folder.path(), &options).0;
        report.warnings.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        said(&features),
        [
            "zona.json: number 1, 2, 4, 5, 7, 8, 10, 11 and 2 more left out: not on the earth; see whether lat and lon \
             are swapped, and save it in degrees (WGS 84, EPSG:4326)",
            "zona.json: number 3, 6, 9, 12, 15, 16, 17 left out: no area; a zone is a polygon",
            "zona.json: nothing in it could be used",
        ]
    );
    assert_eq!(
        said(&far),
        [
            "1 zones lie outside the roads of this file: take a wider extract or leave them out, and if all do, see \
             whether their coordinates are longitude and latitude, in this order"
        ]
    );
}

#[test]
fn a_region_can_be_shared_between_threads() {
    fn check<T: Send + Sync>() {}
    check::<Region>();
    check::<region::SearchIndex>();
}
