//! The invented town, built and asked.
#![allow(clippy::unwrap_used, reason = "in a test")]

use geo::Point;
use region::testing::{self, points};
use region::{Hint, HitKind, Region, StationKind};
use roads::{ClosedShape, Closure, Profiles, Reach, Roads, Starter, VehicleClass};

/// Builds the town and opens it. The file may go: it is read when it is asked.
fn town() -> (tempfile::TempDir, Region) {
    let folder = tempfile::tempdir().unwrap();
    let path = testing::small_town(folder.path()).unwrap();
    let region = Region::open(path).unwrap();
    (folder, region)
}

#[test]
fn the_first_hit_is_what_was_meant() {
    let (_folder, region) = town();
    let index = region.search_index().unwrap();
    let table = [
        ("melati", "Jl. Melati", HitKind::Street),
        ("jl mel", "Jl. Melati", HitKind::Street),
        ("JALAN MELATI", "Jl. Melati", HitKind::Street),
        ("jln. melati no 14", "Jl. Melati 14", HitKind::HouseNumber),
        ("jl melati no 99", "Jl. Melati", HitKind::Street),
        ("melati x mawar", "Jl. Mawar × Jl. Melati", HitKind::Junction),
        ("jl mawar / jl melati", "Jl. Mawar × Jl. Melati", HitKind::Junction),
        ("simpang kenanga mawar", "Jl. Kenanga × Jl. Mawar", HitKind::Junction),
        ("perempatan kenanga dan cempaka", "Jl. Cempaka × Jl. Kenanga", HitKind::Junction),
        ("kenagna x mawra", "Jl. Kenanga × Jl. Mawar", HitKind::Junction),
        ("depan masjid agung", "Masjid Agung Baiturrahman", HitKind::Facility),
        ("sebelah mesjid agung", "Masjid Agung Baiturrahman", HitKind::Facility),
        ("puskesmas", "Puskesmas Kenanga", HitKind::Facility),
        ("pkm kenanga", "Puskesmas Kenanga", HitKind::Facility),
        ("rumah sakit", "RSUD Kota Melati", HitKind::Facility),
        ("rsud", "RSUD Kota Melati", HitKind::Facility),
        ("sd negeri 2 kepatihan", "SDN 2 Kepatihan", HitKind::Facility),
        ("damkar", "Pos Damkar Barat", HitKind::Facility),
        ("kenagna ", "Jl. Kenanga", HitKind::Street),
        ("flamboya", "Jl. Flamboyan", HitKind::Street),
        ("flamboyqn", "Jl. Flamboyan", HitKind::Street),
        ("jendral ahmad yani", "Jl. Jend. Ahmad Yani", HitKind::Street),
        ("a yani", "Jl. Jend. Ahmad Yani", HitKind::Street),
        ("gang anggrek", "Gg. Anggrek", HitKind::Street),
        ("gg 3", "Gang III", HitKind::Street),
        ("jembatan merah", "Jembatan Lama", HitKind::Street),
        ("km 12", "KM 12 Jl. Lingkar Utara", HitKind::Milestone),
        ("lingkar utara km 12", "KM 12 Jl. Lingkar Utara", HitKind::Milestone),
        ("desa sumberejo", "Sumberejo", HitKind::Place),
        ("-8.2151, 114.3630", "-8.21510, 114.36300", HitKind::Coordinate),
        ("6P3GQ9Q7+XX", "6P3GQ9Q7+XX", HitKind::PlusCode),
    ];
    for (text, label, kind) in table {
        let first = index.search(text, &testing::centre().into(), 5).into_iter().next();
        let found = first.as_ref().map(|hit| (hit.label.as_str(), hit.kind));
        assert_eq!(found, Some((label, kind)), "{text}");
    }
}

#[test]
fn what_cannot_be_found_is_said_why() {
    let (_folder, region) = town();
    let index = region.search_index().unwrap();
    let (link, posts) = (Some(Hint::LinkNeedsInternet), Some(Hint::NoPosts));
    let table = [
        ("https://maps.app.goo.gl/xYz12AbC", "", link),
        ("saya di sini pak goo.gl/maps/xYz12AbC", "", link),
        ("https://maps.google.com/?q=-8.2151,114.3630", "-8.21510, 114.36300", None),
        ("km 12 jl lingkar utara", "KM 12 Jl. Lingkar Utara", None),
        ("km 11+250 jl lingkar utara", "KM 11.25 Jl. Lingkar Utara", None),
        ("km 25 jl lingkar utara", "Jl. Lingkar Utara", posts),
        ("km 2 jl kenanga", "Jl. Kenanga", posts),
        ("jl kenanga", "Jl. Kenanga", None),
    ];
    for (text, label, hint) in table {
        let hits = index.search(text, &testing::centre().into(), 5);
        assert_eq!(hits.first().map_or("", |hit| &hit.label), label, "{text}");
        assert_eq!(index.hint(text, &hits), hint, "{text}");
    }
}

