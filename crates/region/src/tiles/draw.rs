//! Quartering a zoom into its tiles, and writing each.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
use geo::{BoundingRect, Coord, CoordsIter, LineString, Rect};
use rayon::prelude::*;

use super::mvt::{self, Layer, TileMessage, Value};
use super::{BUFFER, EXTENT, Feature, Sender, Shape, TileId, clip, lines_rect, merge, tolerance};

/// A shape of more corners than this is cut at every quartering; a smaller one only where it is drawn.
const LARGE: usize = 32;

/// A feature, or a part of one, in the units of a zoom.
pub(super) struct Piece<'a> {
    feature: &'a Feature,
    rect: Rect<f64>,
    shape: Cow<'a, Shape>,
}

impl<'a> Piece<'a> {
    pub(super) fn new(feature: &'a Feature, shape: Shape) -> Option<Self> {
        Some(Self { feature, rect: rect_of(&shape)?, shape: Cow::Owned(shape) })
    }

    /// What of it reaches into a box.
    fn within(&'a self, frame: Rect<f64>) -> Option<Self> {
        let (min, max) = (self.rect.min(), self.rect.max());
        if max.x < frame.min().x || min.x > frame.max().x || max.y < frame.min().y || min.y > frame.max().y {
            return None;
        }
        let whole = min.x >= frame.min().x
            && max.x <= frame.max().x
            && min.y >= frame.min().y
            && max.y <= frame.max().y;
        if whole || corners(&self.shape) <= LARGE {
            return Some(Self { feature: self.feature, rect: self.rect, shape: Cow::Borrowed(&self.shape) });
        }
        Self::new(self.feature, cut(&self.shape, frame))
    }
}

fn corners(shape: &Shape) -> usize {
    match shape {
        Shape::Point(_) => 1,
        Shape::Lines(lines) => lines.iter().map(|line| line.0.len()).sum(),
        Shape::Area(area) => area.coords_count(),
    }
}

fn rect_of(shape: &Shape) -> Option<Rect<f64>> {
    match shape {
        Shape::Point(coord) => Some(Rect::new(*coord, *coord)),
        Shape::Lines(lines) => lines_rect(lines),
        Shape::Area(area) => area.bounding_rect(),
    }
}

fn cut(shape: &Shape, frame: Rect<f64>) -> Shape {
    match shape {
        Shape::Point(coord) => Shape::Point(*coord),
        Shape::Lines(lines) => Shape::Lines(clip::lines(lines, frame)),
        Shape::Area(area) => Shape::Area(clip::area(area, frame)),
    }
}

/// A square of tiles: its first column and row, and how many tiles wide it is, a power of two.
#[derive(Clone, Copy)]
pub(super) struct Block {
    x: u32,
    y: u32,
    span: u32,
}

impl Block {
    pub(super) fn world(z: u8) -> Self {
        Self { x: 0, y: 0, span: 1 << z }
    }

    fn quarters(self) -> [Self; 4] {
        let span = self.span / 2;
        [(0, 0), (span, 0), (0, span), (span, span)].map(|(x, y)| Self { x: self.x + x, y: self.y + y, span })
    }

    fn rect(self) -> Rect<f64> {
        let corner = Coord { x: f64::from(self.x), y: f64::from(self.y) } * EXTENT;
        let across = f64::from(self.span) * EXTENT;
        Rect::new(corner, corner + Coord { x: across, y: across })
    }
}

/// The drawing of one zoom.
pub(super) struct Drawing<'a> {
    z: u8,
    /// What the map shows, in units.
    shown: Rect<f64>,
    /// Square units that are drawn.
    done: AtomicU64,
    sender: Sender,
    /// Whether nobody waits for the tiles any more.
    left: &'a AtomicBool,
}

/// Nobody waits for the tiles any more.
pub(super) struct Left;

impl<'a> Drawing<'a> {
    pub(super) fn new(z: u8, shown: Rect<f64>, sender: Sender, left: &'a AtomicBool) -> Self {
        Self { z, shown, done: AtomicU64::new(0), sender, left }
    }

