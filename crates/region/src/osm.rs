//! Reading an `.osm.pbf`: the nodes, ways and relations that a region is made of.
//!
//! Source: <https://wiki.openstreetmap.org/wiki/PBF_Format>.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use geo::{Coord, LineString, Point};
use osmpbf::{BlobDecode, BlobReader, Element, HeaderBlock, PrimitiveBlock, RelMemberType};

use crate::error::BuildError;
use crate::steps::Steps;

mod areas;
mod tags;

pub(crate) use areas::{Areas, assemble};
pub(crate) use tags::Tags;

/// Everything that was read.
#[derive(Debug, Default)]
pub(crate) struct Extract {
    pub(crate) nodes: Nodes,
    /// The nodes that say something by themselves: places, shops, stations.
    pub(crate) tagged: Vec<TaggedNode>,
    pub(crate) ways: Vec<OsmWay>,
    /// The relations that describe an area.
    pub(crate) relations: Vec<OsmRelation>,
    /// What stands in the road, by node.
    pub(crate) barriers: Vec<(i64, roads::Barrier)>,
    /// The turn restrictions of each relation that has any, or why it can't be honoured.
    pub(crate) restrictions: Vec<Result<Vec<roads::Restriction>, roads::LeftOut>>,
}

#[derive(Debug)]
pub(crate) struct TaggedNode {
    pub(crate) id: i64,
    pub(crate) point: Point<f64>,
    pub(crate) tags: Tags,
}

#[derive(Debug)]
pub(crate) struct OsmWay {
    pub(crate) id: i64,
    pub(crate) nodes: Vec<i64>,
    pub(crate) tags: Tags,
}

#[derive(Debug)]
pub(crate) struct OsmRelation {
    pub(crate) id: i64,
    pub(crate) tags: Tags,
    /// The ways that are its rings.
    pub(crate) ways: Vec<i64>,
}

impl OsmWay {
    /// Whether it ends where it begins and has room inside.
    pub(crate) fn is_closed(&self) -> bool {
        self.nodes.len() >= 4 && self.nodes.first() == self.nodes.last()
    }
}

/// Where each node is, by its id: 16 bytes a node.
#[derive(Debug, Default)]
pub(crate) struct Nodes(Vec<(i64, i32, i32)>);

const UNITS_PER_DEGREE: f64 = 1e7;

impl Nodes {
    fn push(&mut self, id: i64, lon: f64, lat: f64) {
        self.0.push((id, (lon * UNITS_PER_DEGREE).round() as i32, (lat * UNITS_PER_DEGREE).round() as i32));
    }

    /// Files nearly always come sorted and with each node once; one that doesn't is put right here.
    fn finish(&mut self) {
        if !self.0.is_sorted_by(|a, b| a.0 < b.0) {
            self.0.sort_by_key(|node| node.0);
            self.0.dedup_by_key(|node| node.0);
        }
        self.0.shrink_to_fit();
    }

    pub(crate) fn get(&self, id: i64) -> Option<Coord<f64>> {
        let at = self.0.binary_search_by_key(&id, |node| node.0).ok()?;
        Some(coord(self.0[at]))
    }

    /// Those of these nodes that are there. The ids come in rising order.
    pub(crate) fn of(&self, ids: &[i64]) -> impl Iterator<Item = (i64, Coord<f64>)> {
        let mut rest = self.0.iter().peekable();
        ids.iter().filter_map(move |&id| {
            while rest.next_if(|node| node.0 < id).is_some() {}
            rest.next_if(|node| node.0 == id).map(|&node| (id, coord(node)))
        })
    }

    /// The line through nodes, cut where one is missing, as ways are at the edge of an extract.
    pub(crate) fn lines(&self, ids: &[i64]) -> Vec<LineString<f64>> {
        let mut lines = Vec::new();
        let mut line = Vec::with_capacity(ids.len());
        for &id in ids {
            if let Some(coord) = self.get(id) {
                line.push(coord);
            } else if !line.is_empty() {
                lines.push(LineString::new(std::mem::take(&mut line)));
            }
        }
        lines.push(LineString::new(line));
        lines.retain(|line| line.0.len() >= 2);
        lines
    }
}

