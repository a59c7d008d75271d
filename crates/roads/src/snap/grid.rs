//! A grid of cells over the straight pieces of all roads.
//!
//! A point looks into its own cell and then into those around it, ring by ring, until no cell is as near as what it has
//! found. A road is rarely farther than a cell from whoever looks for one: mostly one to four cells are read, however
//! large the map. Roads change only with the region, so the cells are two plain lists.

use std::hint::black_box;

use super::plane::{Bounds, METRES_PER_LAT, Plane, squared};
use crate::arc::SegmentId;
use crate::network::Network;
use crate::position::Position;

/// Cells are no smaller than this.
const LEAST_SIDE_M: f64 = 60.0;
/// Nor so many that there are fewer pieces to a cell, over the whole map: a wide land's cells take no more room than its
/// roads.
const LEAST_PIECES: f64 = 0.7;

/// So many points are looked at together where many are.
pub(crate) const TOGETHER: usize = 16;

/// A straight piece of a segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) segment: SegmentId,
    /// The index of its first end among the positions of all segments; the next one is its other end.
    pub(super) start: u32,
}

impl Piece {
    pub(super) fn ends(self, network: &Network) -> [Position; 2] {
        [network.shapes[self.start as usize], network.shapes[self.start as usize + 1]]
    }
}

/// The pieces, by the cells that they run through.
#[derive(Debug)]
pub(super) struct PieceGrid {
    cells: Cells,
    /// Where the pieces of each cell begin, and after the last cell where they end.
    first: Vec<u32>,
    pieces: Vec<Piece>,
}

impl PieceGrid {
    pub(super) fn new(network: &Network) -> Self {
        let cells = Cells::over(network);
        let mut first = vec![0_u32; cells.count() + 1];
        for piece in pieces(network) {
            cells.each_of(piece.ends(network), |cell| first[cell] += 1);
        }
        let mut total = 0;
        for first in &mut first {
            total += *first;
            *first = total;
        }
        let mut sorted = vec![Piece { segment: SegmentId(0), start: 0 }; total as usize];
        for piece in pieces(network) {
            cells.each_of(piece.ends(network), |cell| {
                first[cell] -= 1;
                sorted[first[cell] as usize] = piece;
            });
        }
        Self { cells, first, pieces: sorted }
    }

    /// Shows the pieces of every cell within reach, those of the point's own cell first, then ring by ring. A piece that
    /// runs through several cells may come again. The visitor gives the square of how far it reaches from then on, which
    /// is never farther than before.
    pub(super) fn visit(&self, plane: &Plane, reach_m: f64, mut visitor: impl FnMut(Piece) -> f64) {
        if self.pieces.is_empty() {
            return;
        }
        let here = Here::of(&self.cells, plane);
        let mut reach = squared(reach_m);
        let mut look = |column: i32, row: i32, reach: &mut f64| {
            if here.squared_m_to(column, row) <= *reach {
                for &piece in self.of_cell(column, row) {
                    *reach = visitor(piece);
                }
            }
        };
        for ring in 0.. {
            if here.squared_m_to_ring(ring) > reach {
                break;
            }
            let [west, east] = [here.column - ring, here.column + ring];
            let [south, north] = [here.row - ring, here.row + ring];
            for column in west..=east {
                look(column, south, &mut reach);
                if ring > 0 {
                    look(column, north, &mut reach);
                }
            }
            for row in south + 1..north {
                look(west, row, &mut reach);
                look(east, row, &mut reach);
            }
        }
    }

    /// Reads what will be looked at first around each of these points, and where its piece lies among the segments. Each
    /// pass needs only what the one before has read, so memory is waited for by all of them together and not one by one.
    pub(super) fn fetch(&self, network: &Network, points: &[Plane; TOGETHER]) -> [SegmentId; TOGETHER] {
        let cells = points.each_ref().map(|plane| {
            let Here { column, row, .. } = Here::of(&self.cells, plane);
            let is_inside = (0..self.cells.columns).contains(&column) && (0..self.cells.rows).contains(&row);
            if is_inside { self.cells.number(column, row) } else { 0 }
        });
        let first = cells.map(|cell| self.first.get(cell).copied().unwrap_or_default());
        let nothing = Piece { segment: SegmentId(0), start: 0 };
        let pieces = first.map(|first| self.pieces.get(first as usize).copied().unwrap_or(nothing));
        black_box(pieces.map(|piece| network.shapes.get(piece.start as usize).map(|at| at.lon_e7)));
        black_box(pieces.map(|piece| network.segments.get(piece.segment.0 as usize).map(|own| own.way)));
        pieces.map(|piece| piece.segment)
    }

