//! The map's tiles, read back.
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test")]

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::GzDecoder;
use region::{Region, testing};

/// A protobuf message as its fields: number and content.
struct Fields<'a>(&'a [u8]);

enum Field<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

impl Fields<'_> {
    fn varint(bytes: &mut &[u8]) -> u64 {
        let mut value = 0;
        for shift in (0..).step_by(7) {
            let (byte, rest) = bytes.split_first().unwrap();
            *bytes = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        value
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = (u64, Field<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let key = Self::varint(&mut self.0);
        let value = Self::varint(&mut self.0);
        let field = match key & 7 {
            0 => Field::Number(value),
            2 => {
                let (bytes, rest) = self.0.split_at(value as usize);
                self.0 = rest;
                Field::Bytes(bytes)
            }
            other => panic!("wire type {other}"),
        };
        Some((key >> 3, field))
    }
}

/// A feature: its attributes, its kind of shape (1 point, 2 line, 3 area) and how many paths that has.
#[derive(Debug, Default)]
struct Feature {
    attributes: BTreeMap<String, String>,
    kind: u64,
    corners: Vec<(i64, i64)>,
}

fn packed(mut bytes: &[u8]) -> Vec<u64> {
    let mut values = Vec::new();
    while !bytes.is_empty() {
        values.push(Fields::varint(&mut bytes));
    }
    values
}

fn corners(commands: &[u64]) -> Vec<(i64, i64)> {
    let (mut corners, mut at, mut rest) = (Vec::new(), (0, 0), commands);
    let unzigzag = |value: u64| (value >> 1) as i64 ^ -((value & 1) as i64);
    while let Some((command, after)) = rest.split_first() {
        rest = after;
        let count = if command & 7 == 7 { 0 } else { command >> 3 };
        for _ in 0..count {
            at = (at.0 + unzigzag(rest[0]), at.1 + unzigzag(rest[1]));
            corners.push(at);
            rest = &rest[2..];
        }
    }
    corners
}

fn layer(bytes: &[u8]) -> (String, Vec<Feature>) {
    let (mut name, mut keys, mut values, mut raw) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut version = 0;
    for (number, field) in Fields(bytes) {
        match (number, field) {
            (1, Field::Bytes(bytes)) => name = text(bytes),
            (2, Field::Bytes(bytes)) => raw.push(bytes),
            (3, Field::Bytes(bytes)) => keys.push(text(bytes)),
            (4, Field::Bytes(bytes)) => values.push(match Fields(bytes).next() {
                Some((1, Field::Bytes(bytes))) => text(bytes),
                Some((5, Field::Number(number))) => number.to_string(),
                Some((7, Field::Number(is))) => (is == 1).to_string(),
                _ => panic!("a value of another type"),
            }),
            (5, Field::Number(extent)) => assert_eq!(extent, 4096),
            (15, Field::Number(number)) => version = number,
            _ => panic!("field {number} of a layer"),
        }
    }
    assert_eq!(version, 2);
    let feature = |bytes| {
        let mut feature = Feature::default();
        for (number, field) in Fields(bytes) {
            match (number, field) {
                (2, Field::Bytes(tags)) => {
                    for pair in packed(tags).chunks(2) {
                        let (key, value) = (&keys[pair[0] as usize], &values[pair[1] as usize]);
                        feature.attributes.insert(key.clone(), value.clone());
                    }
                }
                (3, Field::Number(kind)) => feature.kind = kind,
                (4, Field::Bytes(commands)) => feature.corners = corners(&packed(commands)),
                _ => panic!("field {number} of a feature"),
            }
        }
        feature
    };
    (name, raw.into_iter().map(feature).collect())
}

type Layers = BTreeMap<String, Vec<Feature>>;

fn tile(region: &Region, z: u8, x: u32, y: u32) -> Option<Layers> {
    let packed = region.tile(z, x, y).unwrap()?;
    let mut bytes = Vec::new();
    GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).unwrap();
    let layers = Fields(&bytes).map(|(number, field)| match field {
        Field::Bytes(bytes) if number == 3 => layer(bytes),
        _ => panic!("field {number} of a tile"),
    });
    Some(layers.collect())
}

