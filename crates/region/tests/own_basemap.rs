//! A room's own basemap: read as it was written, and refused where it can't be drawn.
#![allow(clippy::unwrap_used, reason = "in a test")]

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use pmtiles::{Compression, PmTilesWriter, TileCoord, TileType};
use region::{Basemap, BasemapError, Bounds};
use rusqlite::{Connection, params};

const SHORTBREAD: &str = r#"{"attribution": "<a>Kota Melati</a>",
    "vector_layers": [{"id": "ocean"}, {"id": "land"}, {"id": "streets"}, {"id": "place_labels"}]}"#;
const OPENMAPTILES: &str = r#"{"vector_layers": [{"id": "transportation"}, {"id": "place"}]}"#;

/// A tile's content, other for each.
fn content(z: u8, x: u32, y: u32) -> Vec<u8> {
    format!("{z}/{x}/{y}").into_bytes()
}

/// More tiles than one directory holds, with gaps.
fn tiles() -> impl Iterator<Item = (u8, u32, u32)> {
    let side = |z: u8| (0..1_u32 << z).step_by(5);
    [4, 9].into_iter().flat_map(move |z| side(z).flat_map(move |x| side(z).map(move |y| (z, x, y))))
}

fn write_pmtiles(path: &Path, kind: TileType, packing: Compression, metadata: &str) {
    let writer = PmTilesWriter::new(kind).tile_compression(packing).internal_compression(Compression::Gzip);
    let writer = writer.min_zoom(4).max_zoom(9).bounds(114.0, -9.0, 115.0, -8.0).metadata(metadata);
    let mut writer = writer.create(File::create(path).unwrap()).unwrap();
    for (z, x, y) in tiles() {
        writer.add_tile(TileCoord::new(z, x, y).unwrap(), &content(z, x, y)).unwrap();
    }
    writer.finalize().unwrap();
}

fn write_mbtiles(path: &Path, format: &str, json: &str) {
    let _ = fs::remove_file(path);
    let database = Connection::open(path).unwrap();
    database
        .execute_batch(
            "CREATE TABLE metadata (name TEXT, value TEXT);
             CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
             CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row); BEGIN",
        )
        .unwrap();
    for (name, value) in [("format", format), ("json", json), ("bounds", "114,-9,115,-8"), ("minzoom", "4")] {
        database.execute("INSERT INTO metadata VALUES (?1, ?2)", [name, value]).unwrap();
    }
    for (z, x, y) in tiles() {
        let from_the_south = (1_u32 << z) - 1 - y;
        let tile = params![z, x, from_the_south, content(z, x, y)];
        database.execute("INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)", tile).unwrap();
    }
    database.execute_batch("COMMIT").unwrap();
}

fn unpacked(tile: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(tile).read_to_end(&mut bytes).unwrap();
    bytes
}

fn check_all(basemap: &Basemap) {
    let info = basemap.tile_info();
    assert_eq!((info.min_zoom, info.max_zoom, info.bounds.west), (4, 9, 114.0));
    for (z, x, y) in tiles() {
        let tile = basemap.tile(z, x, y).unwrap();
        assert_eq!(tile.as_deref().map(unpacked), Some(content(z, x, y)), "{z}/{x}/{y}");
    }
    for (z, x, y) in [(4, 1, 0), (9, 511, 509), (5, 0, 0), (3, 0, 0), (10, 0, 0), (9, 512, 0), (255, 1, 1)] {
        assert_eq!(basemap.tile(z, x, y).unwrap(), None, "{z}/{x}/{y}");
    }
}

#[test]
fn what_was_written_as_pmtiles_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.pmtiles");
    for packing in [Compression::Gzip, Compression::None] {
        write_pmtiles(&path, TileType::Mvt, packing, SHORTBREAD);
        let basemap = Basemap::open(&path).unwrap();
        assert_eq!(basemap.attribution(), Some("Kota Melati"));
        check_all(&basemap);
    }
}

#[test]
fn what_was_written_as_mbtiles_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.mbtiles");
    write_mbtiles(&path, "pbf", SHORTBREAD);
    check_all(&Basemap::open(&path).unwrap());
}

