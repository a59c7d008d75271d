//! Real map data, where it is at hand.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "in a test")]

use std::path::{Path, PathBuf};

use geo::Point;
use region::{BuildOptions, HitKind, Region, Report, SearchIndex, Silent, StationKind, build};

/// A file below the project's folder, or beside it; `None` where it is absent.
fn file(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: no shared data");
    None
}

fn build_from(input: &Path, options: &BuildOptions) -> (tempfile::TempDir, Report, Region) {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.region");
    let report = build(input, &output, options, &mut Silent).unwrap();
    let region = Region::open(output).unwrap();
    assert_eq!(region.network().unwrap().segment_count(), report.roads.segments);
    (folder, report, region)
}

fn check_first_hits(index: &SearchIndex, near: Point<f64>, table: &[(&str, &str, HitKind)]) {
    for (text, label, kind) in table {
        let first = index.search(text, &near.into(), 5).into_iter().next();
        let found = first.as_ref().map(|hit| (hit.label.as_str(), hit.kind));
        assert_eq!(found, Some((*label, *kind)), "{text}");
    }
}

/// `scripts/fetch-demo-region.sh` fetches this one.
#[test]
fn liechtenstein() {
    let Some(input) = file("regions/liechtenstein.osm.pbf") else { return };
    let (_folder, report, region) = build_from(&input, &BuildOptions::default());
    assert_eq!(report.stations[&StationKind::Fire], 6);
    assert_eq!(report.stations[&StationKind::Hospital], 1);
    assert_eq!(report.stations[&StationKind::Police], 1);
    assert_eq!(report.zones, 14, "11 municipalities, 2 electoral districts, the country");
    let said: Vec<String> = report.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        ["3 roads have no class or an unknown one (2.6 km)", "1 turn restrictions could not be made out"]
    );
    assert!(report.streets > 700 && report.junctions > 1000 && report.facilities > 400, "{report:?}");

    let index = region.search_index().unwrap();
    let vaduz = Point::new(9.5215, 47.1410);
    check_first_hits(
        &index,
        vaduz,
        &[
            ("vaduz", "Vaduz", HitKind::Place),
            ("landstr", "Landstrasse", HitKind::Street),
            ("aeulestrasse", "Äulestrasse", HitKind::Street),
            ("Äulestr. x Rathausgasse", "Rathausgasse × Äulestrasse", HitKind::Junction),
            ("spital", "Spital", HitKind::Facility),
            ("feuerwehr balz", "Feuerwehr Balzers", HitKind::Facility),
            ("triesenburg", "Triesenberg", HitKind::Place),
            ("47.1410, 9.5215", "47.14100, 9.52150", HitKind::Coordinate),
        ],
    );
    assert_eq!(index.describe(vaduz).as_deref(), Some("Städtle, Vaduz"));
}

#[test]
fn surabaya_has_roads_alone_and_takes_stations_and_zones_from_files() {
    let Some(input) = file("../shared/data/regions/surabaya-sidoarjo.osm.pbf") else { return };
    let (_folder, bare, _region) = build_from(&input, &BuildOptions::default());
    assert_eq!(bare.stations.values().sum::<usize>(), 0);
    assert_eq!((bare.zones, bare.places, bare.warnings.len()), (0, 0, 5));

    let options = BuildOptions {
        stations: Vec::from_iter(file("../shared/data/facilities/surabaya.geojson")),
        zones: Vec::from_iter(file("../shared/data/boundaries/surabaya_kel.geojson")),
        ..BuildOptions::default()
    };
    let (_folder, report, region) = build_from(&input, &options);
    assert_eq!(report.stations[&StationKind::Fire], 12);
    assert_eq!(report.stations[&StationKind::Hospital], 71);
    assert_eq!(report.stations[&StationKind::Police], 61 - 3, "three are mapped twice");
    assert_eq!(
        report.stations[&StationKind::Clinic],
        301 + 14 - 1,
        "doctors are clinics, and one clinic is mapped twice"
    );
    assert_eq!(report.zones, 152);
    let index = region.search_index().unwrap();
    let near = Point::new(112.735, -7.33);
    check_first_hits(
        &index,
        near,
        &[
            ("jl a yani", "Jalan Jenderal Ahmad Yani", HitKind::Street),
            ("rs dr soetomo", "RSUD Dr. Soetomo", HitKind::Facility),
            ("gubeng", "Gubeng", HitKind::Place),
            ("polsek wonokromo", "Polsek Wonokromo", HitKind::Facility),
            ("jl mayjend sungkono", "Jalan Mayor Jenderal Sungkono", HitKind::Street),
            ("puskesmas gayungan", "Puskesmas Gayungan", HitKind::Facility),
        ],
    );
    let fire = index.search("damkar", &near.into(), 20);
    assert_eq!(fire.len(), 12, "all fire stations, whatever they are called: {fire:?}");
}

/// Districts and villages together, posts and health centres together; one ring of the districts crosses itself.
#[test]
fn banyuwangi_and_bali() {
    let Some(input) = file("../shared/data/regions/banyuwangi-utara_bali-barat.osm.pbf") else { return };
    let all =
        |names: [&str; 2]| names.iter().filter_map(|name| file(&format!("../shared/data/{name}"))).collect();
    let options = BuildOptions {
        stations: all(["facilities/banyuwangi-damkar.csv", "facilities/banyuwangi-puskesmas.csv"]),
        zones: all(["boundaries/banyuwangi_kec.geojson", "boundaries/banyuwangi_kel.geojson"]),
        ..BuildOptions::default()
    };
    let (_folder, report, region) = build_from(&input, &options);
    assert_eq!(report.stations[&StationKind::Fire], 3, "by the file's name");
    assert_eq!(report.stations[&StationKind::Clinic], 44, "45, one of which has no point");
    assert_eq!(report.zones, 25 + 217, "a ring that crosses itself does not stop the build");
    assert_eq!(region.zones().unwrap().len(), report.zones, "and none takes another's place");
    assert_eq!(region.stations().unwrap().len(), 3 + 44);
    assert_eq!(region.network().unwrap().check(), Ok(()));
}