/// The tile that a point is in. Source: <https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames>.
fn tile_of(z: u8, (lon, lat): (f64, f64)) -> (u32, u32) {
    let side = f64::from(1_u32 << z);
    let lat = lat.to_radians();
    let y = (1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / std::f64::consts::PI) / 2.0;
    (((lon + 180.0) / 360.0 * side) as u32, (y * side) as u32)
}

fn town() -> (tempfile::TempDir, Region) {
    let folder = tempfile::tempdir().unwrap();
    let path = testing::small_town(folder.path()).unwrap();
    let region = Region::open(path).unwrap();
    (folder, region)
}

/// All features of all tiles of a zoom around the town.
fn all(region: &Region, z: u8) -> Vec<(String, Feature)> {
    let (west, north) = tile_of(z, (114.34, -8.17));
    let (east, south) = tile_of(z, (114.44, -8.24));
    let tiles = (west..=east).flat_map(|x| (north..=south).map(move |y| (x, y)));
    tiles
        .filter_map(|(x, y)| tile(region, z, x, y))
        .flatten()
        .flat_map(|(name, features)| features.into_iter().map(move |feature| (name.clone(), feature)))
        .collect()
}

fn one_with<'a>(features: &'a [(String, Feature)], layer: &str, key: &str, value: &str) -> &'a Feature {
    let wanted = |feature: &Feature| feature.attributes.get(key).is_some_and(|known| known == value);
    let found = features.iter().find(|(of, feature)| of == layer && wanted(feature));
    &found.unwrap_or_else(|| panic!("no {layer} with {key}={value}")).1
}

/// Layers, names and kinds of Shortbread 1.0.
#[test]
fn the_nearest_zoom_shows_everything() {
    let (_folder, region) = town();
    let features = all(&region, 15);
    let table = [
        ("street_labels", "name", "Jl. Kenanga", "kind", "primary", 2),
        ("street_labels", "name", "Jl. Melati", "kind", "residential", 2),
        ("streets", "kind", "service", "kind", "service", 2),
        ("streets", "bridge", "true", "kind", "primary", 2),
        ("water_polygons", "kind", "river", "kind", "river", 3),
        ("water_polygons_labels", "name", "Telaga Melati", "kind", "water", 1),
        ("land", "kind", "farmland", "kind", "farmland", 3),
        ("sites", "kind", "hospital", "kind", "hospital", 3),
        ("boundaries", "admin_level", "7", "admin_level", "7", 2),
        ("place_labels", "name", "Sumberejo", "kind", "village", 1),
        ("place_labels", "name", "Kota Melati", "population", "5000", 1),
        ("pois", "name", "Pos Damkar Barat", "amenity", "fire_station", 1),
        ("pois", "name", "RSUD Kota Melati", "amenity", "hospital", 1),
        ("pois", "name", "Pasar Cempaka", "amenity", "marketplace", 1),
        ("addresses", "housenumber", "14", "housenumber", "14", 1),
    ];
    for (layer, key, value, other_key, other_value, kind) in table {
        let feature = one_with(&features, layer, key, value);
        assert_eq!(feature.attributes[other_key], other_value, "{value}");
        assert_eq!(feature.kind, kind, "{value}");
    }
    let buildings = features.iter().filter(|(layer, _)| layer == "buildings");
    assert!(buildings.count() >= 2, "the hospital and a house, each perhaps in more than one tile");
    let one_way: Vec<_> =
        features.iter().filter(|(_, feature)| feature.attributes.contains_key("oneway")).collect();
    assert!(!one_way.is_empty());
    assert!(
        one_way.iter().all(|(layer, feature)| layer == "streets" && feature.attributes["oneway"] == "true")
    );
}

#[test]
fn points_are_in_one_tile_and_lines_stay_near_theirs() {
    let (_folder, region) = town();
    let features = all(&region, 15);
    let posts =
        features.iter().filter(|(_, f)| f.attributes.get("name").is_some_and(|n| n == "Pos Damkar Barat"));
    assert_eq!(posts.count(), 1);
    let near = |at: i64| (-128..=4096 + 128).contains(&at);
    assert!(features.iter().flat_map(|(_, feature)| &feature.corners).all(|(x, y)| near(*x) && near(*y)));
}

