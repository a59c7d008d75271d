//! The soonest so far, while others are still asked about.

use std::collections::BinaryHeap;

use crate::search::Cost;

/// As many of the soonest as are wanted; of several as soon those with the lower numbers.
#[derive(Debug)]
pub(crate) struct Leaders {
    wanted: usize,
    held: BinaryHeap<(Cost, u32)>,
}

impl Leaders {
    pub(crate) fn new(wanted: usize) -> Self {
        Self { wanted, held: BinaryHeap::new() }
    }

    /// How many are wanted.
    pub(crate) fn wanted(&self) -> usize {
        self.wanted
    }

    /// Whether there are as many as are wanted.
    pub(crate) fn is_full(&self) -> bool {
        self.held.len() >= self.wanted
    }

    /// What one may cost at most to be among them; `None` where whoever comes at all is.
    pub(crate) fn limit(&self) -> Option<Cost> {
        let last = || self.held.peek().map_or(Cost::new(0, 0), |&(last, _)| last);
        self.is_full().then(last)
    }

    /// Takes one in that is not held, if it is soon enough.
    pub(crate) fn take(&mut self, cost: Cost, number: u32) {
        self.held.push((cost, number));
        if self.held.len() > self.wanted {
            self.held.pop();
        }
    }

    /// All of them, the soonest first.
    pub(crate) fn into_sorted(self) -> Vec<(Cost, u32)> {
        self.held.into_sorted_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::Leaders;
    use crate::search::Cost;

    fn cost(ms: u32) -> Cost {
        Cost::new(ms, 0)
    }

    #[test]
    fn the_soonest_are_held_and_the_last_of_them_is_the_limit() {
        let mut leaders = Leaders::new(2);
        assert!(leaders.limit().is_none(), "nobody is held yet");
        for (ms, number, limit) in [(50, 0, None), (20, 3, Some(50)), (30, 2, Some(30)), (20, 1, Some(20))] {
            leaders.take(cost(ms), number);
            assert_eq!(leaders.limit(), limit.map(cost), "after {number}");
        }
        assert_eq!(Leaders::new(0).limit(), Some(cost(0)), "nobody is wanted");
        assert_eq!(leaders.into_sorted(), [(cost(20), 1), (cost(20), 3)]);
    }
}
