//! The search: from the incident backwards over the roads, until the wanted vehicles are met.
//!
//! Dijkstra's algorithm (1959) on the reversed graph. Vehicle classes have their own times, so each class present is a
//! *layer* with nodes of its own, all in one queue: whatever is settled next is the next soonest over all classes.
//! The vehicles themselves are nodes too, behind the roads that they stand on: one that is settled is exactly known.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::Graph;
use crate::weights::{BARRED, Weights};

/// Travel time, and among equal times the distance: one number to compare and to add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cost(u64);

impl Cost {
    const UNKNOWN: Self = Self(u64::MAX);
    /// More than any way costs.
    pub(crate) const ENDLESS: Self = Self(u64::MAX);

    pub(crate) fn new(ms: u32, cm: u32) -> Self {
        Self(u64::from(ms) << 32 | u64::from(cm))
    }

    /// As one number, that compares and adds like the cost itself.
    pub(crate) fn packed(self) -> u64 {
        self.0
    }

    pub(crate) fn from_packed(packed: u64) -> Self {
        Self(packed)
    }

    pub(crate) fn ms(self) -> u32 {
        (self.0 >> 32) as u32
    }

    pub(crate) fn cm(self) -> u32 {
        self.0 as u32
    }

    /// The sum; beyond 49 days or 42,000 km there is no answer to be had.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What may be spent on the rest of a way after a part of it; `None` if the part alone is too much.
    pub(crate) fn left_after(self, part: Self) -> Option<Self> {
        self.0.checked_sub(part.0).map(Self)
    }

    /// What is left after a part of the way, which neither takes longer nor is longer than the whole.
    pub(crate) fn minus(self, part: Self) -> Self {
        Self::new(self.ms().saturating_sub(part.ms()), self.cm().saturating_sub(part.cm()))
    }
}

/// One of a segment's two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    From,
    To,
}

/// A way between a place on a segment and a node of the graph: out through it, or in through it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    pub(crate) layer: u32,
    pub(crate) node: u32,
    pub(crate) end: End,
    pub(crate) cost: Cost,
}

/// A vehicle that the search looks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Target {
    /// How it reaches the nodes beside it.
    pub(crate) exits: Vec<Link>,
    /// How it reaches the place without passing a node, both being on one segment.
    pub(crate) direct: Option<Cost>,
}

/// What is searched.
#[derive(Clone, Debug)]
pub(crate) struct Query<'a> {
    pub(crate) graph: &'a Graph,
    /// The times of the classes present, by layer.
    pub(crate) layers: Vec<&'a Weights>,
    /// How the place is reached from the nodes beside it.
    pub(crate) entries: Vec<Link>,
    pub(crate) targets: Vec<Target>,
    /// Stop when so many targets are settled.
    pub(crate) wanted: usize,
}

/// How a state got its label. Packed: the slot of the arc driven first, or the index of the exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Via(u32);

impl Via {
    /// From here the place is reached without a further arc.
    const LAST: Self = Self(u32::MAX);
}

#[derive(Clone, Copy, Debug)]
struct Label {
    cost: Cost,
    /// The search it belongs to, doubled; plus one where a target's exit waits at this node.
    stamp: u32,
    via: Via,
}

/// The labels and the queue of a search, kept for the next one so that nothing need be cleared.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    labels: Vec<Label>,
    queue: BinaryHeap<Reverse<(Cost, u32)>>,
    /// Target and link, ordered by state.
    exits: Vec<(u32, u32, Link)>,
    stamp: u32,
}

impl Scratch {
    fn begin(&mut self, states: usize) {
        self.queue.clear();
        self.exits.clear();
        if self.stamp >= u32::MAX - 3 {
            self.labels.clear();
            self.stamp = 0;
        }
        self.stamp += 2;
        if self.labels.len() < states {
            self.labels.resize(states, Label { cost: Cost::UNKNOWN, stamp: 0, via: Via::LAST });
        }
    }

    /// The label of a state in this search.
    fn label(&mut self, state: u32) -> &mut Label {
        let label = &mut self.labels[state as usize];
        if label.stamp & !1 != self.stamp {
            *label = Label { cost: Cost::UNKNOWN, stamp: self.stamp, via: Via::LAST };
        }
        label
    }

    fn relax(&mut self, state: u32, cost: Cost, via: Via) {
        let label = self.label(state);
        if cost < label.cost {
            label.cost = cost;
            label.via = via;
            self.queue.push(Reverse((cost, state)));
        }
    }

    /// Puts the exits of all targets where the search will find them.
    fn await_targets(&mut self, query: &Query<'_>) {
        for (target, exits) in (0..).zip(query.targets.iter().map(|target| &target.exits)) {
            for &link in exits {
                self.exits.push((query.state(link.layer, link.node), target, link));
            }
        }
        self.exits.sort_unstable_by_key(|&(state, target, _)| (state, target));
        for index in 0..self.exits.len() {
            self.label(self.exits[index].0).stamp |= 1;
        }
    }

