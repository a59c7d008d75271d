//! The invented town, built and asked.
#![allow(clippy::unwrap_used, reason = "in a test")]

use geo::Point;
use region::{HitKind, Region, StationKind, testing};

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
        ("km 12", "KM 12", HitKind::Milestone),
        ("desa sumberejo", "Sumberejo", HitKind::Place),
        ("-8.2151, 114.3630", "-8.21510, 114.36300", HitKind::Coordinate),
        ("6P3GQ9Q7+XX", "6P3GQ9Q7+XX", HitKind::PlusCode),
    ];
    for (text, label, kind) in table {
        let first = index.search(text, testing::centre(), 5).into_iter().next();
        let found = first.as_ref().map(|hit| (hit.label.as_str(), hit.kind));
        assert_eq!(found, Some((label, kind)), "{text}");
    }
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
    let (lon, lat) = testing::points::HOUSE_WEST;
    assert_eq!(index.describe(Point::new(lon, lat)).as_deref(), Some("Jl. Melati, Kepatihan"));
    assert_eq!(index.describe(Point::new(114.43, -8.3)), None, "in the sea");
}
