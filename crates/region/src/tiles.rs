//! The map's vector tiles, MVT 2.1, zooms 8 to 14; a map draws nearer ones from those of 14.
//!
//! What is in them is told in [`schema`]. Each zoom is drawn from lines simplified for it, tile by tile, so that
//! memory holds the region's shapes about twice and never all tiles.

mod clip;
mod mercator;
mod mvt;
mod schema;

use std::collections::BTreeMap;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use geo::{Area, BoundingRect, Coord, LineString, MapCoords, MultiPolygon, Rect, Simplify};

use crate::bounds::Bounds;
use crate::build::BuildError;
use mvt::{Layer, TileMessage};
pub(crate) use schema::{Feature, features};

/// The farthest zoom that is drawn.
pub(crate) const MIN_ZOOM: u8 = 8;
/// The nearest zoom that is drawn.
pub(crate) const MAX_ZOOM: u8 = 14;

/// Units across a tile.
const EXTENT: f64 = 4096.0;
/// How far lines and areas reach over the edge, in units, so that strokes meet.
const BUFFER: f64 = 128.0;
/// Areas smaller than this, in square units, can't be seen (a screen's pixel is 8 units wide).
const LEAST_AREA: f64 = 256.0;
/// A margin around the roads, in degrees (about 1 km), that the map shows too.
const MARGIN: f64 = 0.01;

/// Which tile: zoom, column from the west, row from the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TileId {
    pub(crate) z: u8,
    pub(crate) x: u32,
    pub(crate) y: u32,
}

/// What a feature looks like: in the world's square (0 to 1) or, scaled for a zoom, in units.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    Point(Coord<f64>),
    Lines(Vec<LineString<f64>>),
    Area(MultiPolygon<f64>),
}

/// Takes each tile with its gzipped bytes and how much of the map is drawn.
type Sink<'a> = dyn FnMut(TileId, &[u8], f64) -> Result<(), BuildError> + 'a;

/// Draws all tiles of the features within the bounds. Returns how many.
pub(crate) fn draw(features: &[Feature], bounds: Bounds, sink: &mut Sink<'_>) -> Result<usize, BuildError> {
    let world = mercator::rect(bounds.widened(MARGIN));
    let mut count = 0;
    for z in MIN_ZOOM..=MAX_ZOOM {
        let units = EXTENT * f64::from(1_u32 << z);
        let shapes: Vec<Option<Shape>> = features
            .iter()
            .map(|feature| if feature.min_zoom <= z { scaled(&feature.shape, units, z) } else { None })
            .collect();
        let tiles = assign(&shapes, world, units);
        // Each zoom has about four times the tiles of the one before.
        let (done, share) = (0.25_f64.powi(i32::from(MAX_ZOOM - z) + 1), tiles.len().max(1) as f64);
        for (number, ((x, y), members)) in tiles.into_iter().enumerate() {
            let message = draw_tile(features, &shapes, &members, x, y);
            if message.is_empty() {
                continue;
            }
            let fraction = done + 0.75 * 4.0 * done * (number as f64 / share);
            let data =
                gzip(&message).map_err(|source| BuildError::Unwritable { path: "tiles".into(), source })?;
            sink(TileId { z, x, y }, &data, fraction)?;
            count += 1;
        }
    }
    Ok(count)
}

/// A shape in the units of a zoom, without the detail that can't be seen there; `None` where nothing is left.
fn scaled(shape: &Shape, units: f64, z: u8) -> Option<Shape> {
    let scale = |coord: Coord<f64>| coord * units;
    let tolerance = if z == MAX_ZOOM { 1.0 } else { 5.0 };
    match shape {
        Shape::Point(coord) => Some(Shape::Point(scale(*coord))),
        Shape::Lines(lines) => {
            Some(Shape::Lines(lines.iter().map(|line| line.map_coords(scale).simplify(tolerance)).collect()))
        }
        Shape::Area(area) => {
            let area = area.map_coords(scale);
            let least = if z == MAX_ZOOM { LEAST_AREA / 16.0 } else { LEAST_AREA };
            (area.unsigned_area() >= least).then(|| Shape::Area(area.simplify(tolerance)))
        }
    }
}

/// Which features each tile has: those whose box reaches it.
fn assign(shapes: &[Option<Shape>], world: Rect<f64>, units: f64) -> BTreeMap<(u32, u32), Vec<usize>> {
    let mut tiles: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    let last = units / EXTENT - 1.0;
    let column = |at: f64| (at / EXTENT).floor().clamp(0.0, last) as u32;
    let (west, east) = (column(world.min().x * units), column(world.max().x * units));
    let (north, south) = (column(world.min().y * units), column(world.max().y * units));
    for (index, shape) in shapes.iter().enumerate() {
        let (rect, buffer) = match shape {
            Some(Shape::Point(coord)) => (Some(Rect::new(*coord, *coord)), 0.0),
            Some(Shape::Lines(lines)) => (lines_rect(lines), BUFFER),
            Some(Shape::Area(area)) => (area.bounding_rect(), BUFFER),
            None => (None, 0.0),
        };
        let Some(rect) = rect else { continue };
        for x in column(rect.min().x - buffer).max(west)..=column(rect.max().x + buffer).min(east) {
            for y in column(rect.min().y - buffer).max(north)..=column(rect.max().y + buffer).min(south) {
                tiles.entry((x, y)).or_default().push(index);
            }
        }
    }
    tiles
}

fn lines_rect(lines: &[LineString<f64>]) -> Option<Rect<f64>> {
    let rects = lines.iter().filter_map(BoundingRect::bounding_rect);
    rects.reduce(|a, b| {
        Rect::new(
            Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
            Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
        )
    })
}

fn draw_tile(features: &[Feature], shapes: &[Option<Shape>], members: &[usize], x: u32, y: u32) -> Vec<u8> {
    let corner = Coord { x: f64::from(x) * EXTENT, y: f64::from(y) * EXTENT };
    let mut layers: BTreeMap<&str, Layer> = BTreeMap::new();
    for &index in members {
        let (feature, Some(shape)) = (&features[index], &shapes[index]) else { continue };
        let geometry = match shape {
            Shape::Point(coord) => mvt::point(*coord - corner),
            Shape::Lines(lines) => mvt::lines(&clip::lines(lines, corner, EXTENT, BUFFER)),
            Shape::Area(area) => mvt::polygons(&clip::area(area, corner, EXTENT, BUFFER)),
        };
        if let Some(geometry) = geometry {
            layers.entry(feature.layer).or_default().add(&geometry, &feature.attributes);
        }
    }
    let mut tile = TileMessage::default();
    for (name, layer) in layers {
        tile.add(name, layer);
    }
    tile.into_bytes()
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}
