//! Files that are no good: each is refused with the right words, and nothing is left behind.
#![allow(clippy::unwrap_used, reason = "in a test")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use region::testing::pbf::MapData;
use region::{BuildError, BuildOptions, Region, RegionError, Silent, build, testing};

fn entries_of(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

/// Builds from these bytes and tells the error; the folder must be as it was.
fn error_of(input: &[u8]) -> BuildError {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("input.osm.pbf");
    fs::write(&path, input).unwrap();
    let output = folder.path().join("out.region");
    let error = build(&path, &output, &BuildOptions::default(), &mut Silent).unwrap_err();
    assert_eq!(entries_of(folder.path()), [path], "after {error}");
    error
}

/// What was done to the file, the file, and whether the error says so.
type Case<'a> = (&'a str, &'a [u8], fn(&BuildError) -> bool);

#[test]
fn inputs_that_are_no_map_are_refused() {
    let town = testing::town().to_bytes();
    let mut flipped = town.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0xff;
    let mut no_roads = MapData::default();
    no_roads.node(1, 114.0, -8.0, &[("name", "Warung")]);
    let packed = testing::town().packed_with_zstandard();
    let past = testing::town().needing("HistoricalInformation");
    let newer = testing::town().needing("Frobnicate");
    let table: [Case<'_>; 13] = [
        ("nothing", b"", |e| matches!(e, BuildError::NotPbf { .. })),
        ("a text", b"lat,lon\n-8.2,114.3\n", |e| matches!(e, BuildError::NotPbf { .. })),
        ("XML", b"<?xml version=\"1.0\"?><osm></osm>", |e| matches!(e, BuildError::NotPbf { .. })),
        ("zeros", &[0; 4096], |e| matches!(e, BuildError::NotPbf { .. })),
        ("a database", b"SQLite format 3\0................", |e| matches!(e, BuildError::NotPbf { .. })),
        ("cut in a block", &town[..town.len() - 40], |e| matches!(e, BuildError::Damaged { .. })),
        ("cut in a length", &[&town[..], &[0, 0]].concat(), |e| matches!(e, BuildError::Damaged { .. })),
        ("cut in the header", &town[..20], |e| matches!(e, BuildError::NotPbf { .. })),
        ("a byte flipped", &flipped, |e| matches!(e, BuildError::Damaged { .. })),
        ("no roads", &no_roads.to_bytes(), |e| matches!(e, BuildError::NoRoads { .. })),
        ("packed otherwise", &packed.to_bytes(), |e| matches!(e, BuildError::Packed { .. })),
        ("with the past", &past.to_bytes(), |e| e.to_string().contains("osmium time-filter")),
        ("for newer readers", &newer.to_bytes(), |e| e.to_string().contains("\"Frobnicate\"")),
    ];
    for (what, bytes, expected) in table {
        let error = error_of(bytes);
        assert!(expected(&error), "{what}: {error:?}");
        assert!(error.to_string().contains("input.osm.pbf"), "{what}: {error} names the file");
    }
}

/// Whatever the damage, the answer is an error or a region, never a panic.
#[test]
fn damage_anywhere_is_survived() {
    let town = testing::town().to_bytes();
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("input.osm.pbf"), folder.path().join("out.region"));
    for at in (0..town.len()).step_by(41) {
        let mut damaged = town.clone();
        damaged[at] = damaged[at].wrapping_add(85);
        fs::write(&input, &damaged).unwrap();
        if build(&input, &output, &BuildOptions::default(), &mut Silent).is_err() {
            assert!(!output.exists(), "byte {at}");
        } else {
            fs::remove_file(&output).unwrap();
        }
        fs::write(&input, &town[..at]).unwrap();
        let _ = build(&input, &output, &BuildOptions::default(), &mut Silent);
        let _ = fs::remove_file(&output);
        assert_eq!(entries_of(folder.path()), std::slice::from_ref(&input), "byte {at}");
    }
}

#[test]
fn paths_that_cannot_be_used_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let input = testing::small_town_pbf(folder.path()).unwrap();
    let refused = |input: &Path, output: &Path| {
        build(input, output, &BuildOptions::default(), &mut Silent).unwrap_err()
    };
    let output = folder.path().join("out.region");
    assert!(matches!(refused(&folder.path().join("none.pbf"), &output), BuildError::Unreadable { .. }));
    assert!(matches!(refused(folder.path(), &output), BuildError::Unreadable { .. }), "a folder as input");
    assert!(matches!(refused(&input, folder.path()), BuildError::OutputIsDirectory { .. }));
    assert!(matches!(refused(&input, &input), BuildError::OutputIsInput { .. }));
    let nowhere = folder.path().join("no/such/folder/out.region");
    assert!(matches!(refused(&input, &nowhere), BuildError::NoFolder { .. }));
    assert_eq!(entries_of(folder.path()), [input]);
}

