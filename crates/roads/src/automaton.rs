//! Which forbidden sequence of arcs a vehicle has begun: the automaton of Aho and Corasick (1975).
//!
//! A turn restriction is a forbidden word: an arc, perhaps arcs over which it goes on, and the arc that may not follow.
//! A barrier makes a word of each two arcs that pass it. The automaton remembers of all that was driven just the longest
//! end that begins a word; after every arc it says whether a word was completed there.

use std::collections::HashMap;

use crate::arc::ArcId;
use crate::class::VehicleSet;

/// What it means to complete a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The vehicles that a turn restriction forbids it to, unless their profile exempts them.
    pub(crate) forbidden_to: VehicleSet,
    /// The barrier that is passed, as an index into the network's barriers.
    pub(crate) barrier: Option<u32>,
}

impl Mark {
    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    fn and(self, other: Self) -> Self {
        Self {
            forbidden_to: self.forbidden_to.union(other.forbidden_to),
            barrier: self.barrier.or(other.barrier),
        }
    }
}

#[derive(Debug)]
struct State {
    /// How many arcs it remembers.
    depth: u32,
    parent: u32,
    last: ArcId,
    /// The state of the longest end of what it remembers that also begins a word.
    shorter: u32,
    /// Whether a word goes on from here; otherwise what follows depends on the shorter state alone.
    goes_on: bool,
    mark: Mark,
}

#[derive(Debug)]
pub(crate) struct Automaton {
    states: Vec<State>,
    next: HashMap<(u32, ArcId), u32>,
}

impl Automaton {
    /// Nothing is remembered.
    pub(crate) const ROOT: u32 = 0;

    /// The automaton of these words. Its states depend on nothing but the words and their order.
    pub(crate) fn new(words: impl IntoIterator<Item = (impl AsRef<[ArcId]>, Mark)>) -> Self {
        let root = State {
            depth: 0,
            parent: Self::ROOT,
            last: ArcId::default(),
            shorter: Self::ROOT,
            goes_on: true,
            mark: Mark::default(),
        };
        let mut automaton = Self { states: vec![root], next: HashMap::new() };
        for (word, mark) in words {
            automaton.insert(word.as_ref(), mark);
        }
        automaton.link();
        automaton
    }

    fn insert(&mut self, word: &[ArcId], mark: Mark) {
        let mut state = Self::ROOT;
        for &arc in word {
            let parent = state;
            self.states[parent as usize].goes_on = true;
            state = *self.next.entry((parent, arc)).or_insert(self.states.len() as u32);
            if state as usize == self.states.len() {
                let depth = self.states[parent as usize].depth + 1;
                let shorter = Self::ROOT;
                let mark = Mark::default();
                self.states.push(State { depth, parent, last: arc, shorter, goes_on: false, mark });
            }
        }
        let end = &mut self.states[state as usize];
        end.mark = end.mark.and(mark);
    }

    /// Finds the shorter state of each, the short ones first, and what they complete is completed here too.
    fn link(&mut self) {
        let mut states: Vec<u32> = (1..self.states.len() as u32).collect();
        states.sort_by_key(|&state| self.states[state as usize].depth);
        for state in states {
            let State { parent, last, mark, .. } = self.states[state as usize];
            let shorter = match parent {
                Self::ROOT => Self::ROOT,
                _ => self.follow(self.states[parent as usize].shorter, last),
            };
            let mark = mark.and(self.states[shorter as usize].mark);
            let here = &mut self.states[state as usize];
            (here.shorter, here.mark) = (shorter, mark);
        }
    }

    fn follow(&self, mut state: u32, arc: ArcId) -> u32 {
        loop {
            if let Some(&next) = self.next.get(&(state, arc)) {
                return next;
            }
            if state == Self::ROOT {
                return Self::ROOT;
            }
            state = self.states[state as usize].shorter;
        }
    }

    /// Drives an arc: the state after it, and what was completed by it. A state that is stepped to begins a word and
    /// does not end the only one that it begins: what is over is forgotten.
    pub(crate) fn step(&self, state: u32, arc: ArcId) -> (u32, Mark) {
        let mut state = self.follow(state, arc);
        let mark = self.states[state as usize].mark;
        while !self.states[state as usize].goes_on {
            state = self.states[state as usize].shorter;
        }
        (state, mark)
    }

    /// The states that can be stepped to, other than the root, each with the arc driven last.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = (u32, ArcId)> {
        (0..).zip(&self.states).skip(1).filter(|(_, state)| state.goes_on).map(|(id, state)| (id, state.last))
    }

    pub(crate) fn state_count(&self) -> usize {
        self.states.len()
    }
}

#[cfg(test)]
mod tests {
    use super::{Automaton, Mark};
    use crate::arc::ArcId;
    use crate::class::{VehicleClass, VehicleSet};

    /// Which steps over this sequence complete a word.
    fn completed(words: &[&[u32]], driven: &[u32]) -> Vec<bool> {
        let mark = Mark { forbidden_to: VehicleSet::of([VehicleClass::Car]), barrier: None };
        let words: Vec<Vec<ArcId>> =
            words.iter().map(|word| word.iter().map(|&arc| ArcId::from_index(arc)).collect()).collect();
        let automaton = Automaton::new(words.iter().map(|word| (word, mark)));
        let mut state = Automaton::ROOT;
        let mut steps = Vec::new();
        for &arc in driven {
            let (next, mark) = automaton.step(state, ArcId::from_index(arc));
            state = next;
            steps.push(!mark.is_empty());
        }
        steps
    }

    #[test]
    fn a_word_is_seen_wherever_it_ends() {
        const T: bool = true;
        const F: bool = false;
        for (words, driven, seen) in [
            (&[&[1, 2][..]][..], &[1, 2, 1, 2, 2, 1][..], &[F, T, F, T, F, F][..]),
            // The begin of one word is the end of another.
            (&[&[1, 2, 3], &[2, 3]], &[1, 2, 3], &[F, F, T]),
            (&[&[1, 2, 3, 4], &[2, 3, 5]], &[1, 2, 3, 5], &[F, F, F, T]),
            // One word within another.
            (&[&[1, 2, 3, 4], &[2, 3]], &[1, 2, 3, 4], &[F, F, T, T]),
            // A word that goes on from another, and one that overlaps itself.
            (&[&[1, 2], &[1, 2, 3]], &[1, 2, 3], &[F, T, T]),
            (&[&[1, 1, 2]], &[1, 1, 1, 2, 1, 2], &[F, F, F, T, F, F]),
            // The end of a word begins the next one.
            (&[&[1, 2], &[2, 3]], &[1, 2, 3], &[F, T, T]),
            (&[], &[1, 2, 3], &[F, F, F]),
        ] {
            assert_eq!(completed(words, driven), seen, "{words:?} in {driven:?}");
        }
    }
}
