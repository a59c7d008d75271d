//! A tree of boxes over the segments.
//!
//! A network's segments come in the order of Hilbert's curve, so what follows one another lies close together: the tree is
//! made over runs of them as they come, without sorting, and without pointers. It is the packed R-tree of Kamel and
//! Faloutsos (1993), whose sorting has been done already. In another order it would be slower, and as exact.

use super::{METRES_PER_DEGREE, Plane};
use crate::position::Position;

/// How many boxes share a box on the level above.
const RUN: usize = 8;
/// Metres by which rounding may make a box seem farther away than what is in it.
const SLACK_M: f64 = 1e-6;
const UNITS_PER_DEGREE: f64 = 1e7;

/// The smallest box around something, in units of 1e-7 degree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    west: i32,
    south: i32,
    east: i32,
    north: i32,
}

impl Bounds {
    const NOTHING: Self = Self { west: i32::MAX, south: i32::MAX, east: i32::MIN, north: i32::MIN };

    fn of_line(line: &[Position]) -> Self {
        line.iter().fold(Self::NOTHING, |bounds, &Position { lon_e7, lat_e7 }| {
            bounds.and(Self { west: lon_e7, south: lat_e7, east: lon_e7, north: lat_e7 })
        })
    }

    fn of_run(run: &[Self]) -> Self {
        run.iter().fold(Self::NOTHING, |bounds, &other| bounds.and(other))
    }

    /// Whether what is in the box may be so near to the point at which the plane touches the earth.
    pub(super) fn is_within(&self, plane: &Plane, reach_m: f64) -> bool {
        Eye::of(plane).squared_m(self) <= squared(reach_m)
    }

    fn and(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }
}

/// A point to measure from, with the scale of its plane: there a box of longitude and latitude is a box too, so that its
/// distance is a lower bound for whatever is in it.
struct Eye {
    lon: f64,
    lat: f64,
    metres_per_lon: f64,
    metres_per_lat: f64,
}

impl Eye {
    fn of(plane: &Plane) -> Self {
        Self {
            lon: plane.origin.x() * UNITS_PER_DEGREE,
            lat: plane.origin.y() * UNITS_PER_DEGREE,
            metres_per_lon: plane.metres_per_lon / UNITS_PER_DEGREE,
            metres_per_lat: METRES_PER_DEGREE / UNITS_PER_DEGREE,
        }
    }

    /// The square of the distance to a box, in metres; zero within it.
    fn squared_m(&self, bounds: &Bounds) -> f64 {
        let outside =
            |low: i32, here: f64, high: i32| (f64::from(low) - here).max(here - f64::from(high)).max(0.0);
        let east = outside(bounds.west, self.lon, bounds.east) * self.metres_per_lon;
        let north = outside(bounds.south, self.lat, bounds.north) * self.metres_per_lat;
        east * east + north * north
    }
}

/// The boxes, level by level: those of the segments first, the roof last.
#[derive(Debug)]
pub(super) struct BoxTree {
    levels: Vec<Vec<Bounds>>,
}

/// The square of a reach, and a trifle more.
fn squared(reach_m: f64) -> f64 {
    (reach_m + SLACK_M) * (reach_m + SLACK_M)
}

/// A box that waits to be opened.
#[derive(Clone, Copy, Default)]
struct Waiting {
    squared_m: f64,
    index: u32,
    level: u32,
}

/// The boxes that wait, the last first. It has room for a run on every level of a tree of 2^31 lines.
struct Pile {
    waiting: [Waiting; 12 * RUN],
    height: usize,
}

impl Pile {
    fn pop(&mut self) -> Option<Waiting> {
        self.height = self.height.checked_sub(1)?;
        Some(self.waiting[self.height])
    }
}

impl BoxTree {
    /// Lines are numbered as they come.
    pub(super) fn new<'a>(lines: impl Iterator<Item = &'a [Position]>) -> Self {
        let mut levels = vec![lines.map(Bounds::of_line).collect::<Vec<_>>()];
        while let Some(top) = levels.last().filter(|top| top.len() > RUN) {
            let above = top.chunks(RUN).map(Bounds::of_run).collect();
            levels.push(above);
        }
        Self { levels }
    }

    /// The box around some of the lines.
    pub(super) fn around(&self, lines: impl Iterator<Item = u32>) -> Bounds {
        lines.fold(Bounds::NOTHING, |bounds, line| bounds.and(self.levels[0][line as usize]))
    }

    /// Shows every line whose box comes within reach, from the nearest box outwards, but in no strict order. The visitor
    /// says how far it reaches from then on, which is never farther than before.
    pub(super) fn visit(&self, plane: &Plane, reach_m: f64, mut visitor: impl FnMut(u32) -> f64) {
        let eye = Eye::of(plane);
        let mut reach = squared(reach_m);
        let mut pile = Pile { waiting: [Waiting::default(); 12 * RUN], height: 0 };
        self.open(&mut pile, &eye, reach, self.levels.len() as u32, 0);
        while let Some(Waiting { squared_m, level, index }) = pile.pop() {
            if squared_m > reach {
                continue;
            }
            if level > 0 {
                self.open(&mut pile, &eye, reach, level, index);
            } else {
                reach = squared(visitor(index));
            }
        }
    }

    /// Puts the boxes that are within reach, out of those below a box, on the pile, the nearest on top. To sort them all
    /// would take longer than it saves: once the nearest line is found, hardly any other box is within reach.
    fn open(&self, pile: &mut Pile, eye: &Eye, reach: f64, level: u32, index: u32) {
        let (level, first, bottom) = (level - 1, index as usize * RUN, pile.height);
        let boxes = &self.levels[level as usize];
        let (mut nearest, mut least) = (bottom, f64::INFINITY);
        for (index, bounds) in (first as u32..).zip(&boxes[first..boxes.len().min(first + RUN)]) {
            let squared_m = eye.squared_m(bounds);
            // Without a branch, for nobody could foretell it.
            pile.waiting[pile.height] = Waiting { squared_m, index, level };
            nearest = if squared_m < least { pile.height } else { nearest };
            least = least.min(squared_m);
            pile.height += usize::from(squared_m <= reach);
        }
        if pile.height > bottom {
            pile.waiting.swap(nearest, pile.height - 1);
        }
    }
}
