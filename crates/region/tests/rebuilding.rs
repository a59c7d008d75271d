//! Building a region over one that is there: what it was told stays, and what moved is said.
#![allow(clippy::unwrap_used, reason = "in a test")]

use std::fs;
use std::path::{Path, PathBuf};

use region::{BuildError, BuildOptions, Region, Report, Silent, Warning, build, testing};

const STATIONS: &str = "name,kind,lat,lon\nPos Pantai,rescue,-8.2100,114.3640\n";
const MORE_STATIONS: &str = "name,kind,lat,lon\nPos Kota,ambulance,-8.2110,114.3650\n";
const ZONES: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nama":"Dusun Krajan"},
    "geometry":{"type":"Polygon","coordinates":[[[114.36,-8.22],[114.365,-8.22],[114.365,-8.21],[114.36,-8.22]]]}}]}"#;

/// A folder with the town's map and the room's own files.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("stations.csv", STATIONS), ("more.csv", MORE_STATIONS), ("zones.json", ZONES)] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        testing::small_town_pbf(folder.path()).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn build(&self, options: &BuildOptions) -> (Report, Region) {
        let output = self.path("room.region");
        let report = build(&self.path("kota-melati.osm.pbf"), &output, options, &mut Silent).unwrap();
        (report, Region::open(output).unwrap())
    }

    fn told(&self) -> BuildOptions {
        BuildOptions {
            name: Some("Ruang 112".to_owned()),
            stations: vec![self.path("stations.csv"), self.path("more.csv")],
            zones: vec![self.path("zones.json")],
            forget: false,
        }
    }
}

fn ids(region: &Region) -> Vec<String> {
    region
        .stations()
        .unwrap()
        .into_iter()
        .map(|station| station.id)
        .filter(|id| id.starts_with('s'))
        .collect()
}

#[test]
fn what_a_region_was_told_stays_when_it_is_built_again() {
    let desk = Desk::new();
    let (first, region) = desk.build(&desk.told());
    assert_eq!(first.changes, None, "nothing was there before");
    assert_eq!(ids(&region), ["s1", "s1-2"], "row 1 of one file is not row 1 of another");
    let zones = region.zones().unwrap();
    drop(region);
    for name in ["stations.csv", "more.csv", "zones.json"] {
        fs::remove_file(desk.path(name)).unwrap();
    }

    let (again, region) = desk.build(&BuildOptions::default());
    assert_eq!(region.info().name, "Ruang 112");
    assert_eq!(ids(&region), ["s1", "s1-2"]);
    assert_eq!(region.zones().unwrap(), zones);
    assert!(again.changes.unwrap().is_empty());

    let (forgotten, region) = desk.build(&BuildOptions { forget: true, ..BuildOptions::default() });
    assert_eq!(region.info().name, "kota-melati");
    assert!(ids(&region).is_empty());
    let changes = forgotten.changes.unwrap();
    assert_eq!(changes.stations_gone.len(), 2);
    assert_eq!(changes.zones_gone, ["Dusun Krajan"]);
}

#[test]
fn what_is_told_anew_takes_the_place_of_what_was() {
    let desk = Desk::new();
    desk.build(&desk.told());
    let moved = STATIONS.replace("-8.2100", "-8.2110");
    fs::write(desk.path("stations.csv"), moved).unwrap();
    let options = BuildOptions { stations: vec![desk.path("stations.csv")], ..BuildOptions::default() };
    let (report, region) = desk.build(&options);
    assert_eq!(ids(&region), ["s1"]);
    assert_eq!(region.info().name, "Ruang 112", "what is not told again stays");
    let said = report.changes.unwrap().to_string();
    assert_eq!(
        said,
        "roads: 18.8 km before, 18.8 km now\nstations moved: 1 (Pos Pantai by 111 m)\nstations gone: 1 (Pos Kota)\n\
         next: in the room, give the units that are based at these their station again\n"
    );
}

