//! The map's vector tiles, MVT 2.1, zooms 5 to 15; a map draws nearer ones from those of 15.
//!
//! What is in them is told in [`schema`]. Each zoom is drawn from shapes simplified for it, by quartering the world
//! until a quarter is a tile: what crosses an edge is cut there, so that a long coast costs each tile only its own
//! part. Quarters are drawn on all cores. Memory holds the region's shapes about twice and never all tiles.

mod clip;
mod draw;
mod mercator;
mod merge;
mod mvt;
mod schema;
mod sea;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use geo::{Area, BoundingRect, Coord, LineString, MapCoords, MultiPolygon, Rect, Simplify};
use rayon::prelude::*;

use crate::bounds::Bounds;
use crate::error::BuildError;
use crate::steps::Steps;
use draw::{Block, Drawing, Piece};
pub(crate) use schema::{Feature, features};
pub(crate) use sea::{BrokenCoast, sea};

/// The farthest zoom that is drawn.
pub(crate) const MIN_ZOOM: u8 = 5;
/// The nearest zoom that is drawn.
pub(crate) const MAX_ZOOM: u8 = 15;

/// Units across a tile.
const EXTENT: f64 = 4096.0;
/// How far lines and areas reach over the edge, in units, so that strokes meet.
const BUFFER: f64 = 128.0;
/// Areas smaller than this, in square units, can't be seen (a screen's pixel is 8 units wide).
const LEAST_AREA: f64 = 256.0;
/// Lines shorter than this, in units, can't be seen.
const LEAST_LENGTH: f64 = 2.0;
/// A margin around the roads, in degrees (about 1 km), that the map shows too.
const MARGIN: f64 = 0.01;
/// Tiles that may wait to be written.
const WAITING_TILES: usize = 64;

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

/// Takes each tile with its gzipped bytes.
type Sink<'a> = dyn FnMut(TileId, &[u8]) -> Result<(), BuildError> + 'a;

/// Between two tiles the watcher is looked at this often.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// The part of the world's square that the map of a region shows.
fn world(bounds: Bounds) -> Rect<f64> {
    mercator::rect(bounds.widened(MARGIN))
}

/// Draws all tiles of the features within the bounds. Returns how many.
pub(crate) fn draw(
    features: &[Feature],
    bounds: Bounds,
    mut steps: Steps<'_>,
    sink: &mut Sink<'_>,
) -> Result<usize, BuildError> {
    let world = world(bounds);
    let mut count = 0;
    let left = AtomicBool::new(false);
    for z in MIN_ZOOM..=MAX_ZOOM {
        // Each zoom takes about as long again as all before it.
        let share = 0.5_f64.powi(i32::from(MAX_ZOOM - z) + 1);
        let mut steps = steps.part(share, 2.0 * share);
        let (sender, drawn) = sync_channel(WAITING_TILES);
        std::thread::scope(|scope| {
            let leaving = &left;
            scope.spawn(move || draw_zoom(features, world, z, sender, leaving));
            let taken = take(&drawn, &mut steps, sink);
            // Left early, there is nobody to draw for: whoever scales or sends stops.
            left.store(true, Ordering::Relaxed);
            drop(drawn);
            count += taken?;
            left.store(false, Ordering::Relaxed);
            Ok::<(), BuildError>(())
        })?;
    }
    Ok(count)
}

/// Takes tiles until there are no more. Returns how many.
fn take(drawn: &Receiver<Drawn>, steps: &mut Steps<'_>, sink: &mut Sink<'_>) -> Result<usize, BuildError> {
    let (mut count, mut furthest) = (0, 0.0_f64);
    loop {
        steps.at(furthest)?;
        match drawn.recv_timeout(LOOK_EVERY) {
            Ok((tile, data, fraction)) => {
                // Tiles drawn at once may come in another order than they were counted in.
                furthest = furthest.max(fraction);
                sink(tile, &data)?;
                count += 1;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(count),
        }
    }
}

/// A tile with its gzipped bytes, and how much of its zoom is drawn.
type Drawn = (TileId, Vec<u8>, f64);
type Sender = std::sync::mpsc::SyncSender<Drawn>;

fn draw_zoom(features: &[Feature], world: Rect<f64>, z: u8, sender: Sender, left: &AtomicBool) {
    let units = EXTENT * f64::from(1_u32 << z);
    let shown = Rect::new(world.min() * units, world.max() * units);
    let pieces: Vec<Piece<'_>> = features
        .par_iter()
        .filter(|feature| feature.min_zoom <= z && !left.load(Ordering::Relaxed))
        .filter_map(|feature| Piece::new(feature, scaled(&feature.shape, units, z)?))
        .collect();
    let drawing = Drawing::new(z, shown, sender, left);
    // Whoever waited for the tiles may have gone: then there is nobody to tell.
    let _ = drawing.quarter(Block::world(z), &pieces);
}

/// A shape in the units of a zoom, without the detail that can't be seen there; `None` where nothing is left.
fn scaled(shape: &Shape, units: f64, z: u8) -> Option<Shape> {
    let scale = |coord: Coord<f64>| coord * units;
    let tolerance = tolerance(z);
    match shape {
        Shape::Point(coord) => Some(Shape::Point(scale(*coord))),
        Shape::Lines(lines) => {
            let rect = lines_rect(lines)?;
            let long = rect.width().max(rect.height()) * units >= LEAST_LENGTH;
            let line = |line: &LineString<f64>| line.map_coords(scale).simplify(tolerance);
            long.then(|| Shape::Lines(lines.iter().map(line).collect()))
        }
        Shape::Area(area) => {
            let least = if z >= 14 { LEAST_AREA / 16.0 } else { LEAST_AREA };
            // The box is quicker to know than the area and never smaller.
            let rect = area.bounding_rect()?;
            if rect.width() * rect.height() * units * units < least {
                return None;
            }
            let area = area.map_coords(scale);
            (area.unsigned_area() >= least).then(|| Shape::Area(area.simplify(tolerance)))
        }
    }
}

/// How far a drawn line may be off, in units.
fn tolerance(z: u8) -> f64 {
    if z >= 14 { 1.0 } else { 5.0 }
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