#[test]
fn a_failed_build_leaves_the_region_that_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let region = testing::small_town(folder.path()).unwrap();
    let before = fs::read(&region).unwrap();
    let bad = folder.path().join("bad.osm.pbf");
    fs::write(&bad, b"not a map").unwrap();
    build(&bad, &region, &BuildOptions::default(), &mut Silent).unwrap_err();
    assert_eq!(fs::read(&region).unwrap(), before);
}

#[test]
fn region_files_that_are_none_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read(testing::small_town(folder.path()).unwrap()).unwrap();
    let path = folder.path().join("try.region");
    let refused = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        Region::open(&path).unwrap_err()
    };
    assert!(matches!(refused(b""), RegionError::NotARegion { .. }), "an empty file");
    assert!(matches!(refused(b"a text about a region"), RegionError::NotARegion { .. }));
    assert!(matches!(refused(&good[..good.len() / 2]), RegionError::Damaged { .. }), "half a file");
    // The header of a SQLite file: the application's id is at byte 68, the user's version at 60.
    let mut other = good.clone();
    other[68..72].copy_from_slice(b"GPKG");
    assert!(matches!(refused(&other), RegionError::NotARegion { .. }), "a database of another program");
    let mut newer = good.clone();
    newer[63] = 99;
    assert!(matches!(refused(&newer), RegionError::OtherVersion { found: 99, .. }));
    assert!(matches!(Region::open(folder.path()).unwrap_err(), RegionError::NotARegion { .. }));
    let missing = folder.path().join("none.region");
    assert!(matches!(Region::open(missing).unwrap_err(), RegionError::Unreadable { .. }));
}

/// Everything that a room reads from a region, each part as far as it can be read.
fn parts(region: &Region) -> [Option<String>; 6] {
    let network = region.network().map(|network| format!("{:?}", postcard::to_allocvec(&network)));
    let order = region.order().map(|order| format!("{:?}", postcard::to_allocvec(&order)));
    let index = region
        .search_index()
        .map(|index| format!("{:?}", index.search("melati", &testing::centre().into(), 20)));
    [
        Some(format!("{:?} {:?}", region.info(), region.tile_info())),
        network.ok(),
        order.ok(),
        region.stations().map(|stations| format!("{stations:?}")).ok(),
        region.zones().map(|zones| format!("{zones:?}")).ok(),
        index.ok(),
    ]
}

/// A map tile as it is drawn: what gzip finds to be damaged no map draws.
fn drawn(region: &Region) -> Option<Vec<u8>> {
    let tile = region.tile(14, 13397, 8566).ok().flatten()?;
    let mut bytes = Vec::new();
    GzDecoder::new(tile.as_slice()).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A region that a failing disk damaged, by a bit or by a sector, says so or still tells the truth: it never panics and
/// never answers something else.
#[test]
fn damage_inside_a_region_is_noticed_or_harmless() {
    let folder = tempfile::tempdir().unwrap();
    let path = testing::small_town(folder.path()).unwrap();
    let good = fs::read(&path).unwrap();
    let region = Region::open(&path).unwrap();
    let (truth, map) = (parts(&region), drawn(&region));
    assert!(truth.iter().all(Option::is_some) && map.is_some());
    let (mut noticed, mut harmless) = (0, 0);
    for (nth, start) in (0..good.len()).step_by(61).enumerate() {
        let mut damaged = good.clone();
        if nth % 4 == 0 {
            let end = (start + 512).min(damaged.len());
            damaged[start..end].fill(0);
        } else {
            damaged[start] ^= 1 << (nth % 8);
        }
        fs::write(&path, &damaged).unwrap();
        let Ok(region) = Region::open(&path) else {
            noticed += 1;
            continue;
        };
        let read = parts(&region);
        for (read, truth) in read.iter().zip(&truth) {
            assert!(read.is_none() || read == truth, "byte {start}: {read:?}");
        }
        let tile = drawn(&region);
        assert!(tile.is_none() || tile == map, "byte {start}");
        if read.iter().all(Option::is_some) { harmless += 1 } else { noticed += 1 }
    }
    assert!(noticed > 100 && harmless > 100, "noticed {noticed}, harmless {harmless}");
}