    /// Shows the pieces of every cell that a square of twice the reach touches; one that runs through several cells comes
    /// again.
    pub(super) fn visit_all(&self, plane: &Plane, reach_m: f64, mut visitor: impl FnMut(Piece)) {
        if self.pieces.is_empty() {
            return;
        }
        let (wide, high) = (reach_m / plane.metres_per_lon, reach_m / METRES_PER_LAT);
        for row in self.cells.rows_between(plane.lat - high, plane.lat + high) {
            for column in self.cells.columns_between(plane.lon - wide, plane.lon + wide) {
                self.of_cell(column, row).iter().copied().for_each(&mut visitor);
            }
        }
    }

    /// The greatest value of all segments that run through each cell.
    pub(super) fn greatest(&self, of: impl Fn(SegmentId) -> u16) -> Raster {
        let Cells { west, south, wide, high, columns, rows } = self.cells;
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let of_cell = |(column, row)| {
            self.of_cell(column, row).iter().map(|piece| of(piece.segment)).max().unwrap_or_default()
        };
        Raster { west, south, wide, high, columns, rows, values: places.map(of_cell).collect() }
    }

    /// Beside the grid there is nothing.
    fn of_cell(&self, column: i32, row: i32) -> &[Piece] {
        if !(0..self.cells.columns).contains(&column) || !(0..self.cells.rows).contains(&row) {
            return &[];
        }
        let cell = self.cells.number(column, row);
        &self.pieces[self.first[cell] as usize..self.first[cell + 1] as usize]
    }
}

fn pieces(network: &Network) -> impl Iterator<Item = Piece> {
    let segments = (0..network.segment_count() as u32).map(SegmentId);
    segments.flat_map(|segment| {
        let first = network.record(segment).first_shape;
        let end = first + network.shape(segment).len() as u32 - 1;
        (first..end).map(move |start| Piece { segment, start })
    })
}

/// A value for each cell, row by row from the south-west; places and sides are in units of 1e-7 degree.
#[derive(Debug)]
pub(crate) struct Raster {
    pub(crate) west: f64,
    pub(crate) south: f64,
    pub(crate) wide: f64,
    pub(crate) high: f64,
    pub(crate) columns: i32,
    pub(crate) rows: i32,
    pub(crate) values: Vec<u16>,
}

/// Cells are numbered by squares of so many, so that those beside one another are mostly so in memory too, and few pages
/// of it are looked up.
const SQUARE: usize = 8;

/// Where the cells lie.
#[derive(Debug)]
struct Cells {
    west: f64,
    south: f64,
    /// How wide and how high a cell is, in units of 1e-7 degree.
    wide: f64,
    high: f64,
    columns: i32,
    rows: i32,
}

impl Cells {
    fn over(network: &Network) -> Self {
        let Bounds { west, south, east, north } = Bounds::of(network.shapes.iter().copied());
        if network.shapes.is_empty() {
            return Self { west: 0.0, south: 0.0, wide: 1.0, high: 1.0, columns: 0, rows: 0 };
        }
        let [west, south, east, north] = [west, south, east, north].map(f64::from);
        let middle = geo::Point::new(0.0, (south + north) / 2e7);
        let metres_per_lon = Plane::at(middle).metres_per_lon.max(METRES_PER_LAT / 1e3);
        let (wide_m, high_m) = ((east - west) * metres_per_lon, (north - south) * METRES_PER_LAT);
        let pieces = (network.shapes.len() - network.segment_count()) as f64;
        // By area, and for a land that is a line, by its length.
        let side_m = LEAST_SIDE_M
            .max((wide_m * high_m * LEAST_PIECES / pieces).sqrt())
            .max(wide_m.max(high_m) * LEAST_PIECES / pieces);
        let (wide, high) = (side_m / metres_per_lon, side_m / METRES_PER_LAT);
        let along = |length: f64, side: f64| (length / side).floor() as i32 + 1;
        Self { west, south, wide, high, columns: along(east - west, wide), rows: along(north - south, high) }
    }

