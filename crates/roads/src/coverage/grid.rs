//! The whole map as bands of minutes, in cells: what a map can draw at once and a person can read at a glance.

use crate::network::{Network, Segment};
use crate::position::point_along;
use crate::snap::METRES_PER_DEGREE;

/// Points of road are looked at this far apart at most.
const APART_CM: u32 = 6_000;
/// The smallest cell: with streets some 100 m apart few cells of a town are empty.
const SMALLEST_CELL_M: f64 = 150.0;
/// As many cells as a map draws without effort.
const MOST_CELLS: f64 = 40_000.0;

/// Points along all roads that count, each in its cell.
#[derive(Debug)]
pub(super) struct Grid {
    south_west: [f64; 2],
    cell_deg: [f64; 2],
    columns: u32,
    rows: u32,
    /// The first point of each segment, and the end of the last.
    first: Vec<u32>,
    cell_of: Vec<u32>,
}

impl Grid {
    pub(super) fn new(network: &Network, counts: impl Fn(Segment<'_>) -> bool) -> Self {
        let Some(bounds) = network.bounds() else { return Self::empty(network.segment_count()) };
        let metres_per_lon = METRES_PER_DEGREE * bounds.center().y.to_radians().cos().max(1e-3);
        let (wide_m, high_m) = (bounds.width() * metres_per_lon, bounds.height() * METRES_PER_DEGREE);
        let cell_m = (wide_m * high_m / MOST_CELLS).sqrt().max(SMALLEST_CELL_M);
        let mut grid = Self {
            south_west: [bounds.min().x, bounds.min().y],
            cell_deg: [cell_m / metres_per_lon, cell_m / METRES_PER_DEGREE],
            columns: (wide_m / cell_m) as u32 + 1,
            rows: (high_m / cell_m) as u32 + 1,
            ..Self::empty(0)
        };
        for segment in network.segments() {
            if counts(segment) {
                let (line, length) = (network.shape(segment.id()), network.record(segment.id()).length_cm);
                let points = points(length);
                grid.cell_of.extend((0..points).map(|point| {
                    let at = point_along(line, offset_cm(length, point, points));
                    grid_cell(grid.south_west, grid.cell_deg, [grid.columns, grid.rows], [at.x(), at.y()])
                }));
            }
            grid.first.push(grid.cell_of.len() as u32);
        }
        grid
    }

    fn empty(segments: usize) -> Self {
        let first = vec![0; segments + 1];
        Self { south_west: [0.0; 2], cell_deg: [1.0; 2], columns: 0, rows: 0, first, cell_of: Vec::new() }
    }

    pub(super) fn points(&self) -> usize {
        self.cell_of.len()
    }

    /// The points of a segment: the number of each, and its offset in centimetres.
    pub(super) fn points_of(&self, segment: u32, length_cm: u32) -> impl Iterator<Item = (usize, u32)> {
        let (first, end) = (self.first[segment as usize], self.first[segment as usize + 1]);
        (first..end).map(move |point| (point as usize, offset_cm(length_cm, point - first, end - first)))
    }

    /// Each cell's band: that in which half of its road is reached, given when each point is.
    pub(super) fn bands(&self, point_ms: &[u32], limits_ms: &[u32]) -> Bands {
        let kinds = limits_ms.len() + 1;
        let cells = (self.columns * self.rows) as usize;
        let mut tally = vec![0_u16; cells * kinds];
        for (&cell, &at_ms) in self.cell_of.iter().zip(point_ms) {
            let band = limits_ms.partition_point(|&limit| limit < at_ms);
            let count = &mut tally[cell as usize * kinds + band];
            *count = count.saturating_add(1);
        }
        let band = |counts: &[u16]| {
            let whole: u32 = counts.iter().map(|&count| u32::from(count)).sum();
            let mut so_far = 0;
            let middle = counts.iter().position(|&count| {
                so_far += 2 * u32::from(count);
                so_far >= whole
            });
            if whole == 0 { 0 } else { middle.map_or(0, |band| band as u8 + 1) }
        };
        Bands {
            south_west: self.south_west,
            cell_deg: self.cell_deg,
            columns: self.columns,
            rows: self.rows,
            cells: tally.chunks_exact(kinds).map(band).collect(),
        }
    }
}

/// How many points a segment gets.
fn points(length_cm: u32) -> u32 {
    length_cm.div_ceil(APART_CM).max(1)
}

/// The middle of the n-th of equal parts.
fn offset_cm(length_cm: u32, point: u32, points: u32) -> u32 {
    (u64::from(length_cm) * u64::from(2 * point + 1) / u64::from(2 * points)) as u32
}

fn grid_cell(south_west: [f64; 2], cell_deg: [f64; 2], size: [u32; 2], at: [f64; 2]) -> u32 {
    let place = |axis: usize| {
        let cell = ((at[axis] - south_west[axis]) / cell_deg[axis]).max(0.0) as u32;
        cell.min(size[axis] - 1)
    };
    place(1) * size[0] + place(0)
}

/// Bands of time over the whole map.
#[derive(Clone, Debug, PartialEq)]
pub struct Bands {
    /// Longitude and latitude of the first cell's outer corner.
    pub south_west: [f64; 2],
    /// A cell's width and height, degrees.
    pub cell_deg: [f64; 2],
    /// Cells from west to east.
    pub columns: u32,
    /// Cells from south to north.
    pub rows: u32,
    /// Row by row: 0 where there is no road that counts, 1 within the first limit, and so on; one more than there are
    /// limits for what is beyond the last.
    pub cells: Vec<u8>,
}