#[test]
fn a_point_is_drawn_where_it_is() {
    let (_folder, region) = town();
    let (lon, lat) = testing::points::POLICE;
    let (x, y) = tile_of(15, (lon, lat));
    let layers = tile(&region, 15, x, y).unwrap();
    let is_police = |feature: &&Feature| feature.attributes.get("amenity").is_some_and(|is| is == "police");
    let police = layers["pois"].iter().find(is_police).unwrap();
    let east = (lon + 180.0) / 360.0 * 32768.0;
    let expected = ((east - f64::from(x)) * 4096.0).round() as i64;
    assert_eq!(police.corners[0].0, expected);
}

#[test]
fn farther_zooms_show_less() {
    let (_folder, region) = town();
    let count = |z| all(&region, z).len();
    assert!(count(5) < count(9) && count(9) < count(14), "{} {} {}", count(5), count(9), count(14));
    let far = all(&region, 9);
    assert!(far.iter().all(|(layer, _)| layer != "buildings" && layer != "pois"));
    let minor = |feature: &Feature| feature.attributes.get("kind").is_some_and(|kind| kind == "residential");
    assert!(!far.iter().any(|(_, feature)| minor(feature)), "lanes are for near zooms");
    one_with(&far, "streets", "kind", "primary");
    one_with(&far, "place_labels", "name", "Kota Melati");
    assert!(!far.iter().any(|(_, f)| f.attributes.contains_key("bridge")), "said from zoom 11");
}

#[test]
fn outside_the_map_there_is_no_tile() {
    let (_folder, region) = town();
    let info = region.tile_info();
    assert_eq!((info.min_zoom, info.max_zoom), (5, 15));
    for (z, x, y) in [(14, 0, 0), (4, 13, 8), (16, 53600, 34260), (255, u32::MAX, u32::MAX)] {
        assert_eq!(region.tile(z, x, y).unwrap(), None, "{z}/{x}/{y}");
    }
}

/// A street along a coast in the east; `coast` is drawn from south to north, or the wrong way round.
fn by_the_sea(folder: &std::path::Path, coast: [i64; 2]) -> (region::Report, Region) {
    let mut map = testing::pbf::MapData::default();
    for (id, lon, lat) in [(1, 114.37, -8.24), (2, 114.37, -8.18), (3, 114.375, -9.0), (4, 114.375, -7.0)] {
        map.node(id, lon, lat, &[]);
    }
    map.way(1, &[1, 2], &[("highway", "primary"), ("name", "Jl. Pantai")]);
    map.way(2, &coast, &[("natural", "coastline")]);
    let (input, output) = (folder.join("coast.osm.pbf"), folder.join("coast.region"));
    std::fs::write(&input, map.to_bytes()).unwrap();
    let report =
        region::build(&input, &output, &region::BuildOptions::default(), &mut region::Silent).unwrap();
    (report, Region::open(output).unwrap())
}

#[test]
fn the_sea_lies_right_of_its_coast() {
    let folder = tempfile::tempdir().unwrap();
    let (report, region) = by_the_sea(folder.path(), [3, 4]);
    assert!(!report.warnings.contains(&region::Warning::BrokenCoast));
    let has_sea = |lon, lat| {
        let (x, y) = tile_of(15, (lon, lat));
        tile(&region, 15, x, y).is_some_and(|layers| layers.contains_key("ocean"))
    };
    assert!(has_sea(114.379, -8.21), "east of the coast");
    assert!(!has_sea(114.362, -8.21), "west of the street");
}

#[test]
fn a_coast_drawn_the_wrong_way_round_floods_no_street() {
    let folder = tempfile::tempdir().unwrap();
    let (report, region) = by_the_sea(folder.path(), [4, 3]);
    assert!(report.warnings.contains(&region::Warning::BrokenCoast), "{:?}", report.warnings);
    assert!(all(&region, 15).iter().all(|(layer, _)| layer != "ocean"));
}
