//! The fewest roads to cut between two groups of nodes: a maximum flow over roads that each carry one unit.
//!
//! Algorithm: E. A. Dinic, *Algorithm for solution of a problem of maximum flow in networks*, 1970. Between two nodes
//! there is one undirected edge, kept as two arcs; the flow over one is the opposite of the flow over its twin.

use super::part::Part;

const UNSEEN: u32 = u32::MAX;

/// On which side of the flow a node stands before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pole {
    Source,
    Sink,
    Between,
}

/// The working memory of a flow over one part.
pub(super) struct Flow<'a> {
    part: &'a Part,
    /// The arc back, by arc.
    twins: &'a [u32],
    /// -1, 0 or 1 unit, by arc.
    sent: Vec<i8>,
    level: Vec<u32>,
    /// The next arc to try, by node.
    next: Vec<u32>,
    queue: Vec<u32>,
    path: Vec<u32>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(part: &'a Part, twins: &'a [u32]) -> Self {
        let nodes = part.len();
        Self {
            part,
            twins,
            sent: vec![0; part.neighbours.len()],
            level: vec![UNSEEN; nodes],
            next: vec![0; nodes],
            queue: Vec::with_capacity(nodes),
            path: Vec::new(),
        }
    }

    /// The size of the smallest cut between sources and sinks, or `None` as soon as it is sure to be more than `limit`.
    pub(super) fn run(&mut self, poles: &[Pole], limit: usize) -> Option<usize> {
        self.sent.fill(0);
        self.queue.clear();
        let is_source = |node: u32| poles[node as usize] == Pole::Source;
        for (node, level) in (0..).zip(&mut self.level) {
            *level = if is_source(node) { 0 } else { UNSEEN };
        }
        let at_rim =
            |&node: &u32| is_source(node) && !self.part.neighbours(node).iter().all(|&head| is_source(head));
        let rim: Vec<u32> = (0..self.part.len() as u32).filter(at_rim).collect();
        let mut size = 0;
        while self.find_levels(poles, &rim) {
            for &source in &rim {
                while self.augment(source, poles) {
                    size += 1;
                    if size > limit {
                        return None;
                    }
                }
            }
        }
        Some(size)
    }

    /// The nodes that the sources still reach when nothing more can flow: what the last look for levels has seen.
    pub(super) fn source_side(&self) -> Vec<bool> {
        self.level.iter().map(|&level| level != UNSEEN).collect()
    }

    /// The nodes from which the sinks can still be reached.
    pub(super) fn sink_side(&mut self, poles: &[Pole]) -> Vec<bool> {
        let mut reached: Vec<bool> = poles.iter().map(|&pole| pole == Pole::Sink).collect();
        self.queue.clear();
        self.queue.extend(
            (0..).zip(poles).filter(|&(_, &pole)| pole == Pole::Sink).map(|(node, _): (u32, _)| node),
        );
        while let Some(node) = self.queue.pop() {
            for arc in self.part.arcs(node) {
                let tail = self.part.neighbours[arc];
                // What comes in over the twin is the opposite of what goes out.
                if !reached[tail as usize] && self.sent[arc] > -1 {
                    reached[tail as usize] = true;
                    self.queue.push(tail);
                }
            }
        }
        reached
    }

    /// How many arcs with room lead from the sources to each node, as far as the first sinks on each way: so ways of
    /// several lengths are found in one round. All flow begins at the rim of the sources.
    fn find_levels(&mut self, poles: &[Pole], rim: &[u32]) -> bool {
        for &node in &self.queue {
            self.level[node as usize] = UNSEEN;
        }
        self.queue.clear();
        self.queue.extend_from_slice(rim);
        for &source in rim {
            self.level[source as usize] = 0;
        }
        let (mut at, mut found) = (0, false);
        while let Some(&node) = self.queue.get(at) {
            at += 1;
            self.next[node as usize] = self.part.first[node as usize];
            if poles[node as usize] == Pole::Sink {
                found = true;
                continue;
            }
            let higher = self.level[node as usize] + 1;
            for arc in self.part.arcs(node) {
                let head = self.part.neighbours[arc];
                if self.sent[arc] < 1 && self.level[head as usize] == UNSEEN {
                    self.level[head as usize] = higher;
                    self.queue.push(head);
                }
            }
        }
        found
    }

    /// Sends one more unit from a source along rising levels, if there is a way.
    fn augment(&mut self, source: u32, poles: &[Pole]) -> bool {
        self.path.clear();
        let mut node = source;
        loop {
            if poles[node as usize] == Pole::Sink {
                for &arc in &self.path {
                    self.sent[arc as usize] += 1;
                    self.sent[self.twins[arc as usize] as usize] -= 1;
                }
                return true;
            }
            if let Some(arc) = self.rising_arc(node) {
                self.path.push(arc);
                node = self.part.neighbours[arc as usize];
            } else {
                // A dead end: nothing goes through this node in this round.
                self.level[node as usize] = UNSEEN;
                let Some(arc) = self.path.pop() else { return false };
                node = self.part.neighbours[self.twins[arc as usize] as usize];
            }
        }
    }

    fn rising_arc(&mut self, node: u32) -> Option<u32> {
        let end = self.part.first[node as usize + 1];
        let higher = self.level[node as usize].checked_add(1)?;
        while self.next[node as usize] < end {
            let arc = self.next[node as usize];
            let head = self.part.neighbours[arc as usize] as usize;
            if self.sent[arc as usize] < 1 && self.level[head] == higher {
                return Some(arc);
            }
            self.next[node as usize] += 1;
        }
        None
    }
}