    /// Tells the targets beside a settled node how far it is.
    fn relax_exits(&mut self, query: &Query<'_>, state: u32, cost: Cost) {
        let mut index = self.exits.partition_point(|&(at, ..)| at < state);
        while let Some(&(_, target, link)) = self.exits.get(index).filter(|&&(at, ..)| at == state) {
            self.relax(query.first_target() + target, cost.plus(link.cost), Via(index as u32));
            index += 1;
        }
    }
}

impl Query<'_> {
    fn state(&self, layer: u32, node: u32) -> u32 {
        layer * self.graph.node_count() as u32 + node
    }

    fn first_target(&self) -> u32 {
        self.state(self.layers.len() as u32, 0)
    }

    /// The targets met, soonest first, each with its exact cost. Fewer than wanted means that no road leads to the
    /// place from the others.
    pub(crate) fn run(&self, scratch: &mut Scratch) -> Vec<(usize, Cost)> {
        let first_target = self.first_target();
        scratch.begin(first_target as usize + self.targets.len());
        scratch.await_targets(self);
        for entry in &self.entries {
            scratch.relax(self.state(entry.layer, entry.node), entry.cost, Via::LAST);
        }
        for (target, direct) in (first_target..).zip(self.targets.iter().map(|target| target.direct)) {
            if let Some(cost) = direct {
                scratch.relax(target, cost, Via::LAST);
            }
        }

        let mut met = Vec::new();
        while met.len() < self.wanted {
            let Some(Reverse((cost, state))) = scratch.queue.pop() else { break };
            let label = *scratch.label(state);
            if cost > label.cost {
                continue;
            }
            if state >= first_target {
                met.push(((state - first_target) as usize, cost));
                continue;
            }
            if label.stamp & 1 == 1 {
                scratch.relax_exits(self, state, cost);
            }
            self.relax_arcs(scratch, state, cost);
        }
        met
    }

    fn relax_arcs(&self, scratch: &mut Scratch, state: u32, cost: Cost) {
        let nodes = self.graph.node_count() as u32;
        let (layer, node) = (state / nodes, state % nodes);
        let weights = self.layers[layer as usize];
        for slot in self.graph.slots(node) {
            let ms = weights.ms(slot);
            if ms != BARRED {
                let incoming = self.graph.arc(slot);
                let through = cost.plus(Cost::new(ms, incoming.length_cm));
                scratch.relax(state - node + incoming.tail, through, Via(slot as u32));
            }
        }
    }

    /// The way of a target that the last search in this scratch has met.
    pub(crate) fn trace(&self, scratch: &mut Scratch, target: usize) -> Trace {
        let via = scratch.label(self.first_target() + target as u32).via;
        if via == Via::LAST {
            return Trace::Direct;
        }
        let (mut state, _, exit) = scratch.exits[via.0 as usize];
        let mut slots = Vec::new();
        loop {
            let label = *scratch.label(state);
            if label.via == Via::LAST {
                let reaches =
                    |entry: &&Link| self.state(entry.layer, entry.node) == state && entry.cost == label.cost;
                let entry = self.entries.iter().find(reaches).map_or(End::From, |entry| entry.end);
                return Trace::OverNodes { exit: exit.end, slots, entry };
            }
            // The arc of a slot leads to the node that holds the slot; the place lies further on from there.
            let slot = label.via.0 as usize;
            slots.push(slot);
            state = self.state(exit.layer, self.graph.head(slot));
        }
    }
}

/// How a target gets to the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trace {
    /// Along the one segment that both are on.
    Direct,
    /// Off its segment through one end, over arcs, onto the place's segment through one end.
    OverNodes { exit: End, slots: Vec<usize>, entry: End },
}

#[cfg(test)]
mod tests {
    use super::{Cost, Label, Scratch, Via};

    #[test]
    fn labels_of_earlier_searches_are_never_taken_for_new_ones() {
        let mut scratch = Scratch { stamp: u32::MAX - 9, ..Scratch::default() };
        for search in 0..10 {
            scratch.begin(3);
            let Label { cost, stamp, .. } = *scratch.label(1);
            assert_eq!((cost, stamp & 1), (Cost::UNKNOWN, 0), "search {search}");
            scratch.relax(1, Cost::new(search, 0), Via::LAST);
            scratch.label(1).stamp |= 1;
            assert_eq!(scratch.label(1).cost.ms(), search, "within a search the label stays");
        }
    }

    #[test]
    fn a_sum_too_large_to_tell_is_no_cost_at_all() {
        let mut scratch = Scratch::default();
        scratch.begin(1);
        let endless = Cost::new(u32::MAX - 1, 0).plus(Cost::new(u32::MAX - 1, 0));
        scratch.relax(0, endless, Via::LAST);
        assert!(scratch.queue.is_empty());
    }
}
