//! Where towns lie and which of them roads join: land is split again and again until each town has its plot, and roads
//! are drawn over each split. So what is near is joined, and nothing else.

use super::sketch::{Sketch, Spot};

/// A town's place.
pub(super) struct Plot {
    /// Junctions that it is to have.
    pub(super) size: usize,
    pub(super) low: Spot,
    pub(super) high: Spot,
}

/// A road to be drawn from one plot to another, by their indices.
pub(super) struct Link {
    pub(super) ends: [usize; 2],
    /// Over a large river: the road is one of few, and has a bridge.
    pub(super) bridge: bool,
}

impl Plot {
    /// How far the two plots lie side by side along the line of a split.
    fn overlap(&self, other: &Self, along: usize) -> f64 {
        self.high[along].min(other.high[along]) - self.low[along].max(other.low[along])
    }

    pub(super) fn middle(&self) -> Spot {
        [f64::midpoint(self.low[0], self.high[0]), f64::midpoint(self.low[1], self.high[1])]
    }
}

/// Area that a town needs: for itself and the fields around it.
pub(super) fn weight(size: usize) -> f64 {
    size as f64 + 400.0
}

/// Land being divided.
#[derive(Default)]
pub(super) struct Land {
    pub(super) plots: Vec<Plot>,
    pub(super) links: Vec<Link>,
}

impl Land {
    /// Divides a rectangle among towns of these sizes, the largest first. No road leads out of it.
    pub(super) fn divide(&mut self, sketch: &mut Sketch, sizes: &[usize], low: Spot, high: Spot) {
        self.split(sketch, sizes, low, high, 0);
    }

    fn split(&mut self, sketch: &mut Sketch, sizes: &[usize], low: Spot, high: Spot, depth: u32) {
        let [size] = *sizes else {
            if !sizes.is_empty() {
                self.halve(sketch, sizes, low, high, depth);
            }
            return;
        };
        self.plots.push(Plot { size, low, high });
    }

    fn halve(&mut self, sketch: &mut Sketch, sizes: &[usize], low: Spot, high: Spot, depth: u32) {
        let share = sketch.between(0.35, 0.65);
        let (mut one, mut other) = (Vec::new(), Vec::new());
        let (mut one_weighs, mut other_weighs) = (0.0, 0.0);
        for &size in sizes {
            let (side, weighs) = if one_weighs * (1.0 - share) <= other_weighs * share {
                (&mut one, &mut one_weighs)
            } else {
                (&mut other, &mut other_weighs)
            };
            side.push(size);
            *weighs += weight(size);
        }
        let across = usize::from(high[1] - low[1] > high[0] - low[0]);
        let cut = low[across] + (high[across] - low[across]) * one_weighs / (one_weighs + other_weighs);
        let (mut one_high, mut other_low) = (high, low);
        (one_high[across], other_low[across]) = (cut, cut);

        let first = self.plots.len();
        self.split(sketch, &one, low, one_high, depth + 1);
        let second = self.plots.len();
        self.split(sketch, &other, other_low, high, depth + 1);
        let is_river = depth % 3 == 1 && sizes.len() > 6;
        self.join(sketch, first..second, cut, across, is_river);
    }

    /// Joins neighbours on both sides of a split: most of them, or a few over a river.
    fn join(
        &mut self,
        sketch: &mut Sketch,
        one: std::ops::Range<usize>,
        cut: f64,
        across: usize,
        bridge: bool,
    ) {
        let along = 1 - across;
        let at_cut = |edge: f64| (edge - cut).abs() < 1e-6;
        let by_place = |land: &Self, mut side: Vec<usize>| {
            side.sort_by(|&a, &b| land.plots[a].low[along].total_cmp(&land.plots[b].low[along]));
            side
        };
        let other = one.end..self.plots.len();
        let one = by_place(self, one.filter(|&plot| at_cut(self.plots[plot].high[across])).collect());
        let other = by_place(self, other.filter(|&plot| at_cut(self.plots[plot].low[across])).collect());

        // Both sides run along the split without gaps, so that one walk meets all neighbours.
        let (mut left, mut right, mut neighbours) = (0, 0, Vec::new());
        while left < one.len() && right < other.len() {
            let (a, b) = (&self.plots[one[left]], &self.plots[other[right]]);
            if a.overlap(b, along) > 0.0 {
                neighbours.push([one[left], other[right]]);
            }
            if a.high[along] < b.high[along] { left += 1 } else { right += 1 }
        }
        let share = if bridge { 0.12 } else { 0.65 };
        let sure = sketch.below(neighbours.len());
        for (index, ends) in neighbours.into_iter().enumerate() {
            if index == sure || sketch.chance(share) {
                self.links.push(Link { ends, bridge });
            }
        }
    }
}
