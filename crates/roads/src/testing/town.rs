//! One town: a crooked grid of avenues, streets and alleys.

use std::f64::consts::{PI, TAU};

use super::plots::Plot;
use super::sketch::{Kind, Pin, Sketch, Spot, between, metres};
use crate::class::{Oneway, RoadClass};

/// Junctions drawn for each crossing of the grid, alleys and their ends included: what the shares below lead to.
const JUNCTIONS_PER_CROSSING: f64 = 1.53;
/// From this size on a town has avenues with a carriageway for each direction, and a river.
const CITY: usize = 1_200;

/// A town that has been drawn.
pub(super) struct Town {
    pub(super) middle: Spot,
    pub(super) size: usize,
    /// Where its avenues end: what roads from outside lead to.
    pub(super) gates: Vec<Pin>,
}

impl Town {
    /// The gate that lies nearest to a spot.
    pub(super) fn gate_to(&self, spot: Spot) -> Option<Pin> {
        let nearer = |a: &&Pin, b: &&Pin| metres(a.at, spot).total_cmp(&metres(b.at, spot));
        self.gates.iter().min_by(nearer).copied()
    }
}

/// A line of the grid, from south to north or from west to east.
#[derive(Clone)]
struct Line {
    /// Metres from the middle of the town.
    offset: f64,
    class: RoadClass,
    oneway: Oneway,
    /// The river runs between this line and the one before.
    behind_river: bool,
    /// Which blocks a street leaves out, as bricks are laid: none, the odd ones or the even ones.
    leaves_out: Option<usize>,
}

impl Line {
    fn is_avenue(&self) -> bool {
        self.class < RoadClass::Unclassified
    }
}

/// How the grid lies in the country.
struct Grid {
    middle: Spot,
    turn: f64,
    /// Half the extent, in metres.
    half: f64,
    bulge: [f64; 3],
    wave: f64,
}

impl Grid {
    /// Where a crossing of two lines lies: turned, and bent as no planner drew it.
    fn spot(&self, x: f64, y: f64) -> Spot {
        let length = 1.6 * self.half + 200.0;
        let sway = self.wave * self.half;
        let (x, y) = (x + sway * (PI * y / length).sin(), y + sway * (PI * x / length).cos());
        let (sin, cos) = self.turn.sin_cos();
        [self.middle[0] + x * cos - y * sin, self.middle[1] + x * sin + y * cos]
    }

    /// Whether a crossing is still in town: within a circle with bulges.
    fn holds(&self, x: f64, y: f64) -> bool {
        let angle = y.atan2(x);
        let [one, two, three] = self.bulge;
        let bulge = 0.9
            + 0.1 * (2.0 * angle + one).sin()
            + 0.07 * (3.0 * angle + two).sin()
            + 0.04 * (5.0 * angle + three).sin();
        x.hypot(y) <= self.half * bulge
    }
}

/// Draws a town on its plot.
pub(super) fn draw(sketch: &mut Sketch, plot: &Plot) -> Town {
    // The circle with bulges takes about five eighths of its square.
    let side = (plot.size as f64 / JUNCTIONS_PER_CROSSING / 0.625).sqrt().ceil().max(3.0) as usize;
    let density = sketch.between(0.75, 1.5);
    let lines =
        [lines(sketch, side, plot.size, density, true), lines(sketch, side, plot.size, density, false)];
    let half = lines.iter().filter_map(|lines| lines.last()).map(|last| last.offset).fold(0.0, f64::max);
    let shift = |low: f64, high: f64, sketch: &mut Sketch| {
        let room = ((high - low) / 2.0 - half).max(0.0) * 0.6;
        sketch.between(-room, room + 1e-3)
    };
    let middle = plot.middle();
    let east = shift(plot.low[0], plot.high[0], sketch);
    let north = shift(plot.low[1], plot.high[1], sketch);
    let grid = Grid {
        middle: [middle[0] + east, middle[1] + north],
        turn: sketch.between(-PI / 5.0, PI / 5.0),
        half,
        bulge: [sketch.between(0.0, TAU), sketch.between(0.0, TAU), sketch.between(0.0, TAU)],
        wave: sketch.between(0.02, 0.06),
    };
    let pins = crossings(sketch, &grid, &lines);
    let mut town = Town { middle: grid.middle, size: plot.size, gates: Vec::new() };
    for (columns_first, [own, other]) in [(true, [&lines[0], &lines[1]]), (false, [&lines[1], &lines[0]])] {
        for (index, line) in own.iter().enumerate() {
            let stops = other.iter().enumerate().map(|(cross, _)| {
                let (column, row) = if columns_first { (index, cross) } else { (cross, index) };
                pins[column * lines[1].len() + row]
            });
            street(sketch, &stops.collect::<Vec<_>>(), line, other, &mut town);
        }
    }
    ring_road(sketch, &town);
    town
}