    fn count(&self) -> usize {
        let squares = |cells: i32| (cells as usize).div_ceil(SQUARE);
        squares(self.columns) * squares(self.rows) * SQUARE * SQUARE
    }

    fn number(&self, column: i32, row: i32) -> usize {
        let (column, row) = (column as usize, row as usize);
        let square = row / SQUARE * (self.columns as usize).div_ceil(SQUARE) + column / SQUARE;
        (square * SQUARE + row % SQUARE) * SQUARE + column % SQUARE
    }

    /// The columns from one longitude to another.
    fn columns_between(&self, west: f64, east: f64) -> std::ops::RangeInclusive<i32> {
        let column = |lon: f64| (((lon - self.west) / self.wide).floor() as i32).clamp(0, self.columns - 1);
        column(west)..=column(east)
    }

    /// The rows from one latitude to another.
    fn rows_between(&self, south: f64, north: f64) -> std::ops::RangeInclusive<i32> {
        let row = |lat: f64| (((lat - self.south) / self.high).floor() as i32).clamp(0, self.rows - 1);
        row(south)..=row(north)
    }

    /// Every cell that a straight piece runs through, and perhaps one that it all but touches.
    fn each_of(&self, ends: [Position; 2], mut see: impl FnMut(usize)) {
        let [mut a, mut b] = ends.map(|end| [f64::from(end.lon_e7), f64::from(end.lat_e7)]);
        if a[1] > b[1] {
            std::mem::swap(&mut a, &mut b);
        }
        // A unit more on all sides: no rounding loses a cell.
        for row in self.rows_between(a[1] - 1.0, b[1] + 1.0) {
            let south = self.south + f64::from(row) * self.high - 1.0;
            let lons = [south, south + self.high + 2.0].map(|lat| lon_at(a, b, lat));
            let (west, east) = (lons[0].min(lons[1]), lons[0].max(lons[1]));
            for column in self.columns_between(west - 1.0, east + 1.0) {
                see(self.number(column, row));
            }
        }
    }
}

/// Where a piece from `a` north to `b` crosses a latitude; at its nearer end where it doesn't. One that runs due east or
/// west crosses its own latitude everywhere.
fn lon_at(a: [f64; 2], b: [f64; 2], lat: f64) -> f64 {
    let height = b[1] - a[1];
    if lat <= a[1] {
        a[0]
    } else if lat >= b[1] {
        b[0]
    } else {
        a[0] + (b[0] - a[0]) * (lat - a[1]) / height
    }
}

/// A point among the cells; it may be beside them all.
struct Here {
    column: i32,
    row: i32,
    /// How far it is into its cell, in cells.
    into_column: f64,
    into_row: f64,
    wide_m: f64,
    high_m: f64,
}

impl Here {
    fn of(cells: &Cells, plane: &Plane) -> Self {
        let (x, y) = ((plane.lon - cells.west) / cells.wide, (plane.lat - cells.south) / cells.high);
        Self {
            column: x.floor() as i32,
            row: y.floor() as i32,
            into_column: x - x.floor(),
            into_row: y - y.floor(),
            wide_m: cells.wide * plane.metres_per_lon,
            high_m: cells.high * METRES_PER_LAT,
        }
    }

    /// The square of the distance to a cell.
    fn squared_m_to(&self, column: i32, row: i32) -> f64 {
        let east = cells_away(column - self.column, self.into_column) * self.wide_m;
        let north = cells_away(row - self.row, self.into_row) * self.high_m;
        east * east + north * north
    }

    /// The square of the distance to the nearest of the cells around that are so many cells away.
    fn squared_m_to_ring(&self, ring: i32) -> f64 {
        let column = cells_away(ring, self.into_column).min(cells_away(-ring, self.into_column));
        let row = cells_away(ring, self.into_row).min(cells_away(-ring, self.into_row));
        let away = (column * self.wide_m).min(row * self.high_m);
        away * away
    }
}

/// How far away the nearest side of a cell is that lies so many cells on.
fn cells_away(on: i32, into: f64) -> f64 {
    match on {
        0 => 0.0,
        1.. => f64::from(on) - into,
        _ => into - f64::from(on + 1),
    }
}