fn coord((_, lon, lat): (i64, i32, i32)) -> Coord<f64> {
    Coord { x: f64::from(lon) / UNITS_PER_DEGREE, y: f64::from(lat) / UNITS_PER_DEGREE }
}

/// Reads a file.
pub(crate) fn read(path: &Path, steps: &mut Steps<'_>) -> Result<Extract, BuildError> {
    let unreadable = |source| BuildError::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()));
    }
    let position = Arc::new(AtomicU64::new(0));
    let counted = Counted { inner: BufReader::new(file), position: Arc::clone(&position) };
    let mut extract = Extract::default();
    let (mut blobs, mut whole) = (0_u64, 0);
    for blob in BlobReader::new(counted) {
        let decoded = blob.and_then(|blob| {
            whole = position.load(Ordering::Relaxed);
            decode(&blob, &mut extract)
        });
        match (decoded, blobs) {
            (Ok(Block::Header(header)), _) => check_features(&header, path)?,
            (Err(error), _) if is_packed_otherwise(&error) => {
                return Err(BuildError::Packed { path: path.to_owned() });
            }
            (Ok(Block::Data) | Err(_), 0) => return Err(BuildError::NotPbf { path: path.to_owned() }),
            (Ok(Block::Data), _) => {}
            (Err(source), _) if is_io(&source) => return Err(unreadable(source.into())),
            (Err(_), _) => return Err(BuildError::Damaged { path: path.to_owned(), at: whole }),
        }
        blobs += 1;
        steps.at(whole as f64 / metadata.len().max(1) as f64)?;
    }
    if blobs == 0 {
        return Err(BuildError::NotPbf { path: path.to_owned() });
    }
    if whole != position.load(Ordering::Relaxed) {
        // A few bytes after the last block: the file was cut inside the length of the next one.
        return Err(BuildError::Damaged { path: path.to_owned(), at: whole });
    }
    extract.finish();
    Ok(extract)
}

enum Block {
    Header(Box<HeaderBlock>),
    Data,
}

fn decode(blob: &osmpbf::Blob, extract: &mut Extract) -> osmpbf::Result<Block> {
    // The parser checks what it reads, but adds up differences without looking; in a damaged file that may overflow.
    let decoded = catch_unwind(AssertUnwindSafe(|| match blob.decode()? {
        BlobDecode::OsmHeader(header) => Ok(Block::Header(header)),
        BlobDecode::OsmData(block) => {
            gather(&block, extract);
            Ok(Block::Data)
        }
        BlobDecode::Unknown(_) => Ok(Block::Data),
    }));
    decoded.unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::InvalidData).into()))
}

fn is_io(error: &osmpbf::Error) -> bool {
    matches!(error.kind(), osmpbf::ErrorKind::Io(source)
        if !matches!(source.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof))
}

/// Whether what is there is packed, but with none of what is read: LZMA, LZ4 or Zstandard.
fn is_packed_otherwise(error: &osmpbf::Error) -> bool {
    matches!(error.kind(), osmpbf::ErrorKind::Blob(osmpbf::BlobError::Empty))
}

fn check_features(header: &HeaderBlock, path: &Path) -> Result<(), BuildError> {
    let unknown = header.required_features().iter().find(|f| *f != "OsmSchema-V0.6" && *f != "DenseNodes");
    match unknown {
        Some(feature) => Err(BuildError::Unsupported { path: path.to_owned(), feature: feature.clone() }),
        None => Ok(()),
    }
}