/// A map of another town would leave the desk blank; one that doesn't tell its bounds may be any.
#[test]
fn a_map_of_another_place_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.mbtiles");
    let with = |bounds: &str| {
        write_mbtiles(&path, "pbf", SHORTBREAD);
        let told = "UPDATE metadata SET value = ?1 WHERE name = 'bounds'";
        Connection::open(&path).unwrap().execute(told, [bounds]).unwrap();
        Basemap::open(&path).unwrap()
    };
    let town = Bounds { west: 114.36, south: -8.22, east: 114.41, north: -8.18 };
    for around in ["114,-9,115,-8", "114.4,-8.2,114.5,-8.1", "-180,-85,180,85", "0,0,0,0", "nan,1,2,3", ""] {
        assert!(with(around).showing(town).is_ok(), "{around}");
    }
    for elsewhere in ["112,-8,113,-7", "-9,114,-8,115", "114.36,8.18,114.41,8.22"] {
        let said = with(elsewhere).showing(town).unwrap_err().to_string();
        assert!(
            said.contains("own.mbtiles shows another place") && said.contains("-8.200, 114.385"),
            "{said}"
        );
    }
}

#[test]
fn what_cannot_be_drawn_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let pmtiles = |name: &str, kind, packing, metadata| -> PathBuf {
        write_pmtiles(&at(name), kind, packing, metadata);
        at(name)
    };
    let mbtiles = |name: &str, format, json| -> PathBuf {
        write_mbtiles(&at(name), format, json);
        at(name)
    };
    let bytes = |name: &str, content: &[u8]| -> PathBuf {
        fs::write(at(name), content).unwrap();
        at(name)
    };
    let good = fs::read(pmtiles("good", TileType::Mvt, Compression::Gzip, SHORTBREAD)).unwrap();
    let old = [&good[..7], &[2], &good[8..]].concat();
    let zstd = [&good[..98], &[4], &good[99..]].concat();
    let region = region::testing::small_town(folder.path()).unwrap();
    let table = [
        (at("none"), "cannot read"),
        (folder.path().to_owned(), "neither a PMTiles nor an MBTiles file"),
        (bytes("text", b"a map"), "neither a PMTiles nor an MBTiles file"),
        (bytes("old", &old), "version 2, and only version 3"),
        (bytes("zstd", &zstd), "packed with Zstandard"),
        (bytes("half a header", &good[..100]), "cut short"),
        (bytes("half", &good[..200]), "damaged"),
        (region, "no MBTiles database"),
        (pmtiles("pictures", TileType::Png, Compression::None, "{}"), "holds PNG tiles"),
        (mbtiles("jpg", "jpg", "{}"), "holds jpg tiles"),
        (
            pmtiles("other", TileType::Mvt, Compression::Gzip, OPENMAPTILES),
            "has no layer \"streets\", but transportation, place",
        ),
        (mbtiles("other too", "pbf", OPENMAPTILES), "not in the Shortbread schema"),
    ];
    for (path, says) in table {
        let said = Basemap::open(&path).unwrap_err().to_string();
        assert!(said.contains(says), "{said}");
        assert!(said.contains(&*path.to_string_lossy()), "{said} names the file");
    }
}

/// A file that loses its end while the room is open: its tiles fail, one by one, and nothing panics.
#[test]
fn damage_is_noticed_tile_by_tile() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.pmtiles");
    write_pmtiles(&path, TileType::Mvt, Compression::Gzip, SHORTBREAD);
    let basemap = Basemap::open(&path).unwrap();
    let file = File::options().write(true).open(&path).unwrap();
    file.set_len(file.metadata().unwrap().len() - 10).unwrap();
    let (there, gone): (Vec<_>, Vec<_>) =
        tiles().map(|(z, x, y)| basemap.tile(z, x, y)).partition(|tile| matches!(tile, Ok(Some(_))));
    assert!(!there.is_empty() && !gone.is_empty());
    assert!(gone.iter().all(|tile| matches!(tile, Err(BasemapError::Damaged { .. }))));
}
