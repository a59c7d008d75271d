//! How far each of many is from a place by straight line, and who of them is near it.

use std::collections::BinaryHeap;

/// So many are looked at in one go, of whom mostly none is near enough.
const STRIDE: usize = 16;

/// Squares of distances by number; endless for those who are not asked about.
#[derive(Debug, Default)]
pub(crate) struct Apart {
    squared: Vec<f32>,
}

impl Apart {
    /// Takes these instead of the last ones. They are rounded, which puts none before one that it was behind.
    pub(crate) fn measure(&mut self, squared: impl Iterator<Item = f64>) {
        self.squared.clear();
        self.squared.extend(squared.map(|squared| squared as f32));
    }

    /// The first from this number on who is no farther.
    pub(crate) fn next_within(&self, from: u32, squared: f64) -> Option<u32> {
        let within = (squared as f32).min(f32::MAX);
        let mut first = from as usize;
        for some in self.squared.get(first..)?.chunks(STRIDE) {
            // All are counted, without a branch for each, so that several are compared at once.
            if some.iter().filter(|&&own| own <= within).count() > 0 {
                return some.iter().position(|&own| own <= within).map(|at| (first + at) as u32);
            }
            first += STRIDE;
        }
        None
    }

    /// So many of those that are nearest, in the order of their numbers.
    pub(crate) fn nearest(&self, wanted: usize) -> Vec<u32> {
        // The farthest on top. Squares of distances are in the same order as their bits.
        let mut nearest: BinaryHeap<(u32, u32)> = BinaryHeap::with_capacity(wanted + 1);
        let (mut next, mut farthest) = (0, f64::INFINITY);
        while let Some(number) = self.next_within(next, farthest) {
            nearest.push((self.squared[number as usize].to_bits(), number));
            if nearest.len() > wanted {
                nearest.pop();
            }
            if nearest.len() == wanted {
                farthest = nearest.peek().map_or(0.0, |last| f64::from(f32::from_bits(last.0)));
            }
            next = number + 1;
        }
        let mut nearest: Vec<u32> = nearest.into_iter().map(|(_, number)| number).collect();
        nearest.sort_unstable();
        nearest
    }
}

#[cfg(test)]
mod tests {
    use super::Apart;

    /// Forty of them, the nearest in the middle, every third not asked about.
    fn forty() -> Apart {
        let mut apart = Apart::default();
        let squared =
            |number: i32| if number % 3 == 0 { f64::INFINITY } else { f64::from((number - 20).pow(2)) };
        apart.measure((0..40).map(squared));
        apart
    }

    #[test]
    fn the_nearest_are_found_wherever_they_are_in_the_list() {
        let everybody: Vec<u32> = (0..40).filter(|number| number % 3 != 0).collect();
        let wanted: [(usize, &[u32]); 5] =
            [(0, &[]), (1, &[20]), (2, &[19, 20]), (3, &[19, 20, 22]), (100, &everybody)];
        for (wanted, expected) in wanted {
            assert_eq!(forty().nearest(wanted), expected, "{wanted} wanted");
        }
        assert!(Apart::default().nearest(3).is_empty(), "there is nobody");
    }

    #[test]
    fn who_is_within_a_distance_comes_in_order() {
        let cases = [
            (0, 0.0, Some(20)),
            (0, 9.0, Some(17)),
            (18, 9.0, Some(19)),
            (24, 9.0, None),
            (0, f64::INFINITY, Some(1)),
            (39, f64::INFINITY, None),
            (40, f64::INFINITY, None),
            (41, f64::INFINITY, None),
        ];
        for (from, squared, expected) in cases {
            assert_eq!(forty().next_within(from, squared), expected, "from {from} within {squared}");
        }
    }
}
