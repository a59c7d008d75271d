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

    /// Whether there are as many as are wanted.
    pub(crate) fn is_full(&self) -> bool {
        self.held.len() >= self.wanted
    }

    /// What one may cost at most to be among them; `None` where whoever comes at all is.
    pub(crate) fn limit(&self) -> Option<Cost> {
        let last = || self.held.peek().map_or(Cost::new(0, 0), |&(last, _)| last);
        self.is_full().then(last)
    }

    /// Whether one that takes at least this long could still be among them.
    pub(crate) fn admit(&self, least_ms: u32) -> bool {
        self.wanted > 0 && self.limit().is_none_or(|last| least_ms <= last.ms())
    }

    /// Takes one in that is not held, if it is soon enough.
    pub(crate) fn take(&mut self, cost: Cost, number: u32) {
        self.held.push((cost, number));
        if self.held.len() > self.wanted {
            self.held.pop();
        }
    }

    /// Takes one in that may be held already: the sooner of its costs counts.
    pub(crate) fn improve(&mut self, cost: Cost, number: u32) {
        match self.held.iter().find(|held| held.1 == number).copied() {
            Some((before, _)) if before <= cost => return,
            Some(_) => self.held.retain(|held| held.1 != number),
            None => {}
        }
        self.take(cost, number);
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
    fn whoever_could_be_as_soon_as_the_last_leader_is_asked_about() {
        let mut leaders = Leaders::new(2);
        assert!(leaders.admit(u32::MAX), "nobody is held yet");
        for (ms, number) in [(50, 0), (20, 1), (30, 2)] {
            leaders.take(cost(ms), number);
        }
        assert!(leaders.admit(30) && !leaders.admit(31), "of 20 and 30 the last is 30");
        assert!(!Leaders::new(0).admit(0), "nobody is wanted");
        assert_eq!(leaders.into_sorted(), [(cost(20), 1), (cost(30), 2)]);
    }

    #[test]
    fn nobody_leads_twice() {
        let mut leaders = Leaders::new(2);
        for (ms, number) in [(50, 0), (40, 0), (60, 0), (70, 1), (45, 2)] {
            leaders.improve(cost(ms), number);
        }
        assert_eq!(leaders.into_sorted(), [(cost(40), 0), (cost(45), 2)]);
    }
}