/// The lines of one direction, with the middle of the town between them.
fn lines(sketch: &mut Sketch, count: usize, size: usize, density: f64, is_column: bool) -> Vec<Line> {
    let river = (is_column && size >= CITY).then(|| count / 3 + sketch.below(count / 6));
    let mut lines: Vec<Line> = Vec::with_capacity(count);
    let mut offset = 0.0;
    let mut to_avenue = (count / 2).min(4 + sketch.below(5));
    while lines.len() < count {
        offset += density * sketch.between(55.0, 110.0);
        let mut line = Line {
            offset,
            class: RoadClass::Residential,
            oneway: Oneway::No,
            behind_river: false,
            leaves_out: is_column.then_some(lines.len() % 2),
        };
        if river == Some(lines.len()) {
            line.offset += 90.0;
            offset = line.offset;
            line.behind_river = true;
        }
        if to_avenue > 0 {
            to_avenue -= 1;
            line.class = match sketch.below(20) {
                0..3 => RoadClass::LivingStreet,
                3 => RoadClass::Unclassified,
                _ => RoadClass::Residential,
            };
            lines.push(line);
            continue;
        }
        to_avenue = 6 + sketch.below(7);
        line.class = match sketch.below(6) {
            0 if size >= CITY => RoadClass::Primary,
            1 | 2 if size >= CITY / 4 => RoadClass::Secondary,
            _ => RoadClass::Tertiary,
        };
        if size >= CITY && line.class != RoadClass::Tertiary {
            // Two carriageways. Traffic keeps to the left.
            line.oneway = if is_column { Oneway::Backward } else { Oneway::Forward };
            let other = if is_column { Oneway::Forward } else { Oneway::Backward };
            offset += 14.0;
            let second = Line { offset, oneway: other, behind_river: false, ..line.clone() };
            lines.extend([line, second]);
        } else {
            lines.push(line);
        }
    }
    let half = f64::midpoint(lines[0].offset, offset);
    for line in &mut lines {
        line.offset -= half;
    }
    lines
}

/// The crossings of all lines that lie in town, by column and row.
fn crossings(sketch: &mut Sketch, grid: &Grid, [columns, rows]: &[Vec<Line>; 2]) -> Vec<Option<Pin>> {
    let mut pins = Vec::with_capacity(columns.len() * rows.len());
    for column in columns {
        for row in rows {
            let (x, y) = (column.offset, row.offset);
            let pin = grid.holds(x, y).then(|| {
                // An avenue is straighter than a street.
                let aside = if column.is_avenue() || row.is_avenue() { 3.0 } else { 14.0 };
                let [east, north] = grid.spot(x, y);
                let at = [east + sketch.between(-aside, aside), north + sketch.between(-aside, aside)];
                sketch.pin(at)
            });
            pins.push(pin);
        }
    }
    pins
}

/// Draws what exists of one line of the grid, as ways of a few blocks each.
fn street(sketch: &mut Sketch, stops: &[Option<Pin>], line: &Line, across: &[Line], town: &mut Town) {
    let mut kind = Kind { oneway: line.oneway, ..sketch.kind(line.class) };
    let mut nodes: Vec<i64> = Vec::new();
    let mut last = None;
    for block in 0..stops.len().saturating_sub(1) {
        let [Some(from), Some(to)] = [stops[block], stops[block + 1]] else { continue };
        if line.is_avenue() && last.is_none() {
            town.gates.push(from);
        }
        last = Some(to);
        if !exists(sketch, line, block, [&across[block], &across[block + 1]]) {
            finish(sketch, &mut nodes, &kind);
            continue;
        }
        if nodes.is_empty() {
            nodes.push(from.id);
        }
        self::block(sketch, &mut nodes, [from, to], line, &kind);
        if sketch.chance(if line.is_avenue() { 0.25 } else { 0.4 }) {
            finish(sketch, &mut nodes, &kind);
            if !line.is_avenue() {
                kind = sketch.kind(line.class);
                let one_way = town.size >= CITY && sketch.chance(0.25);
                kind.oneway = if one_way { Oneway::Forward } else { Oneway::No };
            } else if sketch.chance(0.2) {
                kind.name = sketch.kind(line.class).name;
            }
        }
    }
    finish(sketch, &mut nodes, &kind);
    if let (true, Some(end)) = (line.is_avenue(), last) {
        town.gates.push(end);
    }
}

