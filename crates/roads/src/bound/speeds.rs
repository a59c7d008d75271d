//! How fast anybody is near a place: the fastest road around each cell of the map, and around ever larger cells.

use crate::snap::Raster;

/// Speeds are kept in whole ones of so many to a unit of the plane per millisecond, or 0.16 km/h.
const STEPS: f64 = 256.0;

/// Never less than it was. The greatest, 10,000 km/h, is more than anybody drives.
pub(super) fn rounded_up(units_per_ms: f64) -> u16 {
    // As a cast of Rust's does it, more than there is room for is the most there is room for.
    (units_per_ms * STEPS).ceil() as u16
}

/// Who is in a cell has all within so many sides of it in the cells that are at most so many away. With these two on
/// every level, and sides that double from one to the next, each ring is a third to a half wider than the one in it.
const AWAY: [i32; 2] = [2, 3];

/// The speeds of one class of vehicle, in units of the plane per millisecond.
#[derive(Debug)]
pub(super) struct Speeds {
    /// Where the cells begin in the plane.
    west: f64,
    south: f64,
    /// Where there is no road.
    beside: f64,
    /// From the smallest cells to the largest.
    levels: Vec<Level>,
    highest: u16,
}

/// A circle around a place, and the highest speed in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Circle {
    pub(super) radius: f64,
    pub(super) speed: f64,
}

impl Speeds {
    /// `east` is the east-west scale of the plane.
    pub(super) fn new(fastest: Raster, east: f64, beside: f64) -> Self {
        let Raster { west, south, wide, high, columns, rows, values } = fastest;
        let highest = values.iter().copied().max().unwrap_or_default();
        // Cells as small as those given would tell little more and take four times the room.
        let mut cells = Cells { wide: wide * east, high, columns, rows, values }.doubled();
        let mut levels = Vec::new();
        while cells.columns.max(cells.rows) > 1 {
            levels.push(cells.level());
            cells = cells.doubled();
        }
        Self { west: west * east, south, beside, levels, highest }
    }

    /// The circles around a place of the plane, from the smallest to the largest, and in the end all there is.
    pub(super) fn around(&self, [x, y]: [f64; 2]) -> impl Iterator<Item = Circle> {
        let told = |value: u16| (f64::from(value) / STEPS).max(self.beside);
        let of_level = move |level: &Level| {
            let cell = [(x - self.west) / level.wide, (y - self.south) / level.high];
            let [column, row] = cell.map(|at| at.floor() as i32);
            let values = level.at(column.saturating_add(MARGIN), row.saturating_add(MARGIN));
            let side = level.wide.min(level.high);
            [0, 1].map(|at| Circle { radius: f64::from(AWAY[at]) * side, speed: told(values[at]) })
        };
        let all = Circle { radius: f64::INFINITY, speed: told(self.highest) };
        self.levels.iter().flat_map(of_level).chain([all])
    }
}

/// A value for each cell, by row from the south-west.
#[derive(Debug)]
struct Cells<T> {
    /// In the plane.
    wide: f64,
    high: f64,
    columns: i32,
    rows: i32,
    values: Vec<T>,
}

/// The highest speeds around each cell, as far away as [`AWAY`] says; with so many more cells on all sides, beyond which
/// there is no road as near as that.
type Level = Cells<[u16; AWAY.len()]>;

const MARGIN: i32 = AWAY[AWAY.len() - 1];

impl<T: Copy + Default> Cells<T> {
    fn at(&self, column: i32, row: i32) -> T {
        let is_inside = (0..self.columns).contains(&column) && (0..self.rows).contains(&row);
        if is_inside { self.values[(row * self.columns + column) as usize] } else { T::default() }
    }
}

impl Cells<u16> {
    /// The same in cells of twice the size.
    fn doubled(&self) -> Self {
        let (columns, rows) = ((self.columns + 1) / 2, (self.rows + 1) / 2);
        let mut values = vec![0; (columns * rows) as usize];
        for row in 0..self.rows {
            for column in 0..self.columns {
                let held: &mut u16 = &mut values[(row / 2 * columns + column / 2) as usize];
                *held = self.at(column, row).max(*held);
            }
        }
        Self { wide: self.wide * 2.0, high: self.high * 2.0, columns, rows, values }
    }

    fn level(&self) -> Level {
        let (columns, rows) = (self.columns + 2 * MARGIN, self.rows + 2 * MARGIN);
        let mut values = vec![0; (columns * rows) as usize];
        for row in 0..self.rows {
            let [from, to] = [row * self.columns, (row + MARGIN) * columns + MARGIN].map(|at| at as usize);
            let length = self.columns as usize;
            values[to..to + length].copy_from_slice(&self.values[from..from + length]);
        }
        // The margins keep the end of a row apart from the beginning of the next one.
        let [near, far] = AWAY.map(|away| {
            let along = greatest(&values, 1, away as usize);
            greatest(&along, columns as usize, away as usize)
        });
        let values = near.into_iter().zip(far).map(|(near, far)| [near, far]).collect();
        Level { wide: self.wide, high: self.high, columns, rows, values }
    }
}

/// By place in a list the greatest of the values there and at so many places before and behind, each a step apart.
fn greatest(values: &[u16], step: usize, away: usize) -> Vec<u16> {
    let mut greatest = values.to_vec();
    for off in (1..=away).map(|steps| steps * step).take_while(|&off| off < values.len()) {
        for (held, &behind) in greatest.iter_mut().zip(&values[off..]) {
            *held = behind.max(*held);
        }
        for (held, &before) in greatest[off..].iter_mut().zip(values) {
            *held = before.max(*held);
        }
    }
    greatest
}
