//! The search: from all vehicles forwards at once, until a time is up.
//!
//! Dijkstra's algorithm (1959) with several sources; each node is settled once by each of its `keep` nearest vehicles.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::graph::Graph;
use crate::weights::{BARRED, Weights};

/// No vehicle.
pub(super) const NOBODY: u32 = u32::MAX;

/// For each node the arcs that leave it.
#[derive(Debug)]
pub(super) struct Outgoing {
    first: Vec<u32>,
    /// The node an arc leads to, and its slot in the graph.
    arcs: Vec<(u32, u32)>,
}

impl Outgoing {
    pub(super) fn new(graph: &Graph) -> Self {
        let nodes = graph.node_count();
        let mut first = vec![0_u32; nodes + 1];
        for arc in graph.arcs() {
            first[arc.tail as usize] += 1;
        }
        let mut arcs_so_far = 0;
        for first in &mut first {
            arcs_so_far += *first;
            *first = arcs_so_far;
        }
        let mut arcs = vec![(0, 0); arcs_so_far as usize];
        for head in 0..nodes as u32 {
            for slot in graph.slots(head) {
                let place = &mut first[graph.arc(slot).tail as usize];
                *place -= 1;
                arcs[*place as usize] = (head, slot as u32);
            }
        }
        Self { first, arcs }
    }

    pub(super) fn of(&self, node: u32) -> &[(u32, u32)] {
        &self.arcs[self.first[node as usize] as usize..self.first[node as usize + 1] as usize]
    }

    fn nodes(&self) -> usize {
        self.first.len() - 1
    }
}

/// When a vehicle is at a node at the earliest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    pub(super) node: u32,
    pub(super) at_ms: u32,
    pub(super) vehicle: u32,
}

/// When the nearest vehicles are at each node.
pub(super) struct Reached {
    keep: usize,
    /// Time and vehicle, `keep` for each node, the soonest first.
    labels: Vec<(u32, u32)>,
    /// The nodes that any vehicle reaches, soonest first.
    pub(super) nodes: Vec<u32>,
}

impl Reached {
    /// Which vehicles reach a node, and when, in milliseconds: the soonest first.
    pub(super) fn at(&self, node: u32) -> impl Iterator<Item = (u32, u32)> {
        let labels = &self.labels[node as usize * self.keep..(node as usize + 1) * self.keep];
        labels.iter().copied().take_while(|&(_, vehicle)| vehicle != NOBODY)
    }

    /// Whether a vehicle may still be news to a node.
    fn is_news(&self, node: u32, vehicle: u32) -> bool {
        self.at(node).all(|(_, known)| known != vehicle) && self.at(node).count() < self.keep
    }
}

/// When the `keep` nearest vehicles are at each node, as far as they are within the time.
pub(super) fn reach(
    outgoing: &Outgoing,
    weights: &Weights,
    starts: &[Start],
    within_ms: u32,
    keep: usize,
) -> Reached {
    let mut reached = Reached { keep, labels: vec![(0, NOBODY); outgoing.nodes() * keep], nodes: Vec::new() };
    let mut queue: BinaryHeap<_> =
        starts.iter().map(|start| Reverse((start.at_ms, start.node, start.vehicle))).collect();
    while let Some(Reverse((at_ms, node, vehicle))) = queue.pop() {
        if at_ms > within_ms {
            break;
        }
        if !reached.is_news(node, vehicle) {
            continue;
        }
        let known = reached.at(node).count();
        reached.labels[node as usize * keep + known] = (at_ms, vehicle);
        if known == 0 {
            reached.nodes.push(node);
        }
        for &(head, slot) in outgoing.of(node) {
            let drive_ms = weights.ms(slot as usize);
            let there_ms = at_ms.saturating_add(drive_ms);
            if drive_ms != BARRED && there_ms <= within_ms && reached.is_news(head, vehicle) {
                queue.push(Reverse((there_ms, head, vehicle)));
            }
        }
    }
    reached
}