fn finish(sketch: &mut Sketch, nodes: &mut Vec<i64>, kind: &Kind) {
    if nodes.len() > 1 {
        sketch.way(std::mem::take(nodes), kind);
    }
    nodes.clear();
}

/// Whether a line goes on over a block: avenues always, streets as bricks are laid, with gaps.
fn exists(sketch: &mut Sketch, line: &Line, block: usize, [before, after]: [&Line; 2]) -> bool {
    if line.is_avenue() {
        return true;
    }
    let is_median =
        before.oneway != Oneway::No && after.oneway != Oneway::No && before.oneway != after.oneway;
    if after.behind_river || is_median && (after.offset - before.offset).abs() < 15.0 {
        return after.behind_river && sketch.chance(0.02) || !after.behind_river && sketch.chance(0.1);
    }
    let is_left_out = line.leaves_out == Some(block % 2);
    sketch.chance(if is_left_out { 0.17 } else { 0.94 })
}

/// One block of a street, with the alleys that lead off it.
fn block(sketch: &mut Sketch, nodes: &mut Vec<i64>, [from, to]: [Pin; 2], line: &Line, kind: &Kind) {
    let length = metres(from.at, to.at);
    let direction = (to.at[1] - from.at[1]).atan2(to.at[0] - from.at[0]);
    let mut here = from.at;
    if length > 40.0 && sketch.chance(if line.is_avenue() { 0.1 } else { 0.16 }) {
        let share = sketch.between(0.3, 0.7);
        let corner = sketch.pin(between(from.at, to.at, share));
        sketch.bends(nodes, here, corner.at, 0.7);
        nodes.push(corner.id);
        here = corner.at;
        let class = match sketch.below(10) {
            0..6 => RoadClass::Residential,
            6..8 => RoadClass::LivingStreet,
            8 => RoadClass::Path,
            _ => RoadClass::Service,
        };
        let side = direction + if sketch.chance(0.5) { PI / 2.0 } else { -PI / 2.0 };
        let (far, alley) = (sketch.between(20.0, 60.0), sketch.kind(class));
        sketch.lane(corner, side, far, &alley);
        if sketch.chance(0.25) {
            // Another name or another surface: the way ends in the middle of the block.
            finish(sketch, nodes, kind);
            nodes.push(corner.id);
        }
    } else if length > 40.0 && !line.is_avenue() && sketch.chance(0.1) {
        let pin = sketch.pin(between(from.at, to.at, 0.5));
        nodes.push(pin.id);
        finish(sketch, nodes, kind);
        nodes.push(pin.id);
        here = pin.at;
    }
    sketch.bends(nodes, here, to.at, 1.0);
    nodes.push(to.id);
}

/// A road around a city, from gate to gate.
fn ring_road(sketch: &mut Sketch, town: &Town) {
    if town.size < CITY {
        return;
    }
    let angle = |pin: &Pin| (pin.at[1] - town.middle[1]).atan2(pin.at[0] - town.middle[0]);
    let mut gates = town.gates.clone();
    gates.sort_by(|a, b| angle(a).total_cmp(&angle(b)));
    let kind = Kind { name: Some("Jalan Lingkar Luar".to_owned()), ..sketch.kind(RoadClass::Trunk) };
    for (index, gate) in gates.iter().enumerate() {
        let next = gates[(index + 1) % gates.len()];
        let mut nodes = vec![gate.id];
        sketch.bends(&mut nodes, gate.at, next.at, 1.5);
        nodes.push(next.id);
        if gate.id != next.id {
            sketch.way(nodes, &kind);
        }
    }
}
