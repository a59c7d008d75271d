//! The lines of all ways, by the numbers of their nodes, and where they are cut.
//!
//! A country has millions of nodes, and each is looked up by its OpenStreetMap id only once: from then on a node is its
//! place in a plain list.

use std::ops::ControlFlow;

use super::{Steps, Way};
use crate::position::Position;

/// The nodes that were added, in the order of their ids. The place of one in this list is its *number*.
pub(super) struct Known(Vec<(i64, Position)>);

impl Known {
    /// Of a node that was added more than once the last position counts.
    pub(super) fn new(mut nodes: Vec<(i64, Position)>) -> Self {
        nodes.sort_by_key(|node| node.0);
        nodes.dedup_by(|later, kept| {
            let is_same = later.0 == kept.0;
            if is_same {
                kept.1 = later.1;
            }
            is_same
        });
        Self(nodes)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn position(&self, node: u32) -> Position {
        self.0[node as usize].1
    }

    pub(super) fn number(&self, id: i64) -> Option<u32> {
        self.0.binary_search_by_key(&id, |node| node.0).ok().map(|at| at as u32)
    }

    /// The same when the node is likely to be the one after another: most of a way were drawn one after the other.
    fn number_after(&self, before: Option<u32>, id: i64) -> Option<u32> {
        let next = before.map_or(0, |before| before + 1);
        let is_next = self.0.get(next as usize).is_some_and(|node| node.0 == id);
        if is_next { Some(next) } else { self.number(id) }
    }
}

/// A part of a way: its index, and where its first and its last node are among the nodes of all lines.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub(super) way: u32,
    first: u32,
    last: u32,
}

/// The nodes of all ways, way after way, and the stretches that they are cut into.
pub(super) struct Lines {
    nodes: Vec<u32>,
    pub(super) stretches: Vec<Stretch>,
}

impl Lines {
    /// Cuts each way where a node is not known, where a way has passed before, and at the given nodes.
    pub(super) fn new<B>(
        ways: &[Way],
        known: &Known,
        cuts: impl Iterator<Item = u32>,
        steps: &mut Steps<impl FnMut(f64) -> ControlFlow<B>>,
    ) -> Result<Self, B> {
        let mut lines = Self { nodes: Vec::with_capacity(known.len()), stretches: Vec::new() };
        let mut runs = Vec::with_capacity(ways.len());
        steps.phase(0.3, ways.len());
        for (index, way) in (0..).zip(ways) {
            steps.step()?;
            lines.run(index, &way.nodes, known, &mut runs);
        }
        // How many lines pass a node; two are as good as more.
        let mut passes = vec![0_u8; known.len()];
        for node in lines.nodes.iter().copied().chain(cuts.flat_map(|node| [node; 2])) {
            let passes = &mut passes[node as usize];
            *passes = passes.saturating_add(1);
        }
        steps.phase(0.4, runs.len());
        for run in runs {
            steps.step()?;
            lines.cut(run, |node| passes[node as usize] > 1);
        }
        Ok(lines)
    }

    /// Takes in the parts of a way whose nodes are all known, without repetitions of a node right after itself.
    fn run(&mut self, way: u32, ids: &[i64], known: &Known, runs: &mut Vec<Stretch>) {
        let mut first = self.nodes.len();
        let mut before = None;
        let mut end = |nodes: &mut Vec<u32>, first: &mut usize| {
            if nodes.len() > *first + 1 {
                runs.push(Stretch { way, first: *first as u32, last: nodes.len() as u32 - 1 });
                *first = nodes.len();
            } else {
                nodes.truncate(*first);
            }
        };
        for &id in ids {
            let node = known.number_after(before, id);
            match node {
                Some(node) if before != Some(node) => self.nodes.push(node),
                Some(_) => {}
                None => end(&mut self.nodes, &mut first),
            }
            before = node;
        }
        end(&mut self.nodes, &mut first);
    }

    fn cut(&mut self, run: Stretch, is_junction: impl Fn(u32) -> bool) {
        let mut first = run.first;
        for last in run.first + 1..=run.last {
            if last == run.last || is_junction(self.nodes[last as usize]) {
                self.stretches.push(Stretch { first, last, ..run });
                first = last;
            }
        }
    }

    /// The nodes of a stretch, both ends included.
    pub(super) fn of(&self, stretch: Stretch) -> &[u32] {
        &self.nodes[stretch.first as usize..=stretch.last as usize]
    }

    /// The first and the last node of a stretch.
    pub(super) fn ends(&self, stretch: Stretch) -> [u32; 2] {
        [stretch.first, stretch.last].map(|at| self.nodes[at as usize])
    }
}