/// "Melati" is in the name of the town, in which every street lies.
#[test]
fn a_place_is_no_name_for_all_its_streets() {
    let (_folder, region) = town();
    let index = region.search_index().unwrap();
    let hits = index.search("jl mel", &testing::centre().into(), 20);
    assert!(hits.iter().all(|hit| hit.label.contains("Melati")), "{hits:?}");
}

#[test]
fn the_stations_of_the_town_are_found() {
    let (_folder, region) = town();
    let stations = region.stations().unwrap();
    let found: Vec<_> = stations.iter().map(|s| (s.id.as_str(), s.name.as_str(), s.kind)).collect();
    assert_eq!(
        found,
        [
            ("n501", "Pos Damkar Barat", StationKind::Fire),
            ("n502", "Pos Damkar Timur", StationKind::Fire),
            ("n503", "Puskesmas Kenanga", StationKind::Clinic),
            ("n504", "Polsek Cempaka", StationKind::Police),
            ("w301", "RSUD Kota Melati", StationKind::Hospital),
        ]
    );
}

#[test]
fn a_click_on_the_map_is_described_by_its_street() {
    let (_folder, region) = town();
    let index = region.search_index().unwrap();
    let (lon, lat) = points::HOUSE_WEST;
    assert_eq!(index.describe(Point::new(lon, lat)).as_deref(), Some("Jl. Melati, Kepatihan"));
    assert_eq!(index.describe(Point::new(114.43, -8.3)), None, "in the sea");
}

/// Travel time in seconds of both fire engines to a place, west first; `None` where no road leads there.
fn engines_to(roads: &Roads, place: (f64, f64)) -> [Option<u32>; 2] {
    let engines = [points::FIRE_WEST, points::FIRE_EAST]
        .map(|post| Starter { point: post.into(), class: VehicleClass::Heavy });
    let answer = roads.soonest(place.into(), &engines, 2);
    [0, 1].map(|engine| match answer.reaches[engine] {
        Reach::Reached { travel_ms, .. } => Some(travel_ms / 1000),
        _ => None,
    })
}

#[test]
fn with_the_bridge_closed_the_other_fire_station_is_sooner() {
    let (_folder, region) = town();
    let mut roads = Roads::new(region.network().unwrap(), Profiles::shipped().unwrap());
    roads.use_order(&region.order().unwrap()).expect("the order in the file is that of its roads");
    let [west, east] = engines_to(&roads, points::HOUSE_EAST).map(Option::unwrap);
    assert!(west < east, "over the bridge: {west} s against {east} s");

    let bridge = ClosedShape::Segment(points::BRIDGE.into());
    let closed = roads.close(Closure::closed("flood", bridge));
    assert_eq!(closed.lines.len(), 1);
    let [west, east] = engines_to(&roads, points::HOUSE_EAST).map(Option::unwrap);
    assert!(east < west, "round by the north: {west} s against {east} s");

    assert_eq!(engines_to(&roads, points::ISLAND), [None, None], "no road leads to the island");
}

#[test]
fn what_lies_near_and_which_streets_meet_is_told_the_nearest_first() {
    let (_folder, region) = town();
    let index = region.search_index().unwrap();
    let here = Point::new(114.3660, -8.2139);
    let landmarks = index.landmarks(here, 1_500.0, 3);
    assert_eq!(landmarks[0].label, "SDN 2 Kepatihan");
    assert!(landmarks.windows(2).all(|two| two[0].distance_m <= two[1].distance_m));
    assert!(index.landmarks(here, 1.0, 3).is_empty(), "nothing is a metre away");

    let labels = |street: &str, crossing: &str| {
        let hits = index.crossings(street, crossing, here, 10);
        assert!(hits.iter().all(|hit| hit.kind == HitKind::Junction), "{street} × {crossing}");
        hits.into_iter().map(|hit| hit.label).collect::<Vec<_>>()
    };
    assert!(labels("jl mawar", "").contains(&"Jl. Mawar × Jl. Melati".to_owned()));
    assert_eq!(labels("jl mawar", "mel"), ["Jl. Mawar × Jl. Melati"]);
    assert_eq!(labels("mawar", "ken"), ["Jl. Kenanga × Jl. Mawar"]);
    assert!(labels("jl mawar", "dahlia").is_empty(), "they do not meet");
    assert!(labels("xyzzy", "").is_empty());
}
