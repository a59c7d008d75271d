//! Writing `.osm.pbf` files.
//!
//! Source: <https://wiki.openstreetmap.org/wiki/PBF_Format>.

use std::collections::HashMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::wire::{Message, zigzag};

/// Map data to be written as an `.osm.pbf`.
#[derive(Clone, Debug, Default)]
pub struct MapData {
    nodes: Vec<(i64, f64, f64, Tags)>,
    ways: Vec<(i64, Vec<i64>, Tags)>,
    relations: Vec<(i64, Members, Tags)>,
    writing: Writing,
}

/// How a file is written where it is not as most are.
#[derive(Clone, Debug, Default)]
struct Writing {
    /// Features that a reader has to know.
    features: Vec<String>,
    /// Whether the ways tell where their nodes are, and the nodes without tags are left out.
    places_at_ways: bool,
    /// Whether the blocks of data are (said to be) packed with Zstandard.
    zstandard: bool,
}

type Tags = Vec<(String, String)>;
type Members = Vec<(i64, &'static str)>;

/// Coordinates are written in units of 100 nanodegrees.
const UNITS_PER_DEGREE: f64 = 1e7;

/// So many elements share a block, as the format's page advises.
const BLOCK: usize = 8_000;

fn owned(tags: &[(&str, &str)]) -> Tags {
    tags.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

impl MapData {
    /// Adds a node at a longitude and latitude in degrees.
    pub fn node(&mut self, id: i64, lon: f64, lat: f64, tags: &[(&str, &str)]) {
        self.nodes.push((id, lon, lat, owned(tags)));
    }

    /// Adds a way through nodes, which need not exist.
    pub fn way(&mut self, id: i64, nodes: &[i64], tags: &[(&str, &str)]) {
        self.ways.push((id, nodes.to_vec(), owned(tags)));
    }

    /// Adds a relation of ways, each with its role.
    pub fn relation(&mut self, id: i64, ways: &[(i64, &'static str)], tags: &[(&str, &str)]) {
        self.relations.push((id, ways.to_vec(), owned(tags)));
    }

    /// Puts another map behind this one, as it is.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.nodes.extend(other.nodes);
        self.ways.extend(other.ways);
        self.relations.extend(other.relations);
        self
    }

    /// Says in the header that a reader has to know a feature.
    #[must_use]
    pub fn needing(mut self, feature: &str) -> Self {
        self.writing.features.push(feature.to_owned());
        self
    }

    /// Tells at each way where its nodes are, and leaves out the nodes that say nothing by themselves.
    #[must_use]
    pub fn with_places_at_ways(mut self) -> Self {
        self.writing.places_at_ways = true;
        self
    }

    /// Says of its blocks of data that they are packed with Zstandard.
    #[must_use]
    pub fn packed_with_zstandard(mut self) -> Self {
        self.writing.zstandard = true;
        self
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut header = Message::default();
        for feature in ["OsmSchema-V0.6", "DenseNodes"] {
            header.bytes(4, feature.as_bytes());
        }
        for feature in &self.writing.features {
            header.bytes(4, feature.as_bytes());
        }
        let mut file = blob("OSMHeader", &header.into_bytes(), ZLIB);
        let at_ways = self.writing.places_at_ways;
        let shown = self.nodes.iter().filter(|(.., tags)| !at_ways || !tags.is_empty()).cloned();
        let nodes: Vec<_> = shown.collect();
        let places: HashMap<i64, (f64, f64)> =
            self.nodes.iter().filter(|_| at_ways).map(|&(id, lon, lat, _)| (id, (lon, lat))).collect();
        let nodes = nodes.chunks(BLOCK).map(nodes_block);
        let ways = self.ways.chunks(BLOCK).map(|ways| ways_block(ways, &places));
        let relations = self.relations.chunks(BLOCK).map(relations_block);
        let packing = if self.writing.zstandard { ZSTANDARD } else { ZLIB };
        for block in nodes.chain(ways).chain(relations) {
            file.extend(blob("OSMData", &block, packing));
        }
        file
    }
}

fn units(degrees: f64) -> i64 {
    (degrees * UNITS_PER_DEGREE).round() as i64
}

fn nodes_block(nodes: &[(i64, f64, f64, Tags)]) -> Vec<u8> {
    let mut strings = Strings::new();
    let mut dense = Message::default();
    dense.packed(1, differences(nodes.iter().map(|node| node.0)));
    dense.packed(8, differences(nodes.iter().map(|node| units(node.2))));
    dense.packed(9, differences(nodes.iter().map(|node| units(node.1))));
    let mut keys_and_values = Vec::new();
    for (.., tags) in nodes {
        for (key, value) in tags {
            keys_and_values.push(strings.id(key));
            keys_and_values.push(strings.id(value));
        }
        keys_and_values.push(0);
    }
    dense.packed(10, keys_and_values);
    let mut group = Message::default();
    group.bytes(2, &dense.into_bytes());
    block(&strings, &group.into_bytes())
}

/// `places` are those of the nodes, where the ways tell them.
fn ways_block(ways: &[(i64, Vec<i64>, Tags)], places: &HashMap<i64, (f64, f64)>) -> Vec<u8> {
    let mut strings = Strings::new();
    let mut group = Message::default();
    for (id, nodes, tags) in ways {
        let mut way = strings.element(*id, tags);
        way.packed(8, differences(nodes.iter().copied()));
        let places: Vec<(f64, f64)> = nodes.iter().filter_map(|node| places.get(node).copied()).collect();
        if places.len() == nodes.len() {
            way.packed(9, differences(places.iter().map(|place| units(place.1))));
            way.packed(10, differences(places.iter().map(|place| units(place.0))));
        }
        group.bytes(3, &way.into_bytes());
    }
    block(&strings, &group.into_bytes())
}

fn relations_block(relations: &[(i64, Members, Tags)]) -> Vec<u8> {
    const WAY: u64 = 1;
    let mut strings = Strings::new();
    let mut group = Message::default();
    for (id, ways, tags) in relations {
        let mut relation = strings.element(*id, tags);
        let roles: Vec<u64> = ways.iter().map(|(_, role)| strings.id(role)).collect();
        relation.packed(8, roles);
        relation.packed(9, differences(ways.iter().map(|(way, _)| *way)));
        relation.packed(10, ways.iter().map(|_| WAY));
        group.bytes(4, &relation.into_bytes());
    }
    block(&strings, &group.into_bytes())
}

/// The string table of a block; its first entry stays empty.
struct Strings {
    texts: Vec<String>,
    known: HashMap<String, u64>,
}

impl Strings {
    fn new() -> Self {
        Self { texts: vec![String::new()], known: HashMap::new() }
    }

    fn id(&mut self, text: &str) -> u64 {
        if let Some(&id) = self.known.get(text) {
            return id;
        }
        let id = self.texts.len() as u64;
        self.texts.push(text.to_owned());
        self.known.insert(text.to_owned(), id);
        id
    }

    /// The part that ways and relations share: id and tags.
    fn element(&mut self, id: i64, tags: &Tags) -> Message {
        let keys: Vec<u64> = tags.iter().map(|(key, _)| self.id(key)).collect();
        let values: Vec<u64> = tags.iter().map(|(_, value)| self.id(value)).collect();
        let mut element = Message::default();
        element.number(1, id as u64);
        element.packed(2, keys);
        element.packed(3, values);
        element
    }
}

fn differences(values: impl Iterator<Item = i64>) -> Vec<u64> {
    let mut before = 0;
    values.map(|value| zigzag(value - std::mem::replace(&mut before, value))).collect()
}

fn block(strings: &Strings, group: &[u8]) -> Vec<u8> {
    let mut table = Message::default();
    for text in &strings.texts {
        table.bytes(1, text.as_bytes());
    }
    let mut block = Message::default();
    block.bytes(1, &table.into_bytes());
    block.bytes(2, group);
    block.into_bytes()
}

/// The fields of a blob that packed data is in.
const ZLIB: u64 = 3;
const ZSTANDARD: u64 = 7;

fn blob(kind: &str, content: &[u8], packing: u64) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing into memory has no way to fail.
    let packed = encoder.write_all(content).and_then(|()| encoder.finish()).unwrap_or_default();
    let mut blob = Message::default();
    blob.number(2, content.len() as u64);
    blob.bytes(packing, &packed);
    let blob = blob.into_bytes();
    let mut header = Message::default();
    header.bytes(1, kind.as_bytes());
    header.number(3, blob.len() as u64);
    let header = header.into_bytes();
    let mut file = (header.len() as u32).to_be_bytes().to_vec();
    file.extend(header);
    file.extend(blob);
    file
}