/// A mistyped name costs nobody a log, a map or a device.
#[test]
fn what_is_no_region_is_left_alone() {
    let desk = Desk::new();
    let database = rusqlite::Connection::open(desk.path("log.db")).unwrap();
    database.execute_batch("CREATE TABLE events (id INTEGER)").unwrap();
    fs::write(desk.path("notes.txt"), "something else").unwrap();
    for name in ["log.db", "notes.txt", "stations.csv"] {
        let before = fs::read(desk.path(name)).unwrap();
        let refused = build(&desk.path("kota-melati.osm.pbf"), &desk.path(name), &desk.told(), &mut Silent);
        assert!(matches!(refused, Err(BuildError::OutputIsTaken { .. })), "{name}: {refused:?}");
        assert_eq!(fs::read(desk.path(name)).unwrap(), before, "{name}");
    }
    #[cfg(unix)]
    {
        let refused =
            build(&desk.path("kota-melati.osm.pbf"), Path::new("/dev/null"), &desk.told(), &mut Silent);
        assert!(matches!(refused, Err(BuildError::OutputIsTaken { .. })), "a device: {refused:?}");
    }
    fs::write(desk.path("room.region"), "").unwrap();
    assert_eq!(desk.build(&BuildOptions::default()).0.changes, None, "an empty file is nothing to lose");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let desk = Desk::new();
    fs::create_dir(desk.path("maps")).unwrap();
    desk.build(&BuildOptions::default());
    fs::rename(desk.path("room.region"), desk.path("maps/today.region")).unwrap();
    std::os::unix::fs::symlink("maps/today.region", desk.path("room.region")).unwrap();
    let (report, _) = desk.build(&BuildOptions { name: Some("Baru".to_owned()), ..BuildOptions::default() });
    assert!(report.changes.is_some(), "compared with what the link leads to");
    assert!(fs::symlink_metadata(desk.path("room.region")).unwrap().is_symlink());
    assert_eq!(Region::open(desk.path("maps/today.region")).unwrap().info().name, "Baru");
}

/// Whoever is told to build a damaged region again must not lose the room's own stations over it unaware.
#[test]
fn what_a_damaged_region_was_told_is_not_lost_without_a_word() {
    type Damage = (&'static str, fn(&Path));
    let damage: [Damage; 2] = [
        ("its files", |path| {
            let database = rusqlite::Connection::open(path).unwrap();
            database.execute_batch("UPDATE extras SET data = zeroblob(10)").unwrap();
        }),
        ("everything behind the header", |path| {
            let mut bytes = fs::read(path).unwrap();
            bytes[100..].fill(0);
            fs::write(path, bytes).unwrap();
        }),
    ];
    for (what, damage) in damage {
        let desk = Desk::new();
        desk.build(&desk.told());
        damage(&desk.path("room.region"));
        let (report, _) = desk.build(&BuildOptions::default());
        assert!(report.warnings.contains(&Warning::EarlierUnread), "{what}: {:?}", report.warnings);
        assert_eq!(report.changes, None, "{what}");
        desk.build(&desk.told());
        damage(&desk.path("room.region"));
        let (report, _) = desk.build(&BuildOptions { forget: true, ..BuildOptions::default() });
        assert!(!report.warnings.contains(&Warning::EarlierUnread), "{what}: nothing was to be kept");
    }
}

/// An update of this program often comes with another version of the region file; that is when it is built again.
#[test]
fn a_region_of_another_version_is_read_for_what_it_was_told() {
    let desk = Desk::new();
    desk.build(&desk.told());
    let mut bytes = fs::read(desk.path("room.region")).unwrap();
    // SQLite's header keeps the user's version in four bytes from 60 on.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(desk.path("room.region"), bytes).unwrap();
    assert!(Region::open(desk.path("room.region")).is_err());
    let (report, region) = desk.build(&BuildOptions::default());
    assert_eq!(region.info().name, "Ruang 112");
    assert!(report.changes.unwrap().is_empty());
}

fn hidden(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    all.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with('.')).collect()
}

/// A build that was killed leaves its hidden file; the next one in that folder clears it away, unless its process
/// is alive.
#[test]
fn the_next_build_clears_away_what_a_killed_one_left() {
    let desk = Desk::new();
    let mut gone = std::process::Command::new("true").spawn().unwrap();
    gone.wait().unwrap();
    let left = desk.path(&format!(".region-{}-abc.tmp", gone.id()));
    let alive = desk.path(&format!(".region-{}-abc.tmp", std::process::id()));
    let foreign = desk.path(".region-notes");
    for path in [&left, &alive, &foreign] {
        fs::write(path, "half a region").unwrap();
    }
    desk.build(&BuildOptions::default());
    let mut stay = [alive, foreign];
    stay.sort();
    let mut hidden = hidden(desk.0.path());
    hidden.sort();
    assert_eq!(hidden, stay);
}