    /// Draws the tiles of a block from the pieces that reach it.
    pub(super) fn quarter(&self, block: Block, pieces: &[Piece<'_>]) -> Result<(), Left> {
        if self.left.load(Ordering::Relaxed) {
            return Err(Left);
        }
        if pieces.is_empty() {
            self.add(block);
            return Ok(());
        }
        if block.span == 1 {
            return self.tile(block, pieces);
        }
        let quarters: Vec<Block> =
            block.quarters().into_iter().filter(|quarter| self.shows(*quarter) > 0.0).collect();
        if let [only] = quarters.as_slice() {
            return self.quarter(*only, pieces);
        }
        quarters.into_par_iter().try_for_each(|quarter| {
            let rect = quarter.rect();
            let buffer = Coord { x: BUFFER, y: BUFFER };
            let frame = Rect::new(rect.min() - buffer, rect.max() + buffer);
            let own: Vec<Piece<'_>> = pieces.iter().filter_map(|piece| piece.within(frame)).collect();
            self.quarter(quarter, &own)
        })
    }

    /// How much of a block the map shows, in square units.
    fn shows(&self, block: Block) -> f64 {
        let (block, shown) = (block.rect(), self.shown);
        let across = block.max().x.min(shown.max().x) - block.min().x.max(shown.min().x);
        let down = block.max().y.min(shown.max().y) - block.min().y.max(shown.min().y);
        across.max(0.0) * down.max(0.0)
    }

    /// Counts a block as drawn. Returns how much of the zoom is.
    fn add(&self, block: Block) -> f64 {
        let own = self.shows(block) as u64;
        let done = self.done.fetch_add(own, Ordering::Relaxed) + own;
        (done as f64 / (self.shown.width() * self.shown.height())).min(1.0)
    }

    fn tile(&self, block: Block, pieces: &[Piece<'_>]) -> Result<(), Left> {
        let message = message(self.z, block.rect(), pieces);
        let fraction = self.add(block);
        if message.is_empty() {
            return Ok(());
        }
        let tile = TileId { z: self.z, x: block.x, y: block.y };
        self.sender.send((tile, gzip(&message), fraction)).map_err(|_| Left)
    }
}

/// Lines that say the same, to be drawn as one.
type Alike<'a> = (Vec<(&'static str, &'a Value)>, Vec<LineString<f64>>);

fn message(z: u8, rect: Rect<f64>, pieces: &[Piece<'_>]) -> Vec<u8> {
    let corner = rect.min();
    let buffer = Coord { x: BUFFER, y: BUFFER };
    let frame = Rect::new(corner - buffer, rect.max() + buffer);
    let mut layers: BTreeMap<&str, Layer> = BTreeMap::new();
    let mut lines: BTreeMap<&str, Groups<'_>> = BTreeMap::new();
    for piece in pieces {
        let layer = piece.feature.layer;
        let said = piece.feature.attributes.iter().filter(|said| said.min_zoom <= z);
        let said: Vec<(&'static str, &Value)> = said.map(|said| (said.key, &said.value)).collect();
        let geometry = match piece.shape.as_ref() {
            Shape::Point(coord) => mvt::point(*coord - corner),
            Shape::Lines(parts) => {
                lines.entry(layer).or_default().add(said, clip::lines(parts, frame));
                continue;
            }
            Shape::Area(area) => mvt::polygons(&clip::area(area, frame), corner),
        };
        if let Some(geometry) = geometry {
            layers.entry(layer).or_default().add(&geometry, said);
        }
    }
    for (layer, groups) in lines {
        for (said, parts) in groups.groups {
            if let Some(geometry) = mvt::lines(&merge::joined(parts, tolerance(z)), corner) {
                layers.entry(layer).or_default().add(&geometry, said);
            }
        }
    }
    let mut tile = TileMessage::default();
    for (name, layer) in layers {
        tile.add(name, layer);
    }
    tile.into_bytes()
}

/// Lines by what is said of them, in the order in which each was first said.
#[derive(Default)]
struct Groups<'a> {
    groups: Vec<Alike<'a>>,
    by_said: HashMap<Vec<(&'static str, &'a Value)>, usize>,
}

impl<'a> Groups<'a> {
    fn add(&mut self, said: Vec<(&'static str, &'a Value)>, parts: Vec<LineString<f64>>) {
        let next = self.groups.len();
        let group = *self.by_said.entry(said.clone()).or_insert(next);
        if group == next {
            self.groups.push((said, parts));
        } else {
            self.groups[group].1.extend(parts);
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing into memory has no way to fail.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
}