fn gather(block: &PrimitiveBlock, extract: &mut Extract) {
    let texts = block.raw_stringtable();
    let sparse = |(key, value): (u32, u32)| (key as usize, value as usize);
    let dense = |(key, value): (i32, i32)| (key as usize, value as usize);
    for element in block.elements() {
        match element {
            Element::Node(node) => {
                let tags = tags::readable(texts, node.raw_tags().map(sparse));
                extract.add_node(node.id(), node.lon(), node.lat(), tags);
            }
            Element::DenseNode(node) => {
                let tags = tags::readable(texts, node.raw_tags().map(dense));
                extract.add_node(node.id(), node.lon(), node.lat(), tags);
            }
            Element::Way(way) => {
                let nodes: Vec<i64> = way.refs().collect();
                // Some files tell at each way where its nodes are, and leave out the nodes themselves.
                for (&id, place) in nodes.iter().zip(way.node_locations()) {
                    extract.add_place(id, place.lon(), place.lat());
                }
                let tags = tags::readable(texts, way.raw_tags().map(sparse)).collect();
                extract.ways.push(OsmWay { id: way.id(), nodes, tags });
            }
            Element::Relation(relation) => {
                let tags = tags::readable(texts, relation.raw_tags().map(sparse));
                extract.add_relation(&relation, tags);
            }
        }
    }
}

/// The members of a relation whose role is readable.
fn members<'a>(relation: &osmpbf::Relation<'a>) -> impl Iterator<Item = roads::osm::Member<'a>> {
    relation.members().filter_map(|member| {
        let kind = match member.member_type {
            RelMemberType::Node => roads::osm::MemberKind::Node,
            RelMemberType::Way => roads::osm::MemberKind::Way,
            RelMemberType::Relation => roads::osm::MemberKind::Relation,
        };
        Some(roads::osm::Member { kind, id: member.member_id, role: member.role().ok()? })
    })
}

impl Extract {
    fn add_node<'a>(
        &mut self,
        id: i64,
        lon: f64,
        lat: f64,
        tags: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    ) {
        if !self.add_place(id, lon, lat) {
            return;
        }
        self.barriers.extend(roads::osm::barrier(tags.clone()).map(|barrier| (id, barrier)));
        let tags: Tags = tags.collect();
        if !tags.is_empty() {
            self.tagged.push(TaggedNode { id, point: Point::new(lon, lat), tags });
        }
    }

    /// Whether there is such a place.
    fn add_place(&mut self, id: i64, lon: f64, lat: f64) -> bool {
        let is_on_earth = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        if is_on_earth {
            self.nodes.push(id, lon, lat);
        }
        is_on_earth
    }

    fn add_relation<'a>(
        &mut self,
        relation: &osmpbf::Relation<'a>,
        tags: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    ) {
        let turns = roads::osm::restrictions(members(relation), tags.clone());
        if turns.as_ref().map_or(true, |turns| !turns.is_empty()) {
            self.restrictions.push(turns);
        }
        let tags: Tags = tags.collect();
        if matches!(tags.get("type"), Some("multipolygon" | "boundary")) {
            let ways = relation.members().filter(|member| member.member_type == RelMemberType::Way);
            let ways = ways.map(|member| member.member_id).collect();
            self.relations.push(OsmRelation { id: relation.id(), tags, ways });
        }
    }

    /// Extracts that were put together have what lies in two of them twice: a road would be two, side by side.
    fn finish(&mut self) {
        self.nodes.finish();
        once(&mut self.tagged, |node| node.id);
        once(&mut self.ways, |way| way.id);
        once(&mut self.relations, |relation| relation.id);
    }
}

/// Keeps the first of those that have one id.
fn once<T>(all: &mut Vec<T>, id: impl Fn(&T) -> i64) {
    if !all.is_sorted_by(|a, b| id(a) < id(b)) {
        let mut seen = HashSet::with_capacity(all.len());
        all.retain(|one| seen.insert(id(one)));
    }
}

/// Counts the bytes that pass, to know how far a file is read.
struct Counted<R> {
    inner: R,
    position: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.position.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
